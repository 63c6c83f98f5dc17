/// `correct`: puts an earlier line right by restating the whole fact.
public struct CorrectEntry: Command {
  var entry: SequenceNumber
  var changes: [JSONMember]
  var carried: [JSONMember]
  var extras: [JSONMember]
  var time: Instant?
  var effective: Instant?
  var reason: String
  var by: String?

  /// Puts a line right.
  ///
  /// - Parameters:
  ///   - changes: fields of `data` with their right values; `null` takes an optional field out.
  ///   - carried: fields of the line's `data` that the vocabulary does not name, which are restated as
  ///     they are.
  ///   - extras: attributes of the line that the format does not name, which are restated as well. When and by
  ///     whom the line was told is not: the new one is told now, and no source vouches for it.
  ///   - time: when it really happened, if the line is wrong about that.
  ///   - effective: when it really took effect, if the line is wrong about that.
  ///   - reason: stands in the `note` of the new line.
  public init(
    _ entry: SequenceNumber, changes: [JSONMember] = [], carried: [JSONMember] = [],
    extras: [JSONMember] = [], time: Instant? = nil, effective: Instant? = nil, reason: String,
    by: String? = nil
  ) {
    self.entry = entry
    self.changes = changes
    self.carried = carried
    self.extras = extras
    self.time = time
    self.effective = effective
    self.reason = reason
    self.by = by
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    guard let event = state.nameable(entry, &decision) else { return decision }
    decision.object(state.objection(toStruck: event))
    guard let kind = EventKind(type: event.type) else {
      decision.object(
        "#\(entry) is a \(event.type), which this version does not know", [entry],
        remedy: "retract it and tell the fact anew", isFinal: true)
      return decision
    }
    if event.lacksContent {
      decision.object(
        "content of #\(entry) was destroyed, so it cannot be restated", [entry],
        remedy: "retract it and tell the fact anew", isFinal: true)
      return decision
    }
    let names = (kind.fields + EventKind.commonFields).map(\.name)
    for change in changes where !names.contains(where: { $0.hasSameBytes(as: change.name) }) {
      decision.object(
        "\(kind.withArticle) has no field \(change.name)",
        remedy: "its fields are \(names.joined(separator: ", "))", isFinal: true)
    }
    let draft = replacement(of: event, kind)
    if isSame(draft, event) {
      decision.object(
        "that would change nothing of #\(entry)", [entry], remedy: "say what is wrong in it",
        isFinal: true)
    }
    decision.record(draft)
    return decision
  }

  private func replacement(of event: Event, _ kind: EventKind) -> EventDraft {
    var members = members(of: event)
    for change in changes {
      members.removeAll { $0.name.hasSameBytes(as: change.name) }
      if !change.value.isNull { members.append(change) }
    }
    if let by {
      members.removeAll { $0.name == "by" }
      members.append(JSONMember(.by, .string(by)))
    }
    members.removeAll { $0.name == "note" }
    members.append(JSONMember(.note, .string(reason)))
    let time = time ?? event.time
    let effect = effective ?? event.statedEffectiveTime
    return EventDraft(
      type: event.type, subject: event.subject, time: time,
      effectiveTime: effect == time ? nil : effect, replaces: event.sequence,
      extras: extras, data: members)
  }

  private func members(of event: Event) -> [JSONMember] {
    var members = event.fact.fields.compactMap { field, value in
      value.map { JSONMember(field.name, $0) }
    }
    if let by = event.by { members.append(JSONMember(.by, .string(by))) }
    return members + carried
  }

  private func isSame(_ draft: EventDraft, _ event: Event) -> Bool {
    if changes.contains(where: { $0.name == "note" || $0.name == "by" }) || by != nil {
      return false
    }
    let before = DataCodec.canonical(members(of: event), type: event.type)
    let after = (draft.data ?? []).filter { $0.name != "note" }
    return before == after && draft.time == event.time
      && (draft.effectiveTime ?? draft.time) == event.effectiveTime
  }
}

/// `retract`: takes an earlier line out of force.
public struct RetractEntry: Command {
  var entry: SequenceNumber
  var reason: String
  var occasion: Occasion

  /// Retracts a line; a retraction can be retracted as well.
  public init(
    _ entry: SequenceNumber, reason: String, _ occasion: Occasion = Occasion()
  ) {
    self.entry = entry
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    guard let event = state.nameable(entry, &decision) else { return decision }
    decision.object(state.objection(toStruck: event))
    decision.record(
      occasion.draft(
        .entryRetracted, event.subject, state,
        [(.entry, .string(entry.digits)), (.reason, .string(reason))]))
    return decision
  }
}

/// `dispute`: says that somebody contests a line; every answer that rests on it says so, too.
public struct DisputeEntry: Command {
  var entry: SequenceNumber
  var reason: String
  var occasion: Occasion

  /// Disputes a line.
  public init(
    _ entry: SequenceNumber, reason: String, _ occasion: Occasion = Occasion()
  ) {
    self.entry = entry
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    guard let event = state.nameable(entry, &decision) else { return decision }
    decision.object(state.objection(toStruck: event))
    decision.record(
      occasion.draft(
        .entryDisputed, event.subject, state,
        [(.entry, .string(entry.digits)), (.reason, .string(reason))]))
    return decision
  }
}

extension LedgerState {
  /// A line that may be corrected, retracted or disputed; otherwise objects.
  fileprivate func nameable(_ entry: SequenceNumber, _ decision: inout Decision) -> Event? {
    guard let event = history[entry] else {
      decision.object(
        "there is no line #\(entry)", remedy: "the last line is #\(lastSequence)", isFinal: true)
      return nil
    }
    if let kind = EventKind(type: event.type), !kind.canBeNamed {
      decision.object(
        "#\(entry) is \(kind.withArticle), which stands for ever", [entry],
        remedy: "add a `note` instead", isFinal: true)
      return nil
    }
    return event
  }

  /// Speaks against a line that is out of force already.
  fileprivate func objection(toStruck event: Event) -> Objection? {
    let correctors = perspective.correctors(of: event)
    guard let last = correctors.last, let corrector = history[last] else { return nil }
    if case .entry(.retracted) = corrector.fact {
      return Objection(
        "#\(event.sequence) was retracted \(on(corrector.time))", lines: correctors,
        remedy: "retract #\(last) first to bring it back")
    }
    return Objection(
      "#\(event.sequence) was put right by #\(last)", lines: correctors,
      remedy: "name #\(last) instead")
  }
}

extension EventKind {
  /// `an assignment.made`, `a handoff.offered`
  fileprivate var withArticle: String {
    let isVowel = name.unicodeScalars.first.map("aeio".unicodeScalars.contains) ?? false
    return (isVowel ? "an " : "a ") + name
  }
}
