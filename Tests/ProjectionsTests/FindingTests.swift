import Ownership
import Projections
import Testing

/// Every finding has a smallest log that provokes it and one beside it that does not.
struct FindingTests {
  @Test("given the smallest log of a finding, then it is found with its lines", arguments: Pair.all)
  func provoked(_ pair: Pair) throws {
    let found = try SmallLog(pair.provoking).findings(at: pair.at)
    let lines = found.lines(pair.code)
    #expect(lines == pair.lines, "\(pair.code): \(found.map(\.sentence))")
    for finding in found {
      #expect(
        !finding.lines.isEmpty && !finding.sentence.isEmpty && !finding.sentence.hasSuffix("."))
    }
  }

  @Test("given the log beside it, then it is not found", arguments: Pair.all)
  func notProvoked(_ pair: Pair) throws {
    let found = try SmallLog(pair.beside).findings(at: pair.at)
    #expect(found.lines(pair.code).isEmpty, "\(found.map(\.sentence))")
  }

  @Test("given the codes, then each has a pair, words that differ and a stable place")
  func complete() {
    #expect(Set(Pair.all.map(\.code)) == Set(FindingCode.allCases))
    #expect(Set(FindingCode.allCases.map(\.title)).count == FindingCode.allCases.count)
    #expect(Set(FindingCode.allCases.map(\.explanation)).count == FindingCode.allCases.count)
    for code in FindingCode.allCases { #expect(!code.remedy.isEmpty) }
  }

  @Test(
    "given a longer log, then the findings of the shorter one keep their keys", arguments: Pair.all)
  func stableKeys(_ pair: Pair) throws {
    let longer = pair.provoking + "\n2026-05-20 client/other client.registered name=Other"
    let keys = Set(try SmallLog(longer).findings(at: pair.at).map(\.key))
    for finding in try SmallLog(pair.provoking).findings(at: pair.at)
    where finding.code == pair.code {
      #expect(keys.contains(finding.key))
    }
  }
}

/// Two logs that differ in what makes the finding.
struct Pair: CustomTestStringConvertible, Sendable {
  let code: FindingCode
  let provoking: String
  let beside: String
  /// The lines of each finding of the code in the provoking log.
  let lines: [[UInt64]]
  let at: String

  init(
    _ code: FindingCode, _ lines: [[UInt64]], at: String = "2026-06-01", _ provoking: String,
    beside: String
  ) {
    self.code = code
    self.lines = lines
    self.at = at
    self.provoking = provoking
    self.beside = beside
  }

  var testDescription: String { "\(code.rawValue) \(code.title)" }

  static let all =
    holders + gaps + claims + handoffs + vacancies + load + complaints + bonuses + unpaid + entries
    + silenced
}
