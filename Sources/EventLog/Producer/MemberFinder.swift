import Ownership

/// Finds where a member of a producer's event stands, for the caret of a message.
enum MemberFinder {
  /// The offset of the value of `attribute`, or of `field` in it; that of the event where there is none.
  static func offset(in bytes: [UInt8], attribute: String?, field: String?) -> Int {
    guard let attribute, let value = member(attribute, in: bytes, from: 0) else {
      return start(of: bytes)
    }
    guard let field, let inner = member(field, in: bytes, from: value) else { return value }
    return inner
  }

  private static func start(of bytes: [UInt8]) -> Int {
    var parser = JSONParser(bytes)
    parser.skipSpace()
    return parser.offset
  }

  /// The offset of the value of a member of the object that begins at `place`.
  private static func member(_ name: String, in bytes: [UInt8], from place: Int) -> Int? {
    var parser = JSONParser(bytes, in: place..<bytes.count)
    parser.skipSpace()
    guard parser.next == UInt8(ascii: "{") else { return nil }
    parser.offset += 1
    do throws(JSONProblem) {
      while true {
        parser.skipSpace()
        guard parser.next == UInt8(ascii: "\"") else { return nil }
        let found = try parser.string()
        parser.skipSpace()
        parser.offset += 1
        parser.skipSpace()
        if found.hasSameBytes(as: name) { return parser.offset }
        _ = try parser.nextValue()
        parser.skipSpace()
        guard parser.next == UInt8(ascii: ",") else { return nil }
        parser.offset += 1
      }
    } catch {
      return nil
    }
  }
}
