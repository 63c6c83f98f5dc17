extension History {
  /// The history as it would be with these events as its next lines.
  ///
  /// Complexity: O(lines) for the copy, O(1) for each event.
  func appending(_ drafts: [EventDraft], recordedTime: Instant) -> History {
    var history = self
    for draft in drafts {
      let sequence = SequenceNumber(UInt64(history.events.count) + 1)
      history.append(
        Event(
          sequence: sequence, recordedTime: recordedTime, id: draft.id ?? sequence.digits,
          source: draft.source ?? "custody", type: draft.type, subject: draft.subject,
          time: draft.time, statedEffectiveTime: draft.effectiveTime,
          sourceTime: draft.sourceTime, origin: draft.origin, recordedBy: "",
          replaces: draft.replaces, data: draft.data))
    }
    return history
  }
}
