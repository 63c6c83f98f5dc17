import Ownership

/// Texts that many lines have in common, such as types and sources: one string serves all of them.
struct SharedTexts {
  private var numbers = ByteTable()
  private var strings: [String] = []

  /// So many different texts are kept; a log that has more of them shares no others.
  private static let limit = 4096

  /// The string whose canonical bytes stand at `range`.
  mutating func string(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    if let number = numbers.find(bytes, range) { return strings[number] }
    let string = LineDecoder.string(bytes, range)
    if strings.count < Self.limit {
      _ = numbers.intern(bytes, range)
      strings.append(string)
    }
    return string
  }
}
