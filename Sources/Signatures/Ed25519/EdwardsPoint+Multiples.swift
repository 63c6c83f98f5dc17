/// Multiples of points, four bits of the factor at a time.
extension EdwardsPoint {
  /// 0, 1, … 15 times the point.
  var firstMultiples: [EdwardsPoint] {
    var multiples = [Self.neutral]
    for _ in 1..<16 { multiples.append(multiples[multiples.count - 1] + self) }
    return multiples
  }

  private static let baseMultiples = base.firstMultiples

  /// The four bits at `window`, counted from the lowest of 32 little-endian bytes.
  private static func window(_ window: Int, of factor: [UInt8]) -> UInt8 {
    factor[window / 2] &>> UInt8(window % 2 * 4) & 0x0F
  }

  /// The base point times a secret factor of 32 little-endian bytes.
  ///
  /// Constant time: 64 windows, each four doublings and one addition of a multiple that is picked by
  /// reading all sixteen under masks.
  static func base(times factor: [UInt8]) -> EdwardsPoint {
    var sum = neutral
    for place in stride(from: 63, through: 0, by: -1) {
      sum = sum.doubled.doubled.doubled.doubled
      sum = sum + picked(window(place, of: factor), from: baseMultiples)
    }
    return sum
  }

  /// The multiple of that number, without a branch or a place in memory that depends on it.
  private static func picked(_ number: UInt8, from multiples: [EdwardsPoint]) -> EdwardsPoint {
    var (x, y, z, t) = (FieldElement.zero, FieldElement.zero, FieldElement.zero, FieldElement.zero)
    for candidate in 0..<16 {
      let difference = UInt64(number) ^ UInt64(candidate)
      // All ones for the number itself, where 0 - 1 reaches the highest bit.
      let bits = 0 &- ((difference &- 1) &>> 63)
      let multiple = multiples[candidate]
      x = x | multiple.x.masked(bits)
      y = y | multiple.y.masked(bits)
      z = z | multiple.z.masked(bits)
      t = t | multiple.t.masked(bits)
    }
    return EdwardsPoint(x: x, y: y, z: z, t: t)
  }

  /// `baseFactor` times the base point plus `factor` times `point`, for public factors only: its time
  /// tells of them.
  static func publicSum(
    baseFactor: [UInt8], _ point: EdwardsPoint, times factor: [UInt8]
  ) -> EdwardsPoint {
    let multiples = point.firstMultiples
    var sum = neutral
    for place in stride(from: 63, through: 0, by: -1) {
      sum = sum.doubled.doubled.doubled.doubled
      let first = window(place, of: baseFactor)
      if first != 0 { sum = sum + baseMultiples[Int(first)] }
      let second = window(place, of: factor)
      if second != 0 { sum = sum + multiples[Int(second)] }
    }
    return sum
  }
}
