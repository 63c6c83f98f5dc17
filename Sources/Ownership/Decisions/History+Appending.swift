extension History {
  /// The history as it would be with these events as its next lines. Complexity: O(lines).
  func appending(_ drafts: [EventDraft], recordedTime: Instant) -> History {
    var events = events
    for draft in drafts {
      let sequence = SequenceNumber(UInt64(events.count) + 1)
      events.append(
        Event(
          sequence: sequence, recordedTime: recordedTime, id: draft.id ?? sequence.digits,
          source: draft.source ?? "custody", type: draft.type, subject: draft.subject,
          time: draft.time, statedEffectiveTime: draft.effectiveTime,
          sourceTime: draft.sourceTime, origin: draft.origin, recordedBy: "",
          replaces: draft.replaces, data: draft.data))
    }
    return History(events: events, zone: zone)
  }
}
