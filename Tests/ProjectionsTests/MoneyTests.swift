import Ownership
import Projections
import Testing

struct MoneyTests {
  private func money(_ text: String, _ currency: String = "EUR") throws -> Money {
    try Money(#require(Amount(text)), #require(Currency(currency)))
  }

  @Test("given amounts of different fineness, when they are added, then the sum is exact")
  func sum() throws {
    let sum = try money("0.1").adding(money("0.20")).adding(money("1250"))
    #expect(sum.description == "1250.30 EUR")
    #expect(try sum.subtracting(money("1250.3")).isZero)
    #expect(try money("1").subtracting(money("1.05")).decimal == "-0.05")
  }

  @Test("given more digits than can be reckoned with, then that is an error and nothing is rounded")
  func limits() throws {
    #expect(throws: MoneyProblem.tooGreat) { try money(String(repeating: "9", count: 40)) }
    #expect(throws: MoneyProblem.tooExact) { try money("0.0000000000000000001") }
    let great = try money("1" + String(repeating: "0", count: 37))
    #expect(throws: MoneyProblem.tooGreat) { try great.adding(money("0.01")) }
    #expect(throws: MoneyProblem.currencies) { try money("1").adding(money("1", "USD")) }
  }

  @Test("given the same sum with other zeros, then it is equal and hashes alike")
  func equality() throws {
    #expect(try money("1.50") == money("1.5"))
    #expect(try Set([money("1.50"), money("1.5"), money("1.5", "USD")]).count == 2)
  }

  @Test("given sums of two currencies and an amount that cannot be added, then it is named")
  func sums() throws {
    var sum = MoneySum()
    sum.add(try money("10.00"), line: SequenceNumber(1))
    sum.add(try money("5", "CHF"), line: SequenceNumber(2))
    sum.add(nil, line: SequenceNumber(3))
    sum.add(try money("0.50"), line: SequenceNumber(4))
    #expect(sum.totals.map(\.description) == ["5 CHF", "10.50 EUR"])
    #expect(sum.leftOut == [SequenceNumber(3)])
  }
}
