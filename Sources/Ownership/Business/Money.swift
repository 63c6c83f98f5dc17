/// An exact sum of money in one currency: a whole number scaled by a power of ten, never a Double.
///
/// At most 38 digits, of which at most 18 after the point; may be negative. What would need more is an
/// error, never a rounding.
public struct Money: Hashable, Sendable, CustomStringConvertible {
  /// ISO 4217
  public let currency: Currency
  /// The number of `10^-scale` units.
  let units: Int128
  /// Digits after the point.
  let scale: Int

  /// The most digits after the point.
  public static var scaleLimit: Int { 18 }

  /// Reads an amount. Complexity: O(digits).
  public init(_ amount: Amount, _ currency: Currency) throws(MoneyProblem) {
    var units: Int128 = 0
    var scale = 0
    var isPastPoint = false
    for byte in amount.text.utf8 {
      if byte == UInt8(ascii: ".") {
        isPastPoint = true
        continue
      }
      if isPastPoint { scale += 1 }
      units = try Self.checked(units.multipliedReportingOverflow(by: 10))
      units = try Self.checked(units.addingReportingOverflow(Int128(byte - 0x30)))
    }
    guard scale <= Self.scaleLimit else { throw .tooExact }
    self.init(currency: currency, units: units, scale: scale)
  }

  /// Nothing of a currency.
  public static func zero(_ currency: Currency) -> Money {
    Money(currency: currency, units: 0, scale: 0)
  }

  private init(currency: Currency, units: Int128, scale: Int) {
    self.currency = currency
    self.units = units
    self.scale = scale
  }

  private static func checked(
    _ result: (partialValue: Int128, overflow: Bool)
  ) throws(MoneyProblem) -> Int128 {
    if result.overflow { throw .tooGreat }
    return result.partialValue
  }

  private func units(atScale wanted: Int) throws(MoneyProblem) -> Int128 {
    var units = units
    for _ in scale..<max(wanted, scale) {
      units = try Self.checked(units.multipliedReportingOverflow(by: 10))
    }
    return units
  }

  /// The exact sum; the digits after the point are those of the finer one.
  public func adding(_ other: Money) throws(MoneyProblem) -> Money {
    guard currency == other.currency else { throw .currencies }
    let scale = max(scale, other.scale)
    let (left, right) = (try units(atScale: scale), try other.units(atScale: scale))
    return Money(
      currency: currency, units: try Self.checked(left.addingReportingOverflow(right)),
      scale: scale)
  }

  /// The exact difference.
  public func subtracting(_ other: Money) throws(MoneyProblem) -> Money {
    let negated = try Self.checked(other.units.multipliedReportingOverflow(by: -1))
    return try adding(Money(currency: other.currency, units: negated, scale: other.scale))
  }

  /// Whether it is less than nothing.
  public var isNegative: Bool { units < 0 }
  /// Whether it is nothing.
  public var isZero: Bool { units == 0 }

  /// The decimal without the currency: `-1250.00`.
  public var decimal: String {
    var digits = String(units.magnitude)
    if digits.utf8.count <= scale {
      digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
    }
    if scale > 0 {
      let point = digits.utf8.index(digits.utf8.startIndex, offsetBy: digits.utf8.count - scale)
      digits.insert(".", at: point)
    }
    return (isNegative ? "-" : "") + digits
  }

  /// `1250.00 EUR`
  public var description: String { "\(decimal) \(currency)" }

  /// The same sum, however many zeros it is written with.
  public static func == (left: Money, right: Money) -> Bool {
    left.currency == right.currency && left.normal == right.normal
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(currency)
    hasher.combine(normal.units)
    hasher.combine(normal.scale)
  }

  private var normal: (units: Int128, scale: Int) {
    var (units, scale) = (units, scale)
    while scale > 0, units % 10 == 0 {
      units /= 10
      scale -= 1
    }
    return (units, scale)
  }
}

extension Money {
  /// The money that a line states; `nil` where it was destroyed or is beyond exact reckoning.
  init?(_ amount: Erasable<Amount>, _ currency: Erasable<Currency>) {
    guard let amount = amount.value, let currency = currency.value,
      let money = try? Money(amount, currency)
    else { return nil }
    self = money
  }
}

/// Why an amount cannot be reckoned with exactly.
public enum MoneyProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// More than 38 digits.
  case tooGreat
  /// More than 18 digits after the point.
  case tooExact
  /// Two currencies in one sum.
  case currencies

  /// One clause.
  public var description: String {
    switch self {
    case .tooGreat: "it has more than 38 digits"
    case .tooExact: "it has more than 18 digits after the point"
    case .currencies: "two currencies cannot be added"
    }
  }
}
