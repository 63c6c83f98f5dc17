/// Writes canonical JSON (FORMAT section 2): no white space, members in their order, strings that
/// escape only `\"`, `\\` and control characters as `\u00xx`, numbers as they were written.
public enum JSONWriter {
  /// The canonical text of a value.
  public static func text(_ value: JSON) -> String {
    String(decoding: bytes(value), as: UTF8.self)
  }

  /// The canonical bytes of a value. Complexity: O(bytes).
  public static func bytes(_ value: JSON) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return bytes
  }

  /// Appends a value. Complexity: O(bytes).
  public static func append(_ value: JSON, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let digits): bytes.append(contentsOf: digits.utf8)
    case .string(let text): append(text, to: &bytes)
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(item, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members): append(members, to: &bytes)
    }
  }

  /// Appends an object.
  public static func append(_ members: [JSONMember], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(member.name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      append(member.value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends a string in its quotes.
  public static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    appendContent(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends what stands between the quotes of a string.
  package static func appendContent(_ text: String, to bytes: inout [UInt8]) {
    let isDone = unsafe text.utf8.withContiguousStorageIfAvailable { buffer in
      for index in buffer.indices {
        let byte = unsafe buffer[index]
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
      }
      unsafe bytes.append(contentsOf: buffer)
      return true
    }
    if isDone == true { return }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x00..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(0x30 + byte >> 4)
        bytes.append(byte & 15 < 10 ? 0x30 + byte & 15 : 0x57 + byte & 15)
      default: bytes.append(byte)
      }
    }
  }
}

/// JSON that leaves the ledger: results and case files.
extension JSONWriter {
  /// The text of a value for whoever reads it, in a terminal, a page or a program: see `shown(_:)`.
  public static func shownText(_ value: JSON) -> String {
    String(decoding: shown(bytes(value)), as: UTF8.self)
  }

  /// Canonical JSON with `<`, and all that a terminal obeys or nobody sees, as `\uxxxx`: the same values, but
  /// no markup and nothing to obey, wherever the text is shown. Line feeds between values stay.
  ///
  /// Such characters stand only in strings there, and not behind a backslash. Complexity: O(bytes).
  public static func shown(_ canonical: [UInt8]) -> [UInt8] {
    if canonical.allSatisfy({ $0 < 0x7F && $0 != UInt8(ascii: "<") }) { return canonical }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(canonical.count + canonical.count / 8)
    for scalar in String(decoding: canonical, as: UTF8.self).unicodeScalars {
      if scalar == "<" || scalar.isObeyed && scalar != "\n" {
        bytes += scalar.jsonEscape.utf8
      } else if let encoded = UTF8.encode(scalar) {
        bytes += encoded
      }
    }
    return bytes
  }
}
