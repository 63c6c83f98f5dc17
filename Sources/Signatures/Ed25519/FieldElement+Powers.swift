/// Powers by the usual chain for 2^255 - 21 and 2^252 - 3: 254 squarings, 11 products.
extension FieldElement {
  /// Squares `count` times.
  private func squared(_ count: Int) -> FieldElement {
    var value = self
    for _ in 0..<count { value = value.squared }
    return value
  }

  /// z^11 and z^(2^250 - 1), from which both powers follow.
  private var chain: (eleventh: FieldElement, long: FieldElement) {
    let second = squared
    let ninth = second.squared(2) * self
    let eleventh = ninth * second
    let ones5 = eleventh.squared * ninth
    let ones10 = ones5.squared(5) * ones5
    let ones20 = ones10.squared(10) * ones10
    let ones40 = ones20.squared(20) * ones20
    let ones50 = ones40.squared(10) * ones10
    let ones100 = ones50.squared(50) * ones50
    let ones200 = ones100.squared(100) * ones100
    return (eleventh, ones200.squared(50) * ones50)
  }

  /// 1 / z as z^(p - 2), and 0 for 0.
  var inverse: FieldElement {
    let (eleventh, long) = chain
    return long.squared(5) * eleventh
  }

  /// z^((p - 5) / 8), the heart of a square root modulo p.
  private var rootPower: FieldElement { chain.long.squared(2) * self }

  /// A root of -1.
  static let rootOfMinusOne = FieldElement(
    l0: 1_718_705_420_411_056, l1: 234_908_883_556_509, l2: 2_233_514_472_574_048,
    l3: 2_117_202_627_021_982, l4: 765_476_049_583_133)

  /// A root of `numerator / denominator`, or `nil` when there is none (RFC 8032 section 5.1.3).
  static func root(of numerator: FieldElement, over denominator: FieldElement) -> FieldElement? {
    let cube = denominator.squared * denominator
    let candidate =
      numerator * cube * (numerator * cube.squared * denominator).rootPower
    let check = denominator * candidate.squared
    if isEqual(check, numerator) { return candidate }
    if isEqual(check, -numerator) { return candidate * rootOfMinusOne }
    return nil
  }
}
