/// The lines of a ledger, ready to be asked.
///
/// A history is a value: two that hold the same lines give the same answers. It knows for each subject
/// which lines speak of it, so that a question costs what its client's lines cost, not the log's.
public struct History: Sendable {
  /// The lines by sequence, without gaps: line N is at index N − 1.
  public internal(set) var events: [Event]
  /// The zone in which bare dates are read.
  public let zone: Zone

  /// Indices of lines by client, ascending; unknown types included.
  package internal(set) var linesByClient: [ClientID: [Int]]
  /// Indices of lines by person, ascending.
  package internal(set) var linesByPerson: [PersonID: [Int]]
  /// Indices of the lines about the ledger itself, ascending.
  package internal(set) var linesOfLedger: [Int]
  /// Where each responsibility is first used, on either clock.
  package internal(set) var firstUses: [Responsibility: FirstUse]
  /// The clients whose lines file a complaint id, each once, in the order of filing.
  package internal(set) var clientsByComplaint: [ComplaintID: [ClientID]]

  /// Takes all lines of a ledger in their order.
  ///
  /// Lines that name what they cannot name become unknown types here (FORMAT 9.3), and redacted lines
  /// are understood with the fields that were destroyed. Complexity: O(lines).
  public init(events: [Event], zone: Zone) {
    let events = Self.resolved(events)
    var byClient: [ClientID: [Int]] = [:]
    var byPerson: [PersonID: [Int]] = [:]
    var ofLedger: [Int] = []
    var uses: [Responsibility: FirstUse] = [:]
    var complaints: [ComplaintID: [ClientID]] = [:]
    for (index, event) in events.enumerated() {
      switch event.subject {
      case .client(let client): byClient[client, default: []].append(index)
      case .person(let person): byPerson[person, default: []].append(index)
      case .ledger: ofLedger.append(index)
      }
      for name in event.fact.responsibilitiesUsed {
        uses[name, default: FirstUse(event)].include(event)
      }
      if case .complaintFiled(let filing) = event.fact, case .client(let client) = event.subject,
        !complaints[filing.complaint, default: []].contains(client)
      {
        complaints[filing.complaint, default: []].append(client)
      }
    }
    self.events = events
    self.zone = zone
    linesByClient = byClient
    linesByPerson = byPerson
    linesOfLedger = ofLedger
    firstUses = uses
    clientsByComplaint = complaints
  }

  /// The clients that any line speaks of, by their bytes.
  public var clients: [ClientID] { linesByClient.keys.sorted() }

  /// The persons that lines are about, by their bytes.
  public var persons: [PersonID] { linesByPerson.keys.sorted() }

  /// The lines about a client, ascending by sequence.
  public func lines(about client: ClientID) -> [Event] {
    (linesByClient[client] ?? []).map { events[$0] }
  }

  /// The lines about a person, ascending by sequence.
  public func lines(about person: PersonID) -> [Event] {
    (linesByPerson[person] ?? []).map { events[$0] }
  }

  /// The line with a sequence; `nil` where there is none.
  public subscript(sequence: SequenceNumber) -> Event? {
    sequence.value >= 1 && sequence.value <= UInt64(events.count)
      ? events[Int(sequence.value) - 1] : nil
  }
}

/// The earliest positions at which something is used.
package struct FirstUse: Sendable {
  var sequence: SequenceNumber
  var source: SourcePosition

  init(_ event: Event) {
    sequence = event.sequence
    source = SourcePosition(event)
  }

  mutating func include(_ event: Event) {
    sequence = min(sequence, event.sequence)
    source = min(source, SourcePosition(event))
  }
}

extension Fact {
  /// The responsibilities that a line uses, in the sense of FORMAT 9.9.
  var responsibilitiesUsed: [Responsibility] {
    switch self {
    case .assignmentMade(let responsibility, _, _), .assignmentEnded(let responsibility, _, _):
      [responsibility]
    case .handoffOffered(let offer): [offer.responsibility]
    case .complaintFiled(let filing): filing.responsibility.map { [$0] } ?? []
    case .policyAdopted(let change):
      (change.responsibilities ?? []) + change.fallback.flatMap { [$0.0] + $0.1 }
    case .complaintRedirected(_, let from, let to, _):
      [from, to].compactMap { desk in
        if case .responsibility(let name)? = desk?.value { name } else { nil }
      }
    default: []
    }
  }
}
