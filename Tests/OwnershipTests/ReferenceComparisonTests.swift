import Foundation
import RandomHistories
import SeededNumbers
import Testing

@testable import Ownership

/// Real against naive: random histories, the same questions to both, every field equal.
///
/// `CUSTODY_HISTORIES` says how many histories (500), `CUSTODY_SEED` which seed is the first (1).
@Suite struct ReferenceComparisonTests {
  @Test("given random histories, when both are asked, then their answers are equal in every field")
  func equal() {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["CUSTODY_HISTORIES"].flatMap(UInt64.init) ?? 500
    let first = environment["CUSTODY_SEED"].flatMap(UInt64.init) ?? 1
    var asked = 0
    var reached = Reached()
    var seen: Set<String> = []
    for seed in first..<first + count where seen.count < 12 {
      let history = RandomHistory(seed: seed)
      let comparison = Comparison(history, seed: seed, &reached)
      asked += comparison.asked
      for difference in comparison.differences where seen.insert(difference.kind).inserted {
        let shrunk = shrink(history, difference)
        Issue.record("seed \(seed), zone \(history.zone.name)\n\(shrunk.0.text)\n\(shrunk.1.text)")
      }
    }
    #expect(!seen.isEmpty || asked >= count * 10)
    if count >= 500 {
      let wanted = Reached.everything + Basis.allCases.map { "basis \($0)" }
      for what in wanted { #expect(reached.counts[what] ?? 0 > 0, "never reached: \(what)") }
    }
  }

  @Test(
    "given a filing put right by way of another id, when the line between is not known, then it refiles"
  )
  func chainOfFilings() throws {
    func line(_ number: UInt64, day: Int, replaces: UInt64?, _ type: String, _ id: String) -> Event
    {
      let time = RandomHistoryMaker.instant(day: day, hour: 0)
      return Event(
        sequence: SequenceNumber(number), recordedTime: RandomHistoryMaker.instant(day: 9, hour: 0),
        id: String(number), source: "random", type: type,
        subject: .client(Identifier(trusted: "acme")),
        time: time, sourceTime: time, origin: .imported, recordedBy: "r",
        replaces: replaces.map { SequenceNumber($0) },
        data: [JSONMember("complaint", .string(id))])
    }
    let type = EventKind.complaintFiled.type
    let events = [
      line(1, day: 0, replaces: nil, "custody.unknown", ""),
      line(2, day: 1, replaces: nil, type, "k1"),
      line(3, day: 5, replaces: 2, type, "k2"), line(4, day: 2, replaces: 3, type, "k1"),
    ]
    let real = History(events: events, zone: .utc)
    let naive = Reference(events: events, zone: .utc)
    for (known, refilings) in [
      (KnownPosition.time(RandomHistoryMaker.instant(day: 3, hour: 0)), [SequenceNumber(4)]),
      (.latest, []),
    ] {
      let verdict = try real.verdict(on: Identifier(trusted: "k1"), known: known)
      #expect(verdict.refilings == refilings)
      #expect(try naive.verdict(on: Identifier(trusted: "k1"), known: known) == verdict)
    }
  }

  /// Drops lines for as long as the two differ in the same way.
  private func shrink(
    _ history: RandomHistory, _ difference: Difference
  ) -> (RandomHistory, Difference) {
    var best = (history, difference)
    var again = true
    while again {
      again = false
      for index in best.0.lines.indices.dropFirst().reversed() {
        let smaller = best.0.dropping(index)
        let comparison = Comparison(smaller, asking: best.1.inquiry, dropped: index)
        guard let still = comparison.differences.first, still.kind == difference.kind else {
          continue
        }
        best = (smaller, still)
        again = true
      }
    }
    return best
  }
}

/// What can be asked of a history.
enum Inquiry: CustomStringConvertible {
  case who(Question)
  case verdict(ComplaintID, ClientID?, KnownPosition)
  case responsibilities(KnownPosition, Clock)

  var description: String {
    switch self {
    case .who(let question):
      "\(question.responsibility) of \(question.client) at \(question.at), known "
        + "\(question.known), \(question.clock) clock"
    case .verdict(let complaint, let client, let known):
      "verdict on \(complaint) of \(client.map(\.text) ?? "any"), known \(known)"
    case .responsibilities(let known, let clock): "responsibilities, known \(known), \(clock) clock"
    }
  }

  /// The same inquiry of a history that lacks a line.
  func without(_ index: Int) -> Inquiry {
    func moved(_ known: KnownPosition) -> KnownPosition {
      guard case .event(let number) = known, number.value > UInt64(index) else { return known }
      return .event(SequenceNumber(number.value - 1))
    }
    switch self {
    case .who(var question):
      question.known = moved(question.known)
      return .who(question)
    case .verdict(let complaint, let client, let known):
      return .verdict(complaint, client, moved(known))
    case .responsibilities(let known, let clock): return .responsibilities(moved(known), clock)
    }
  }
}

struct Difference {
  var inquiry: Inquiry
  var fields: [String]

  var text: String { "\(inquiry)\n" + fields.joined(separator: "\n") }

  /// The names of the fields that differ, by which one example of each kind is printed.
  var kind: String {
    Set(fields.map { $0.prefix { $0 != ":" }.filter { !$0.isNumber } }).sorted()
      .joined(separator: " ")
  }
}

/// Puts inquiries to both and notes where they differ.
struct Comparison {
  private(set) var differences: [Difference] = []
  private(set) var asked = 0
  private var reached = Reached()
  private let real: History
  private let naive: Reference

  init(_ history: RandomHistory, seed: UInt64, _ reached: inout Reached) {
    self.init(history)
    self.reached = reached
    defer { reached = self.reached }
    var random = SeededNumbers(seed: ~seed)
    for inquiry in Self.inquiries(history, &random) { ask(inquiry) }
  }

  init(_ history: RandomHistory, asking inquiry: Inquiry, dropped index: Int) {
    self.init(history)
    ask(inquiry.without(index))
  }

  private init(_ history: RandomHistory) {
    let events = history.events
    real = History(events: events, zone: history.zone)
    naive = Reference(events: events, zone: history.zone)
  }

  private mutating func ask(_ inquiry: Inquiry) {
    asked += 1
    var fields: [String] = []
    switch inquiry {
    case .who(let question):
      let expected = outcome { () throws(QuestionProblem) in try naive.answer(question) }
      compare(
        "", outcome { () throws(QuestionProblem) in try real.answer(question) }, expected, &fields)
      switch expected {
      case .success(let reply): reached.note(reply)
      case .failure(let problem): reached.note(problem)
      }
    case .verdict(let complaint, let client, let known):
      let expected = outcome { () throws(QuestionProblem) in
        try naive.verdict(on: complaint, client: client, known: known)
      }
      compare(
        "",
        outcome { () throws(QuestionProblem) in
          try real.verdict(on: complaint, client: client, known: known)
        }, expected, &fields)
      switch expected {
      case .success(let verdict): reached.note(verdict)
      case .failure(let problem): reached.note(problem)
      }
    case .responsibilities(let known, let clock):
      compare(
        "",
        outcome { () throws(QuestionProblem) in
          try real.responsibilities(known: known, clock: clock)
        },
        outcome { () throws(QuestionProblem) in
          try naive.lines(known: known, clock: clock).responsibilities
        }, &fields)
    }
    if !fields.isEmpty { differences.append(Difference(inquiry: inquiry, fields: fields)) }
  }

  private func outcome<Value>(
    _ body: () throws(QuestionProblem) -> Value
  ) -> Result<Value, QuestionProblem> {
    do { return .success(try body()) } catch { return .failure(error) }
  }

  /// Equality decides; a mirror only finds the fields to print.
  private func compare<Value: Hashable>(
    _ name: String, _ real: Value, _ naive: Value, _ fields: inout [String]
  ) {
    if real == naive { return }
    describe(name, real, naive, &fields)
    if fields.isEmpty { fields.append("\(name): unequal, although they read alike") }
  }

  private func describe(_ name: String, _ real: Any, _ naive: Any, _ fields: inout [String]) {
    let texts = (String(describing: real), String(describing: naive))
    if texts.0 == texts.1 { return }
    let mirrors = (
      Array(Mirror(reflecting: real).children), Array(Mirror(reflecting: naive).children)
    )
    let isLeaf = real is any CustomStringConvertible && !(real is any Collection)
    if mirrors.0.count != mirrors.1.count || mirrors.0.isEmpty || isLeaf {
      fields.append("  \(name): real \(texts.0), naive \(texts.1)")
      return
    }
    for (index, pair) in zip(mirrors.0, mirrors.1).enumerated() {
      describe("\(name).\(pair.0.label ?? String(index))", pair.0.value, pair.1.value, &fields)
    }
  }
}

extension Comparison {
  private static func inquiries(
    _ history: RandomHistory, _ random: inout SeededNumbers
  ) -> [Inquiry] {
    let count = history.lines.count
    func known() -> KnownPosition {
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<5: .latest
      case 5..<7: .time(RandomHistoryMaker.instant(&random))
      case 7 where random.chance(10):
        .event(random.pick([.zero, SequenceNumber(UInt64(count + 1))]))
      default: .event(SequenceNumber(UInt64(Int.random(in: 1...count, using: &random))))
      }
    }
    func clock() -> Clock { random.chance(60) ? .ledger : .source }
    var inquiries: [Inquiry] = []
    for _ in 0..<10 {
      var instant = RandomHistoryMaker.instant(&random)
      if random.chance(15) { instant = instant.predecessor ?? instant }
      var at = TimeSpan.instant(instant)
      if random.chance(20) { at = period(&random) }
      inquiries.append(
        .who(
          Question(
            client: Identifier(
              trusted: random.pick(weighted: ["acme": 88, "beta": 10, "gamma": 2])),
            responsibility: Identifier(
              trusted: random.pick(weighted: [
                "account": 5, "sales": 2, "contract": 3, "coaching": 1,
              ])),
            at: at, known: known(), clock: clock())))
    }
    inquiries.append(.responsibilities(known(), clock()))
    inquiries.append(.verdict(Identifier(trusted: "k1"), nil, .latest))
    inquiries.append(.verdict(Identifier(trusted: "k1"), nil, known()))
    var filed: Set<String> = []
    for line in history.lines where line.type == EventKind.complaintFiled.type {
      guard case .client(let client) = line.subject, let text = line.text("complaint"),
        filed.insert("\(client)/\(text)").inserted
      else { continue }
      inquiries.append(.verdict(Identifier(trusted: text), client, .latest))
      if random.chance(30) {
        inquiries.append(.verdict(Identifier(trusted: text), client, known()))
      }
    }
    return inquiries
  }

  private static func period(_ random: inout SeededNumbers) -> TimeSpan {
    let first = RandomHistoryMaker.instant(&random)
    let second = RandomHistoryMaker.instant(&random)
    if first == second { return .instant(first) }
    return .period(from: min(first, second), to: max(first, second))
  }
}
