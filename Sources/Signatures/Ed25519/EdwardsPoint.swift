/// A point of the curve -x² + y² = 1 + d x² y² (RFC 8032 section 5.1) in extended coordinates:
/// x = X/Z, y = Y/Z, x y = T/Z.
///
/// The addition holds for all pairs of points, so that no case needs a branch.
struct EdwardsPoint: Sendable {
  let x: FieldElement
  let y: FieldElement
  let z: FieldElement
  let t: FieldElement

  /// -121665 / 121666.
  static let d = FieldElement(
    l0: 929_955_233_495_203, l1: 466_365_720_129_213, l2: 1_662_059_464_998_953,
    l3: 2_033_849_074_728_123, l4: 1_442_794_654_840_575)
  private static let twiceD = d + d

  /// The neutral point (0, 1).
  static let neutral = EdwardsPoint(x: .zero, y: .one, z: .one, t: .zero)

  /// The base point B, whose y is 4/5.
  static let base = EdwardsPoint(
    x: FieldElement(
      l0: 1_738_742_601_995_546, l1: 1_146_398_526_822_698, l2: 2_070_867_633_025_821,
      l3: 562_264_141_797_630, l4: 587_772_402_128_613),
    y: FieldElement(
      l0: 1_801_439_850_948_184, l1: 1_351_079_888_211_148, l2: 450_359_962_737_049,
      l3: 900_719_925_474_099, l4: 1_801_439_850_948_198),
    z: .one,
    t: FieldElement(
      l0: 1_841_354_044_333_475, l1: 16_398_895_984_059, l2: 755_974_180_946_558,
      l3: 900_171_276_175_154, l4: 1_821_297_809_914_039))

  /// The sum (Hisil, Wong, Carter, Dawson 2008, section 3.1).
  static func + (p: EdwardsPoint, q: EdwardsPoint) -> EdwardsPoint {
    let a = (p.y - p.x) * (q.y - q.x)
    let b = (p.y + p.x) * (q.y + q.x)
    let c = p.t * twiceD * q.t
    let product = p.z * q.z
    let twice = product + product
    let (e, f, g, h) = (b - a, twice - c, twice + c, b + a)
    return EdwardsPoint(x: e * f, y: g * h, z: f * g, t: e * h)
  }

  static prefix func - (p: EdwardsPoint) -> EdwardsPoint {
    EdwardsPoint(x: -p.x, y: p.y, z: p.z, t: -p.t)
  }

  /// Twice the point (section 3.3 of the same).
  var doubled: EdwardsPoint {
    let (a, b, square) = (x.squared, y.squared, z.squared)
    let h = a + b
    let e = h - (x + y).squared
    let g = a - b
    let f = square + square + g
    return EdwardsPoint(x: e * f, y: g * h, z: f * g, t: e * h)
  }

  /// Whether eight times the point is the neutral one. Such a point as a key would let one signature
  /// pass for many messages.
  var isOfSmallOrder: Bool {
    let eighth = doubled.doubled.doubled
    return FieldElement.isEqual(eighth.x, .zero) && FieldElement.isEqual(eighth.y, eighth.z)
  }

  // MARK: Bytes

  /// The 32 bytes: y, and the parity of x in the highest bit.
  var bytes: [UInt8] {
    let inverse = z.inverse
    var bytes = (y * inverse).bytes
    bytes[31] |= (x * inverse).parity &<< 7
    return bytes
  }

  /// Reads 32 bytes; `nil` unless they are the one encoding of a point: y is less than p, the point
  /// exists, and a zero x has no sign.
  init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    let sign = bytes[31] >> 7
    let y = FieldElement(littleEndian: bytes)
    var unsigned = bytes
    unsigned[31] &= 0x7F
    guard y.bytes == unsigned else { return nil }
    let square = y.squared
    guard
      var x = FieldElement.root(of: square - .one, over: Self.d * square + .one)
    else { return nil }
    if FieldElement.isEqual(x, .zero), sign == 1 { return nil }
    if x.parity != sign { x = -x }
    self.init(x: x, y: y, z: .one, t: x * y)
  }

  init(x: FieldElement, y: FieldElement, z: FieldElement, t: FieldElement) {
    self.x = x
    self.y = y
    self.z = z
    self.t = t
  }
}
