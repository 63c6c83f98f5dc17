public import EventLog
public import Ownership
import Presentation

/// A ledger that has been opened for questions and not yet read: as little of it is read as the question
/// needs.
///
/// Where the stream index serves, the lines of the client, of the persons whom they name and of the
/// ledger itself are found through it; else the whole log is read once. The answers are the same.
///
/// Not for use on several threads at once.
public final class LedgerOpening {
  /// The zone in which bare dates are read.
  public let zone: Zone
  /// What the ledger is called.
  public let name: String?

  private let ledger: Ledger
  private let index: LogIndex?
  private var wholeReading: LedgerReading?

  /// What is asked, as far as it decides which lines are needed.
  public enum Inquiry: Hashable, Sendable {
    /// Who answers for a client; without a responsibility, for everything.
    case client(ClientID, Responsibility?, known: KnownPosition, clock: Clock)
    /// The verdict on a complaint.
    case complaint(ComplaintID, client: ClientID?, known: KnownPosition)
  }

  init(_ ledger: Ledger, checksAll: Bool) throws(LogError) {
    self.ledger = ledger
    let index = checksAll ? nil : LogIndex.open(ledger.folder)
    if let index, let opening = try index.opening() {
      self.index = index
      name = opening.name
      zone = try Ledger.zone(opening.zone)
    } else {
      self.index = nil
      // Those who come later find an index.
      let reading = try ledger.readLeavingIndex()
      wholeReading = reading
      name = reading.name
      zone = reading.history.zone
    }
  }

  /// The bytes read so far through the index; `nil` where the whole log was read.
  public var bytesRead: Int? { wholeReading == nil ? index?.bytesRead : nil }

  /// The whole log.
  public func whole() throws(LogError) -> LedgerReading {
    if let wholeReading { return wholeReading }
    let reading = try ledger.read()
    wholeReading = reading
    return reading
  }

  /// The lines that an inquiry needs, or more.
  ///
  /// - Complexity: O(lines of the client and of the persons whom they name), where the index serves.
  public func reading(for inquiry: Inquiry) throws(LogError) -> LedgerReading {
    guard wholeReading == nil, let index else { return try whole() }
    guard let selection = try LineSelection(index, inquiry) else { return try whole() }
    let history = History(
      partial: selection.events, zone: zone, extent: try selection.extent(index))
    if selection.isDoubtful(history) { return try whole() }
    var places: [SequenceNumber: LinePlace] = [:]
    for event in history.events {
      if let place = index.locate(event.sequence) {
        places[event.sequence] = LinePlace(file: place.file, line: place.line)
      }
    }
    return LedgerReading(
      history: history, name: name, head: index.head, tail: index.tail, isWhole: false,
      unfinished: history.events.compactMap { event in
        let names = event.namedAndStanding
        return names.isEmpty ? nil : UnfinishedRedaction(entry: event.sequence, names: names)
      }
    ) { [places] in places[$0] }
  }
}

/// The lines that an inquiry needs, found through the index.
private struct LineSelection {
  private var lines: [SequenceNumber: Event] = [:]
  private var subjects: Set<Subject> = []
  /// Lines that first use a responsibility.
  private var uses: [SequenceNumber] = []
  private let known: KnownPosition

  /// `nil` where the whole log is needed: positions on the sources' clock are spread over it.
  init?(_ index: LogIndex, _ inquiry: LedgerOpening.Inquiry) throws(LogError) {
    switch inquiry {
    case .client(let client, let responsibility, let known, let clock):
      if clock == .source { return nil }
      self.known = known
      try take(client, index)
      if responsibility.map({ !Responsibility.builtIn.contains($0) }) ?? true {
        try takeFirstUses(index)
      }
    case .complaint(let complaint, let client, let known):
      self.known = known
      let filings = try index.filings(of: complaint)
      for filing in filings {
        if filing.origin == .imported { return nil }
        lines[filing.sequence] = filing
        guard case .client(let other) = filing.subject, client == nil || client == other else {
          continue
        }
        try take(other, index)
      }
      if filings.isEmpty { return nil }
    }
    try take(.ledger, index)
  }

  var events: [Event] { lines.values.sorted { $0.sequence < $1.sequence } }

  /// How far the ledger reaches, and where the known position stands in it.
  func extent(_ index: LogIndex) throws(LogError) -> Extent {
    var extent = Extent(last: index.head.sequence, known: nil, recordedTimes: [:])
    var last = index.head.sequence
    switch known {
    case .latest: break
    case .time(let time):
      last = try index.lastRecorded(atOrBefore: time)
      extent.known = (time, last)
    case .event(let number): last = number
    }
    if let time = try index.recordedTime(of: last) { extent.recordedTimes[last] = time }
    return extent
  }

  /// Whether a line that seems to tell of a responsibility does not count, so that others must be asked.
  func isDoubtful(_ history: History) -> Bool {
    uses.contains { line in
      if case .unknown? = history[line]?.fact { true } else { false }
    }
  }

  private mutating func take(_ client: ClientID, _ index: LogIndex) throws(LogError) {
    var waiting = try take(.client(client), index).flatMap(\.fact.personsConcerned)
    while let person = waiting.popLast() {
      waiting += try take(.person(person), index).flatMap(\.fact.personsConcerned)
    }
  }

  /// Takes all lines about a subject; none where they have been taken before.
  @discardableResult
  private mutating func take(_ subject: Subject, _ index: LogIndex) throws(LogError) -> [Event] {
    guard subjects.insert(subject).inserted else { return [] }
    let events = try index.events(about: subject)
    for event in events { lines[event.sequence] = event }
    return events
  }

  private mutating func takeFirstUses(_ index: LogIndex) throws(LogError) {
    for event in try index.firstUses() {
      uses.append(event.sequence)
      lines[event.sequence] = event
      // Whether a correction counts is seen beside what it corrects.
      if event.replaces != nil { try take(event.subject, index) }
    }
  }
}
