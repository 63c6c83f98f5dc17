public import Ownership

/// Sums by currency, and the lines whose amounts are too great or too fine to be in them.
public struct MoneySum: Hashable, Sendable {
  private var sums: [Currency: Money] = [:]
  /// Lines that are not in the sums.
  public private(set) var leftOut: [SequenceNumber] = []

  /// Nothing yet.
  public init() {}

  /// One sum a currency, by the code's bytes.
  public var totals: [Money] {
    sums.values.sorted { $0.currency.code.utf8.lexicographicallyPrecedes($1.currency.code.utf8) }
  }

  /// Adds an amount that a line states; one that cannot be added exactly is left out and named.
  public mutating func add(_ money: Money?, line: SequenceNumber) {
    guard let money else {
      leftOut.append(line)
      return
    }
    do throws(MoneyProblem) {
      sums[money.currency] = try (sums[money.currency] ?? .zero(money.currency)).adding(money)
    } catch {
      leftOut.append(line)
    }
  }
}
