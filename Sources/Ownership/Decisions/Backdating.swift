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
    let after = state.after(drafts)
    changes = []
    for client in state.history.clients {
      let records = state.business(client).complaints.records
      for (id, record) in records.sorted(by: { $0.key < $1.key }) where record.isOpen {
        let before = Self.accountable(record, client, state)
        guard let now = after.business(client).complaints.records[id] else { continue }
        let then = Self.accountable(now, client, after)
        if before != then {
          changes.append(Change(client: client, complaint: id, before: before, after: then))
        }
      }
    }
  }

  private static let day: Int64 = 86_400_000_000

  private static func accountable(
    _ record: ComplaintBook.Record, _ client: ClientID, _ state: LedgerState
  ) -> [PersonID?] {
    var result: [PersonID?] = []
    for answer in state.standings(record.filing, client, filed: record.time)
    where result.last != .some(answer.accountable) {
      result.append(answer.accountable)
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
