public import Ownership

/// Reads JSON (RFC 8259) from bytes, strictly.
///
/// Refused are: bytes that are not UTF-8, surrogates that are not a pair, two members of one name
/// (compared by their bytes after unescaping), and more than 128 levels. Numbers are kept as they
/// are written.
public struct JSONParser: Sendable {
  /// How many lists and objects may stand within one another.
  public static var depthLimit: Int { 128 }

  let bytes: [UInt8]
  /// Where reading goes on.
  public internal(set) var offset: Int
  let end: Int

  /// Reads within `range` of `bytes`, by default all of them.
  public init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    self.bytes = bytes
    offset = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  /// Reads `bytes` as exactly one value, with white space around it.
  ///
  /// - Throws: `JSONProblem` with the place. Complexity: O(bytes), and O(n²) for n ≤ 16 members.
  public static func parse(_ bytes: [UInt8]) throws(JSONProblem) -> JSON {
    var parser = JSONParser(bytes)
    let value = try parser.nextValue()
    parser.skipSpace()
    if parser.offset != parser.end { throw parser.problem("expected the end after the value") }
    return value
  }

  /// Reads one value, with white space before it.
  public mutating func nextValue() throws(JSONProblem) -> JSON {
    skipSpace()
    return try value(depth: 0)
  }

  /// Skips space, tab, CR and LF.
  public mutating func skipSpace() {
    while offset < end {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  var next: UInt8? { offset < end ? bytes[offset] : nil }

  func problem(_ message: String, at place: Int? = nil) -> JSONProblem {
    JSONProblem(message: message, offset: place ?? offset)
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> JSON {
    guard let next else { throw problem("expected a value, found the end") }
    switch next {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw problem("expected a value")
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSONProblem) -> JSON {
    let start = offset
    for byte in word.utf8 {
      guard next == byte else { throw problem("expected \(word)", at: start) }
      offset += 1
    }
    return value
  }

  private mutating func array(depth: Int) throws(JSONProblem) -> JSON {
    if depth == Self.depthLimit { throw tooDeep }
    offset += 1
    skipSpace()
    var items: [JSON] = []
    if next == UInt8(ascii: "]") {
      offset += 1
      return .array(items)
    }
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "]"):
        offset += 1
        return .array(items)
      default: throw problem("expected ',' or ']' in the list")
      }
    }
  }

  private mutating func object(depth: Int) throws(JSONProblem) -> JSON {
    if depth == Self.depthLimit { throw tooDeep }
    offset += 1
    skipSpace()
    var members: [JSONMember] = []
    var names = NameSet()
    if next == UInt8(ascii: "}") {
      offset += 1
      return .object(members)
    }
    while true {
      skipSpace()
      let start = offset
      guard next == UInt8(ascii: "\"") else { throw problem("expected a name in quotes") }
      let name = try string()
      if !names.insert(name, beside: members) {
        throw problem("the name \"\(name)\" stands twice in one object", at: start)
      }
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw problem("expected ':' after the name") }
      offset += 1
      skipSpace()
      members.append(JSONMember(name, try value(depth: depth + 1)))
      skipSpace()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "}"):
        offset += 1
        return .object(members)
      default: throw problem("expected ',' or '}' in the object")
      }
    }
  }

  private var tooDeep: JSONProblem {
    problem("more than \(Self.depthLimit) lists and objects within one another")
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private mutating func number() throws(JSONProblem) -> String {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    if next == UInt8(ascii: "0") {
      offset += 1
    } else {
      try digits()
    }
    if next == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() throws(JSONProblem) {
    guard let byte = next, isDigit(byte) else { throw problem("expected a digit in the number") }
    while let byte = next, isDigit(byte) { offset += 1 }
  }
}

/// The names of one object, so that a second one is found: by comparing while there are few.
private struct NameSet {
  private var many: Set<[UInt8]> = []

  mutating func insert(_ name: String, beside members: [JSONMember]) -> Bool {
    if members.count < 16 { return !members.contains { $0.name.hasSameBytes(as: name) } }
    if many.isEmpty { many = Set(members.map { Array($0.name.utf8) }) }
    return many.insert(Array(name.utf8)).inserted
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
