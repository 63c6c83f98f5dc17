/// What every command may say beside what it is about: when, by whom, and a remark.
public struct Occasion: Hashable, Sendable {
  /// When it happened; without it, now.
  public var at: Instant?
  /// When it takes effect, if that is not when it happened.
  public var effective: Instant?
  /// Who decided or did it.
  public var by: String?
  /// A remark.
  public var note: String?

  /// An occasion.
  public init(
    at: Instant? = nil, effective: Instant? = nil, by: String? = nil, note: String? = nil
  ) {
    self.at = at
    self.effective = effective
    self.by = by
    self.note = note
  }

  /// When something ends whose last day is `day`: the first instant after it in the ledger's zone.
  public static func end(ofLastDay day: CalendarDate, in zone: Zone) -> Instant {
    Moment.date(day).end(in: zone)
  }

  /// When it happened.
  func time(_ state: LedgerState) -> Instant { at ?? state.now }

  /// When it takes effect.
  func effect(_ state: LedgerState) -> Instant { effective ?? time(state) }

  /// An event of this occasion; fields that are `nil` are left out.
  func draft(
    _ kind: EventKind, _ subject: Subject, _ state: LedgerState, _ fields: [(Field, JSON?)] = [],
    replaces: SequenceNumber? = nil
  ) -> EventDraft {
    var members = fields.compactMap { field, value in value.map { JSONMember(field.name, $0) } }
    if let by { members.append(JSONMember(.by, .string(by))) }
    if let note { members.append(JSONMember(.note, .string(note))) }
    let time = time(state)
    return EventDraft(
      type: kind.type, subject: subject, time: time,
      effectiveTime: effective.flatMap { $0 == time ? nil : $0 }, replaces: replaces,
      data: members.isEmpty ? nil : members)
  }
}

extension JSON {
  /// A string; `nil` stays `nil`.
  static func text(_ value: String?) -> JSON? { value.map(JSON.string) }

  /// An identifier as a string; `nil` stays `nil`.
  static func id<Kind>(_ value: Identifier<Kind>?) -> JSON? { value.map { .string($0.text) } }

  /// A time in its canonical spelling; `nil` stays `nil`.
  static func moment(_ value: Moment?) -> JSON? { value.map { .string($0.description) } }

  /// Terms by name, those struck out as `null`; none at all stay out.
  static func terms(_ terms: [Term]) -> JSON? {
    if terms.isEmpty { return nil }
    return .object(terms.map { JSONMember($0.name, JSON.text($0.value) ?? .null) })
  }
}
