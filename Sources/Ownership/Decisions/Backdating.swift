/// What late entries do to open complaints, so that backdating is said aloud.
public struct Backdating: Hashable, Sendable {
  /// An open complaint whose answer changes.
  public struct Change: Hashable, Sendable {
    /// Whose complaint it is.
    public var client: ClientID
    /// The complaint.
    public var complaint: ComplaintID
    /// Who was accountable when the problem arose, as it is known without the events.
    public var before: [PersonID?]
    /// The same with them.
    public var after: [PersonID?]
  }

  /// How long after its effect the latest of the events is recorded, in microseconds; never negative.
  public var lateBy: Int64
  /// Whether that is more than the policy's `backdatedDays`.
  public var isLate: Bool
  /// The open complaints whose answer changes, by client and id.
  public var changes: [Change]

  /// Compares the answers to open complaints without and with some events as the next lines.
  ///
  /// - Complexity: O(lines of the ledger).
  public init(_ drafts: [EventDraft], _ state: LedgerState) {
    let effects = drafts.map { $0.effectiveTime ?? $0.time }
    lateBy = max(0, effects.map { state.now.microseconds - $0.microseconds }.max() ?? 0)
    let limit = state.perspective.policies.limit(.backdatedDays, at: state.now).value
    isLate = limit.isExceeded(byMicroseconds: lateBy)
    changes = []
    if !drafts.contains(where: Self.bearsOnAnswers) { return }
    let after = state.after(drafts)
    let earliest = Self.earliestEffect(of: drafts)
    for client in Self.clients(drafts, state) {
      let records = state.business(client).complaints
      let later = after.business(client).complaints
      for record in records.sorted where record.isOpen(at: .last) {
        let id = record.filing.complaint
        guard let now = later[id] else { continue }
        let isSettled = earliest.map { Self.end(record, state) < $0 } ?? false
        if isSettled, record.filing == now.filing { continue }
        let before = Self.accountable(record, client, state)
        let then = Self.accountable(now, client, after)
        if before != then {
          changes.append(Change(client: client, complaint: id, before: before, after: then))
        }
      }
    }
  }

  /// Whether an event can change who answers for something.
  private static func bearsOnAnswers(_ draft: EventDraft) -> Bool {
    if draft.replaces != nil { return true }
    return EventKind(type: draft.type)?.bearsOnAnswers ?? false
  }

  /// Before that instant nothing can change; `nil` where a line is taken out of force.
  private static func earliestEffect(of drafts: [EventDraft]) -> Instant? {
    let strikes = drafts.contains {
      $0.replaces != nil || EventKind(type: $0.type) == .entryRetracted
    }
    return strikes ? nil : drafts.map { min($0.time, $0.effectiveTime ?? $0.time) }.min()
  }

  /// The clients whose answers can change: those that the events are about, else all.
  private static func clients(_ drafts: [EventDraft], _ state: LedgerState) -> [ClientID] {
    var clients: Set<ClientID> = []
    for draft in drafts {
      guard case .client(let client) = draft.subject else { return state.history.clients }
      clients.insert(client)
    }
    return clients.sorted()
  }

  /// The last instant of the time at which a problem arose, or the first after it.
  private static func end(_ record: Complaint, _ state: LedgerState) -> Instant {
    (record.filing.arose ?? .instant(record.filed.instant)).end(in: state.zone)
  }

  private static let day: Int64 = 86_400_000_000

  private static func accountable(
    _ record: Complaint, _ client: ClientID, _ state: LedgerState
  ) -> [PersonID?] {
    let responsibility = record.filing.responsibility ?? .account
    let arose = record.filing.arose ?? .instant(record.filed.instant)
    let starts: [Instant] =
      switch (try? arose.span(in: state.zone)) ?? .instant(arose.start(in: state.zone)) {
      case .instant(let instant): [instant]
      case .period(let from, let to):
        state.perspective.stretches(client, responsibility, from: from, to: to).map(\.from)
      }
    var result: [PersonID?] = []
    for start in starts {
      let person = state.perspective.resolve(client, responsibility, at: start).accountable
      if result.last != .some(person) { result.append(person) }
    }
    return result
  }

  /// `recorded 12 days late; this changes who was responsible for 2 open complaints: c1 of acme (olga,
  /// before: ivan), …`; `nil` where there is nothing to say.
  public var sentence: String? {
    var parts: [String] = []
    if isLate {
      let days = lateBy / Self.day
      parts.append("recorded \(days) day\(days == 1 ? "" : "s") late")
    }
    if !changes.isEmpty {
      let list = changes.map { change in
        "\(change.complaint) of \(change.client) (\(Self.names(change.after)), before: "
          + "\(Self.names(change.before)))"
      }
      let count = "\(changes.count) open complaint\(changes.count == 1 ? "" : "s")"
      parts.append(
        "this changes who was responsible for \(count): \(list.joined(separator: ", "))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private static func names(_ persons: [PersonID?]) -> String {
    persons.map { $0?.text ?? "nobody" }.joined(separator: ", then ")
  }
}
