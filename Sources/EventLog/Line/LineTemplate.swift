import Merkle

/// The fixed beginning of every line. A known time, a sequence, and the leaf hash of the line before
/// stand at the same bytes of each, so that they are found without reading the rest.
///
///     {"specversion":"1.0","sequence":"000000000001","recordedtime":"2026-03-03T10:00:00.000000Z",
///                                      33                            63
///     "previous":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","subjectprevious":"000000000000",
///                 104                                                              169
public enum LineTemplate {
  /// Where the twelve digits of the sequence stand.
  public static let sequence = 33..<45
  /// Where the recorded time stands, always with six decimals.
  public static let recordedTime = 63..<90
  /// Where the leaf hash of the line before stands, in base64.
  public static let previous = 104..<148
  /// Where the sequence of the preceding line with the same subject stands.
  public static let subjectPrevious = 169..<181
  /// The length of the fixed beginning, with the comma at its end.
  public static let length = 183

  /// The longest line, without its LF.
  public static let lineLimit = 65_535
  /// The longest line that a redaction has written anew, without its LF: seals and keys take room.
  public static let redactedLineLimit = 72 << 10
  /// So many extras and members of `data` together at most; a `data` that is no object is one.
  public static let valueLimit = 64

  /// The bytes of the fixed beginning; zero stands for what differs from line to line.
  static let pattern: [UInt8] = {
    let hole = "\0"
    let text =
      "{\"specversion\":\"1.0\",\"sequence\":\"" + String(repeating: hole, count: 12)
      + "\",\"recordedtime\":\"" + String(repeating: hole, count: 27)
      + "\",\"previous\":\"" + String(repeating: hole, count: Digest.base64Count)
      + "\",\"subjectprevious\":\"" + String(repeating: hole, count: 12) + "\","
    return Array(text.utf8)
  }()

  /// Whether a line that begins at `start` has the pattern's bytes.
  @inline(__always)
  static func fits(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    bytes.holds("{\"specversion\":\"1.0\",\"sequence\":\"", at: start)
      && bytes.holds("\",\"recordedtime\":\"", at: start + sequence.upperBound)
      && bytes.holds("\",\"previous\":\"", at: start + recordedTime.upperBound)
      && bytes.holds("\",\"subjectprevious\":\"", at: start + previous.upperBound)
      && bytes.holds("\",", at: start + subjectPrevious.upperBound)
  }

  /// The first byte of a line that differs from the pattern, from its beginning at `start`.
  static func mismatch(_ bytes: Span<UInt8>, at start: Int) -> Int? {
    pattern.indices.first { pattern[$0] != 0 && pattern[$0] != bytes[start + $0] }
  }

  /// Writes twelve digits over `place`.
  static func write(digits value: UInt64, to bytes: inout [UInt8], at place: Int) {
    var rest = value
    for index in (place..<place + 12).reversed() {
      bytes[index] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
  }

  /// Reads twelve digits; `nil` for anything else.
  static func digits(_ bytes: Span<UInt8>, at place: Int) -> UInt64? {
    // Eight and eight, of which four are the same.
    guard let first = eightDigits(bytes, at: place),
      let last = eightDigits(bytes, at: place + 4)
    else { return nil }
    return first / 10_000 * 100_000_000 + last
  }

  /// Reads eight digits at once: numbers of two, then of four, then of eight digits (D. Lemire, "Quickly
  /// parsing eight digits", 2018).
  private static func eightDigits(_ bytes: Span<UInt8>, at place: Int) -> UInt64? {
    let text = bytes.extracting(place..<place + 8)
    let word = unsafe text.withUnsafeBytes { text in
      unsafe text.loadUnaligned(as: UInt64.self).littleEndian
    }
    let digits = word ^ 0x3030_3030_3030_3030
    if (digits | (digits &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 != 0 { return nil }
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
  }
}
