/// A number modulo p = 2^255 - 19, the field of Curve25519, in five limbs of 51 bits.
///
///     l0 + l1 · 2^51 + l2 · 2^102 + l3 · 2^153 + l4 · 2^204
///
/// Between operations a limb may be a little longer than 51 bits (less than 2^52), so that carries
/// are few; `bytes` is the one reduced form. No operation branches on a value or uses it as a place.
struct FieldElement: Sendable {
  var l0: UInt64
  var l1: UInt64
  var l2: UInt64
  var l3: UInt64
  var l4: UInt64

  private static let mask: UInt64 = 1 &<< 51 &- 1

  static let zero = FieldElement(l0: 0, l1: 0, l2: 0, l3: 0, l4: 0)
  static let one = FieldElement(l0: 1, l1: 0, l2: 0, l3: 0, l4: 0)

  init(l0: UInt64, l1: UInt64, l2: UInt64, l3: UInt64, l4: UInt64) {
    self.l0 = l0
    self.l1 = l1
    self.l2 = l2
    self.l3 = l3
    self.l4 = l4
  }

  /// Brings every limb below 2^51 + 2^18; the carry of the last comes back to the first times 19.
  private func carried() -> FieldElement {
    FieldElement(
      l0: (l0 & Self.mask) &+ (l4 &>> 51) &* 19,
      l1: (l1 & Self.mask) &+ l0 &>> 51,
      l2: (l2 & Self.mask) &+ l1 &>> 51,
      l3: (l3 & Self.mask) &+ l2 &>> 51,
      l4: (l4 & Self.mask) &+ l3 &>> 51)
  }

  static func + (a: FieldElement, b: FieldElement) -> FieldElement {
    FieldElement(
      l0: a.l0 &+ b.l0, l1: a.l1 &+ b.l1, l2: a.l2 &+ b.l2, l3: a.l3 &+ b.l3, l4: a.l4 &+ b.l4
    ).carried()
  }

  /// Adds 2p first, so that no limb becomes negative.
  static func - (a: FieldElement, b: FieldElement) -> FieldElement {
    let first: UInt64 = 0xF_FFFF_FFFF_FFDA
    let other: UInt64 = 0xF_FFFF_FFFF_FFFE
    return FieldElement(
      l0: a.l0 &+ first &- b.l0, l1: a.l1 &+ other &- b.l1, l2: a.l2 &+ other &- b.l2,
      l3: a.l3 &+ other &- b.l3, l4: a.l4 &+ other &- b.l4
    ).carried()
  }

  static prefix func - (a: FieldElement) -> FieldElement { zero - a }

  private static func product(_ a: UInt64, _ b: UInt64) -> UInt128 { UInt128(a) &* UInt128(b) }

  /// The product: limbs whose places add up to 5 or more come back 5 places lower, times 19.
  static func * (a: FieldElement, b: FieldElement) -> FieldElement {
    let (b1, b2, b3, b4) = (b.l1 &* 19, b.l2 &* 19, b.l3 &* 19, b.l4 &* 19)
    var r0 = product(a.l0, b.l0) &+ product(a.l1, b4)
    r0 = r0 &+ product(a.l2, b3) &+ product(a.l3, b2) &+ product(a.l4, b1)
    var r1 = product(a.l0, b.l1) &+ product(a.l1, b.l0)
    r1 = r1 &+ product(a.l2, b4) &+ product(a.l3, b3) &+ product(a.l4, b2)
    var r2 = product(a.l0, b.l2) &+ product(a.l1, b.l1)
    r2 = r2 &+ product(a.l2, b.l0) &+ product(a.l3, b4) &+ product(a.l4, b3)
    var r3 = product(a.l0, b.l3) &+ product(a.l1, b.l2)
    r3 = r3 &+ product(a.l2, b.l1) &+ product(a.l3, b.l0) &+ product(a.l4, b4)
    var r4 = product(a.l0, b.l4) &+ product(a.l1, b.l3)
    r4 = r4 &+ product(a.l2, b.l2) &+ product(a.l3, b.l1) &+ product(a.l4, b.l0)
    return FieldElement(
      l0: low(r0) &+ high(r4) &* 19, l1: low(r1) &+ high(r0), l2: low(r2) &+ high(r1),
      l3: low(r3) &+ high(r2), l4: low(r4) &+ high(r3)
    ).carried()
  }

  private static func low(_ wide: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: wide) & mask }
  private static func high(_ wide: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: wide &>> 51) }

  var squared: FieldElement { self * self }

  /// `self` where `bits` are all ones, zero where they are all zeros.
  func masked(_ bits: UInt64) -> FieldElement {
    FieldElement(l0: l0 & bits, l1: l1 & bits, l2: l2 & bits, l3: l3 & bits, l4: l4 & bits)
  }

  /// Both limb by limb; meant for operands of which one is zero.
  static func | (a: FieldElement, b: FieldElement) -> FieldElement {
    FieldElement(
      l0: a.l0 | b.l0, l1: a.l1 | b.l1, l2: a.l2 | b.l2, l3: a.l3 | b.l3, l4: a.l4 | b.l4)
  }

  // MARK: Bytes

  /// The number in 32 little-endian bytes; the highest bit is not looked at. Numbers from p on are
  /// read too: whoever must refuse them compares `bytes`.
  init(littleEndian bytes: [UInt8]) {
    func word(_ start: Int) -> UInt64 {
      var word: UInt64 = 0
      for index in 0..<8 { word |= UInt64(bytes[start + index]) &<< UInt64(8 * index) }
      return word
    }
    let (w0, w1, w2, w3) = (word(0), word(8), word(16), word(24))
    l0 = w0 & Self.mask
    l1 = (w0 &>> 51 | w1 &<< 13) & Self.mask
    l2 = (w1 &>> 38 | w2 &<< 26) & Self.mask
    l3 = (w2 &>> 25 | w3 &<< 39) & Self.mask
    l4 = (w3 &>> 12) & Self.mask
  }

  /// The number, less than p, in 32 little-endian bytes.
  var bytes: [UInt8] {
    var value = carried()
    // 1 when the value is p or more: then adding 19 carries out of the 255 bits.
    var carry = (value.l0 &+ 19) &>> 51
    carry = (value.l1 &+ carry) &>> 51
    carry = (value.l2 &+ carry) &>> 51
    carry = (value.l3 &+ carry) &>> 51
    carry = (value.l4 &+ carry) &>> 51
    value.l0 = value.l0 &+ carry &* 19
    value.l1 = value.l1 &+ value.l0 &>> 51
    value.l2 = value.l2 &+ value.l1 &>> 51
    value.l3 = value.l3 &+ value.l2 &>> 51
    value.l4 = value.l4 &+ value.l3 &>> 51
    let (l0, l1, l2) = (value.l0 & Self.mask, value.l1 & Self.mask, value.l2 & Self.mask)
    let (l3, l4) = (value.l3 & Self.mask, value.l4 & Self.mask)
    let words = [
      l0 | l1 &<< 51, l1 &>> 13 | l2 &<< 38, l2 &>> 26 | l3 &<< 25, l3 &>> 39 | l4 &<< 12,
    ]
    return words.flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word &>> UInt64(8 * $0)) }
    }
  }

  /// 1 when the reduced number is odd: the sign that an encoded point carries.
  var parity: UInt8 { bytes[0] & 1 }

  /// Whether two numbers are the same modulo p. Meant for public values.
  static func isEqual(_ a: FieldElement, _ b: FieldElement) -> Bool { a.bytes == b.bytes }
}
