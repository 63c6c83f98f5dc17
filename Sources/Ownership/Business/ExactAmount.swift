/// Sums and comparisons of amounts, digit by digit, as long as they may be.
struct ExactAmount: Comparable {
  /// The digits before the point, the least first; no zeros at the end.
  private var whole: [UInt8]
  /// The digits after the point, the most significant first; no zeros at the end.
  private var fraction: [UInt8]

  static var zero: Self { Self(whole: [], fraction: []) }

  private init(whole: [UInt8], fraction: [UInt8]) {
    self.whole = whole
    self.fraction = fraction
    while self.whole.last == 0 { self.whole.removeLast() }
    while self.fraction.last == 0 { self.fraction.removeLast() }
  }

  init(_ amount: Amount) {
    let parts = amount.text.utf8.split(separator: UInt8(ascii: "."))
    self.init(
      whole: parts[0].reversed().map { $0 - 0x30 },
      fraction: parts.count == 2 ? parts[1].map { $0 - 0x30 } : [])
  }

  /// Digits with as many decimals as are needed: `1250.5`.
  var text: String {
    let digits = whole.isEmpty ? [0] : whole.reversed()
    var text = digits.map(String.init).joined()
    if !fraction.isEmpty { text += "." + fraction.map(String.init).joined() }
    return text
  }

  static func + (left: Self, right: Self) -> Self {
    var carry: UInt8 = 0
    let places = max(left.fraction.count, right.fraction.count)
    var fraction = [UInt8](repeating: 0, count: places)
    for place in stride(from: places - 1, through: 0, by: -1) {
      let sum =
        (place < left.fraction.count ? left.fraction[place] : 0)
        + (place < right.fraction.count ? right.fraction[place] : 0) + carry
      fraction[place] = sum % 10
      carry = sum / 10
    }
    var whole: [UInt8] = []
    for place in 0..<max(left.whole.count, right.whole.count) {
      let sum =
        (place < left.whole.count ? left.whole[place] : 0)
        + (place < right.whole.count ? right.whole[place] : 0) + carry
      whole.append(sum % 10)
      carry = sum / 10
    }
    if carry > 0 { whole.append(carry) }
    return Self(whole: whole, fraction: fraction)
  }

  static func < (left: Self, right: Self) -> Bool {
    if left.whole.count != right.whole.count { return left.whole.count < right.whole.count }
    if left.whole != right.whole {
      return left.whole.reversed().lexicographicallyPrecedes(right.whole.reversed())
    }
    return left.fraction.lexicographicallyPrecedes(right.fraction)
  }
}
