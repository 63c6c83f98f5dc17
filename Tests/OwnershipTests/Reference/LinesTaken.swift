@testable import Ownership

/// Section 4: the lines up to a known position, which of them count, and in what order.
///
/// A class only because it remembers what it has worked out.
final class LinesTaken {
  /// By sequence.
  let lines: [Event]
  let clock: Clock
  let zone: Zone
  private let bySequence: [SequenceNumber: Event]
  private var retracted: [SequenceNumber: Bool] = [:]
  private var timelines: [Topic: [Segment]] = [:]
  var candidates: [ClientID: [Instant]] = [:]

  init(_ lines: [Event], clock: Clock, zone: Zone) {
    self.lines = lines
    self.clock = clock
    self.zone = zone
    bySequence = Dictionary(uniqueKeysWithValues: lines.map { ($0.sequence, $0) })
  }

  /// “`knownSequence` is the greatest sequence taken, 0 before the first line”
  var knownSequence: SequenceNumber { lines.last?.sequence ?? .zero }
  /// “`knownTime` is that line's recorded time, or `null`.”
  var knownTime: Instant? { lines.last?.recordedTime }

  subscript(number: SequenceNumber) -> Event? { bySequence[number] }

  /// “A line is *retracted* when an in-force `entry.retracted` names it.”
  func isRetracted(_ line: Event) -> Bool {
    if let known = retracted[line.sequence] { return known }
    let result = !retractions(of: line).isEmpty
    retracted[line.sequence] = result
    return result
  }

  func retractions(of line: Event) -> [Event] {
    lines.filter { other in
      if case .entry(.retracted(let entry, _)) = other.fact, entry == line.sequence {
        return isInForce(other)
      }
      return false
    }
  }

  /// “… or when any line that replaces it, directly or through further replacements, is not
  /// retracted”
  func standingReplacements(of line: Event) -> [Event] {
    lines.filter { replaces($0, line) && !isRetracted($0) }
  }

  /// “Chains and roots are followed within the lines taken”
  private func replaces(_ other: Event, _ line: Event) -> Bool {
    var current = other
    while let named = current.replaces {
      if named == line.sequence { return true }
      guard let next = bySequence[named] else { return false }
      current = next
    }
    return false
  }

  /// “It is *out of force* when it is retracted, or when any line that replaces it (…) is not
  /// retracted.”
  func isInForce(_ line: Event) -> Bool {
    !isRetracted(line) && standingReplacements(of: line).isEmpty
  }

  private(set) lazy var inForce: [Event] = lines.filter { line in
    if case .unknown = line.fact { return false }
    return isInForce(line)
  }

  /// “a line's root being the sequence at the bottom of its `replaces` chain”; where a replacement is
  /// taken without its target, “its root is then the last sequence named”.
  func root(_ line: Event) -> SequenceNumber {
    guard let named = line.replaces else { return line.sequence }
    guard let target = bySequence[named] else { return named }
    return root(target)
  }

  /// “Effective order is (effective time, root, sequence), the order of the handoff protocol (`time`,
  /// root, sequence).”
  func place(_ line: Event, at instant: Instant) -> Place {
    Place(instant: instant, root: root(line), sequence: line.sequence)
  }

  /// The lines in force on one subject in effective order.
  func lines(on subject: Subject) -> [Event] {
    if let known = subjects[subject] { return known }
    let result = inForce.filter { $0.subject == subject }
      .map { (place($0, at: $0.effectiveTime), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    subjects[subject] = result
    return result
  }
  private var subjects: [Subject: [Event]] = [:]

  /// What happens to a client, and when: the lines on it, those of leavers, and acceptances at the
  /// instant at which they take effect.
  func happenings(_ client: ClientID) -> [Happening] {
    if let known = clients[client] { return known }
    var result: [Happening] = []
    for line in inForce {
      if line.subject == .client(client) {
        // Acceptances enter by way of the handoff protocol.
        if case .handoff(.accepted) = line.fact { continue }
        result.append(Happening(place(line, at: line.effectiveTime), line))
      } else if case .person(.left) = line.fact {
        result.append(Happening(place(line, at: line.effectiveTime), line))
      }
    }
    for acceptance in handoffs(client, until: nil).compactMap(\.acceptance) {
      let place = place(acceptance.line, at: acceptance.takesEffect)
      result.append(Happening(place, acceptance.line, acceptance))
    }
    result.sort { $0.place < $1.place }
    clients[client] = result
    return result
  }
  private var clients: [ClientID: [Happening]] = [:]

  func timeline(_ topic: Topic, make: () -> [Segment]) -> [Segment] {
    if let known = timelines[topic] { return known }
    let result = make()
    timelines[topic] = result
    return result
  }

  /// “in a `responsibility` field of a known type, in a policy's `responsibilities` or `fallback` (both
  /// sides), or in a `to` of `responsibility:<name>`, in force or not”; built-in ones first.
  private(set) lazy var responsibilities: [Responsibility] = {
    var used: Set<Responsibility> = []
    for line in lines {
      switch line.fact {
      case .assignment(.made(let name, _, _)), .assignment(.ended(let name, _, _)):
        used.insert(name)
      case .handoff(.offered(let offer)): used.insert(offer.responsibility)
      case .complaint(.filed(let filing)):
        if let name = filing.responsibility { used.insert(name) }
      case .complaint(.redirected(_, _, .known(.responsibility(let name)), _)): used.insert(name)
      case .ledger(.policyAdopted(let policy)):
        used.formUnion(policy.responsibilities ?? [])
        for (name, others) in policy.fallback { used.formUnion([name] + others) }
      default: break
      }
    }
    return Responsibility.builtIn + used.subtracting(Responsibility.builtIn).sorted()
  }()
}

/// A place in an order.
struct Place: Comparable {
  var instant: Instant
  var root: SequenceNumber
  var sequence: SequenceNumber

  static func < (left: Self, right: Self) -> Bool {
    (left.instant, left.root, left.sequence) < (right.instant, right.root, right.sequence)
  }
}

/// Something that happens to a client.
struct Happening {
  var place: Place
  var line: Event
  var acceptance: Acceptance?

  init(_ place: Place, _ line: Event, _ acceptance: Acceptance? = nil) {
    self.place = place
    self.line = line
    self.acceptance = acceptance
  }
}
