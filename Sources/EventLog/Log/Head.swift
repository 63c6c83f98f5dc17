public import Merkle
public import Ownership

/// What has been acknowledged: the file `head`.
///
/// Two slots of 512 bytes, written in turn and in place after each sync of lines, not synced
/// themselves. The valid slot with the greater sequence counts; a slot torn by a crash is not valid.
///
///     custody-head 1 000000004711 000000000001 1990001 <leaf, base64> 1f2e3d4c      …spaces… LF
///                    sequence     segment      length                 check         byte 511
///
/// The check is the first eight hexadecimal digits of the SHA-256 of all bytes before it.
public struct Head: Hashable, Sendable {
  /// The last acknowledged line.
  public let sequence: SequenceNumber
  /// The first sequence of the segment in which it stands.
  public let segment: SequenceNumber
  /// The length of that segment at the end of that line, in bytes; a greater number than fits is the
  /// greatest that does. Nothing is decided by it (FORMAT section 8), so a slot is no less valid for it.
  public let length: Int
  /// The leaf hash of that line.
  public let leaf: Digest

  /// What has been acknowledged.
  public init(sequence: SequenceNumber, segment: SequenceNumber, length: Int, leaf: Digest) {
    self.sequence = sequence
    self.segment = segment
    self.length = length
    self.leaf = leaf
  }

  /// The name of the file.
  static let fileName = "head"
  /// The length of a slot.
  static let slotLength = 512

  /// The 512 bytes of a slot.
  var slot: [UInt8] { Self.slot(sequence, segment, String(length), leaf) }

  private static func slot(
    _ sequence: SequenceNumber, _ segment: SequenceNumber, _ length: String, _ leaf: Digest
  ) -> [UInt8] {
    var bytes = Array(
      "custody-head 1 \(sequence.digits) \(segment.digits) \(length) \(leaf.base64) ".utf8)
    bytes.append(contentsOf: SHA256.digest(of: bytes).hexadecimal.utf8.prefix(8))
    bytes.append(
      contentsOf: repeatElement(UInt8(ascii: " "), count: max(slotLength - 1 - bytes.count, 0)))
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// Reads a slot; `nil` unless it is exactly as `slot` writes it.
  init?(slot bytes: [UInt8]) {
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard bytes.count == Self.slotLength, fields.count >= 6, fields[0] == "custody-head",
      fields[1] == "1", let sequence = SequenceNumber(digits: String(fields[2])),
      let segment = SequenceNumber(digits: String(fields[3])), Self.isDecimal(fields[4]),
      let leaf = Digest(base64: String(fields[5]))
    else { return nil }
    let length = String(fields[4])
    if Self.slot(sequence, segment, length, leaf) != bytes { return nil }
    self.init(sequence: sequence, segment: segment, length: Int(length) ?? .max, leaf: leaf)
  }

  /// Whether it is a number in the one way in which it is written.
  private static func isDecimal(_ text: Substring) -> Bool {
    text == "0"
      || text.utf8.first != UInt8(ascii: "0")
        && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Reads the file: the valid slot with the greater sequence, and which one it is.
  static func read(_ bytes: [UInt8]) -> (head: Head, slot: Int)? {
    var best: (head: Head, slot: Int)?
    for slot in 0..<2 where bytes.count >= (slot + 1) * slotLength {
      let piece = Array(bytes[slot * slotLength..<(slot + 1) * slotLength])
      guard let head = Head(slot: piece) else { continue }
      if best.map({ head.sequence > $0.head.sequence }) ?? true { best = (head, slot) }
    }
    return best
  }
}
