/// The lines of a ledger, ready to be asked.
///
/// A history is a value: two that hold the same lines give the same answers. It knows for each subject
/// which lines speak of it, so that a question costs what its client's lines cost, not the log's.
public struct History: Sendable {
  /// The lines, ascending by sequence. Of a whole history line N is at index N − 1; a partial one holds
  /// only the lines of some subjects.
  public internal(set) var events: [Event]
  /// How far the ledger reaches, where this history holds only some of its lines.
  let extent: Extent?
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
    self.init(events: events, zone: zone, extent: nil)
  }

  /// Takes all lines of some subjects: enough for questions that touch no others.
  ///
  /// - Parameters:
  ///   - events: ascending by sequence.
  ///   - extent: how far the whole ledger reaches.
  package init(partial events: [Event], zone: Zone, extent: Extent) {
    self.init(events: events, zone: zone, extent: extent)
  }

  private init(events: [Event], zone: Zone, extent: Extent?) {
    let events = Self.resolved(events)
    var byClient: [ClientID: [Int]] = [:]
    var byPerson: [PersonID: [Int]] = [:]
    var ofLedger: [Int] = []
    var uses: [Responsibility: FirstUse] = [:]
    var complaints: [ComplaintID: [ClientID]] = [:]
    for index in events.indices {
      switch events[index].subject {
      case .client(let client): byClient[client, default: []].append(index)
      case .person(let person): byPerson[person, default: []].append(index)
      case .ledger: ofLedger.append(index)
      }
      switch events[index].fact {
      // Of the many lines that name one responsibility, without a list of one.
      case .assignment(let fact):
        uses[fact.responsibility, default: FirstUse(events[index])].include(events[index])
      case .ledger, .person, .client, .handoff, .complaint, .contract, .change, .authority,
        .money, .entry, .unknown:
        for name in events[index].fact.responsibilitiesUsed {
          uses[name, default: FirstUse(events[index])].include(events[index])
        }
      }
      if case .complaint(.filed(let filing)) = events[index].fact,
        case .client(let client) = events[index].subject,
        !complaints[filing.complaint, default: []].contains(client)
      {
        complaints[filing.complaint, default: []].append(client)
      }
    }
    self.events = events
    self.zone = zone
    self.extent = extent
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

  /// The line with a sequence; `nil` where there is none, or where a partial history does not hold it.
  public subscript(sequence: SequenceNumber) -> Event? {
    Self.position(of: sequence, in: events).map { events[$0] }
  }

  /// The last line of the ledger; zero before the first.
  public var lastSequence: SequenceNumber {
    extent?.last ?? SequenceNumber(UInt64(events.count))
  }

  /// When a line was recorded; `nil` where there is no such line.
  func recordedTime(of sequence: SequenceNumber) -> Instant? {
    self[sequence]?.recordedTime ?? extent?.recordedTimes[sequence]
  }

  /// The index of a line in an ascending array. Complexity: O(1) without gaps, else O(log lines).
  static func position(of sequence: SequenceNumber, in events: [Event]) -> Int? {
    let direct = Int(sequence.value) - 1
    if events.indices.contains(direct), events[direct].sequence == sequence { return direct }
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].sequence < sequence { low = middle + 1 } else { high = middle }
    }
    return low < events.count && events[low].sequence == sequence ? low : nil
  }
}

/// How far a ledger reaches of which a history holds only some lines, and where the known time of a
/// question stands in it.
package struct Extent: Sendable {
  /// The last line.
  package var last: SequenceNumber
  /// The last line recorded at or before the known time that is asked about.
  package var known: (time: Instant, line: SequenceNumber)?
  /// When lines were recorded that the history does not hold and an answer names.
  package var recordedTimes: [SequenceNumber: Instant]

  /// How far a ledger reaches.
  package init(
    last: SequenceNumber, known: (time: Instant, line: SequenceNumber)?,
    recordedTimes: [SequenceNumber: Instant]
  ) {
    self.last = last
    self.known = known
    self.recordedTimes = recordedTimes
  }

  /// The line at a known time.
  func line(at time: Instant) -> SequenceNumber {
    guard let known, known.time == time else {
      preconditionFailure("a partial history is asked at the known time that it was read for")
    }
    return known.line
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
  package var responsibilitiesUsed: [Responsibility] {
    switch self {
    case .assignment(let fact): [fact.responsibility]
    case .handoff(.offered(let offer)): [offer.responsibility]
    case .complaint(.filed(let filing)): filing.responsibility.map { [$0] } ?? []
    case .ledger(.policyAdopted(let change)):
      (change.responsibilities ?? []) + change.fallback.flatMap { [$0.0] + $0.1 }
    case .complaint(.redirected(_, let from, let to, _)):
      [from, to].compactMap { desk in
        if case .responsibility(let name)? = desk?.value { name } else { nil }
      }
    case .ledger, .person, .client, .handoff, .complaint, .contract, .change, .authority, .money,
      .entry, .unknown:
      []
    }
  }
}
