import Ownership

/// Reads the JSON of the cases and vectors: every member in its order, every number as it is written.
struct JSONText {
  private let bytes: [UInt8]
  private var offset = 0

  static func read(_ text: String) throws -> JSON {
    var reader = JSONText(bytes: Array(text.utf8))
    let value = try reader.value()
    reader.skipSpace()
    guard reader.offset == reader.bytes.count else { throw reader.problem }
    return value
  }

  struct Problem: Error { let offset: Int }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var problem: Problem { Problem(offset: offset) }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipSpace()
    guard offset < bytes.count, bytes[offset] == character.asciiValue else { return false }
    offset += 1
    return true
  }

  private mutating func expect(_ character: Character) throws {
    if !take(character) { throw problem }
  }

  private mutating func value() throws -> JSON {
    if take("{") {
      var members: [JSONMember] = []
      if take("}") { return .object([]) }
      repeat {
        try expect("\"")
        let name = try string()
        try expect(":")
        members.append(JSONMember(name, try value()))
      } while take(",")
      try expect("}")
      return .object(members)
    }
    if take("[") {
      var items: [JSON] = []
      if take("]") { return .array([]) }
      repeat { items.append(try value()) } while take(",")
      try expect("]")
      return .array(items)
    }
    if take("\"") { return .string(try string()) }
    let start = offset
    while offset < bytes.count, !",]} \n\r\t".utf8.contains(bytes[offset]) { offset += 1 }
    switch String(decoding: bytes[start..<offset], as: UTF8.self) {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "": throw problem
    case let digits: return .number(digits)
    }
  }

  private mutating func string() throws -> String {
    var text: [UInt16] = []
    var plain: [UInt8] = []
    func flush() {
      text += Array(String(decoding: plain, as: UTF8.self).utf16)
      plain = []
    }
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") {
        flush()
        return String(decoding: text, as: UTF16.self)
      }
      guard byte == UInt8(ascii: "\\") else {
        plain.append(byte)
        continue
      }
      flush()
      guard offset < bytes.count else { throw problem }
      offset += 1
      switch Character(Unicode.Scalar(bytes[offset - 1])) {
      case "n": text.append(0x0A)
      case "t": text.append(0x09)
      case "r": text.append(0x0D)
      case "b": text.append(0x08)
      case "f": text.append(0x0C)
      case "u":
        guard offset + 4 <= bytes.count,
          let unit = UInt16(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw problem }
        text.append(unit)
        offset += 4
      case let other: text += Array(String(other).utf16)
      }
    }
    throw problem
  }
}

extension JSON {
  /// A member of an object, by the bytes of its name.
  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name.hasSameBytes(as: name) }?.value
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var items: [JSON] { if case .array(let items) = self { items } else { [] } }
  var members: [JSONMember]? { if case .object(let members) = self { members } else { nil } }
  var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
  var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
}
