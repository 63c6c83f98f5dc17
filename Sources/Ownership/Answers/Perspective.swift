/// A history as it was known at one position: what has been folded for one question serves the next.
///
/// Not for use by several threads at once; make one perspective a thread.
public final class Perspective {
  package let history: History
  package let cut: Cut

  private var people: [PersonID: PersonTimeline] = [:]
  private var peopleLines: [PersonID: SubjectLines] = [:]
  private var clientLines: [ClientID: SubjectLines] = [:]
  private var clients: [ClientID: ClientFold] = [:]
  private var turns: [ClientID: [Instant]] = [:]
  private var earlier: [Cut: Perspective] = [:]
  package private(set) lazy var ledgerLines = SubjectLines(
    history, lines: history.linesOfLedger, cut: cut)
  package private(set) lazy var policies = PolicyTimeline(history, lines: ledgerLines)
  /// Whether a line taken assigns or offers a built-in responsibility, or none assigns or offers any.
  package private(set) lazy var usesBuiltIn = history.usesBuiltIn(in: cut)

  package init(_ history: History, cut: Cut) {
    self.history = history
    self.cut = cut
  }

  /// The greatest sequence taken; zero before the first line.
  public private(set) lazy var knownSequence = history.lastSequence(in: cut)

  /// The recorded time of that line.
  public var knownTime: Instant? { history.recordedTime(of: knownSequence) }

  package func lines(of person: PersonID) -> SubjectLines {
    if let lines = peopleLines[person] { return lines }
    let lines = SubjectLines(history, lines: history.linesByPerson[person] ?? [], cut: cut)
    peopleLines[person] = lines
    return lines
  }

  package func lines(of client: ClientID) -> SubjectLines {
    if let lines = clientLines[client] { return lines }
    let lines = SubjectLines(history, lines: history.linesByClient[client] ?? [], cut: cut)
    clientLines[client] = lines
    return lines
  }

  package func lines(of subject: Subject) -> SubjectLines {
    switch subject {
    case .client(let client): lines(of: client)
    case .person(let person): lines(of: person)
    case .ledger: ledgerLines
    }
  }

  package func timeline(of person: PersonID) -> PersonTimeline {
    if let timeline = people[person] { return timeline }
    let timeline = PersonTimeline(history, lines: lines(of: person))
    people[person] = timeline
    return timeline
  }

  package func fold(of client: ClientID) -> ClientFold {
    if let fold = clients[client] { return fold }
    let fold = ClientFold(history, lines: lines(of: client)) { timeline(of: $0).lefts }
    clients[client] = fold
    return fold
  }

  /// The instants at which an answer about a client can change, ascending, each once.
  package func instants(of client: ClientID) -> [Instant] {
    if let instants = turns[client] { return instants }
    let fold = fold(of: client)
    var instants = Set(fold.instants)
    instants.formUnion(policies.instants)
    var met: Set<PersonID> = []
    var waiting: [PersonID] = []
    for holding in fold.holdings.values.joined() {
      switch holding.state {
      case .held(let person, _), .left(let person, _): waiting.append(person)
      case .unassigned, .redacted: continue
      }
    }
    while let person = waiting.popLast() {
      guard met.insert(person).inserted else { continue }
      let timeline = timeline(of: person)
      instants.formUnion(timeline.instants)
      waiting += timeline.named
    }
    let sorted = instants.sorted()
    turns[client] = sorted
    return sorted
  }

  /// The same history without what was written down after an instant; `nil` where that is all of it.
  func asKnown(at instant: Instant) -> Perspective? {
    let cut = history.cut(cut, asKnownAt: instant)
    if cut == self.cut { return nil }
    if let perspective = earlier[cut] { return perspective }
    let perspective = Perspective(history, cut: cut)
    earlier[cut] = perspective
    return perspective
  }
}

extension History {
  /// Complexity: O(lines up to the first that assigns or offers a built-in responsibility).
  fileprivate func usesBuiltIn(in cut: Cut) -> Bool {
    var isAboutOthers = false
    for event in events where cut.contains(event) {
      let responsibility: Responsibility
      switch event.fact {
      case .assignment(.made(let name, _, _)): responsibility = name
      case .handoff(.offered(let offer)): responsibility = offer.responsibility
      case .assignment, .handoff, .ledger, .person, .client, .complaint, .contract, .change,
        .authority, .money, .entry, .unknown:
        continue
      }
      if Responsibility.builtIn.contains(responsibility) { return true }
      isAboutOthers = true
    }
    return !isAboutOthers
  }
}
