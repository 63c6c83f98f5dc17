/// Reads the wire format of RFC 4251 section 5: numbers of four bytes, strings after their length.
struct SSHReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// What has been read must be all.
  func end(of what: String) throws(SSHProblem) {
    guard place == bytes.count else {
      throw .malformed("\(bytes.count - place) bytes too many at the end of the \(what)")
    }
  }

  /// The next `count` bytes.
  mutating func raw(_ count: Int, _ what: String) throws(SSHProblem) -> [UInt8] {
    guard count <= bytes.count - place else {
      throw .malformed("the \(what) ends early, at byte \(bytes.count)")
    }
    defer { place += count }
    return Array(bytes[place..<place + count])
  }

  mutating func number(_ what: String) throws(SSHProblem) -> UInt32 {
    try raw(4, what).reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func string(_ what: String) throws(SSHProblem) -> [UInt8] {
    try raw(Int(number(what)), what)
  }

  /// A string of printable text.
  mutating func text(_ what: String) throws(SSHProblem) -> String {
    guard let text = String(validating: try string(what), as: UTF8.self),
      text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { throw .malformed("the \(what) is not text") }
    return text
  }
}

extension [UInt8] {
  mutating func appendSSH(number: UInt32) {
    self += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }

  mutating func appendSSH(string: [UInt8]) {
    appendSSH(number: UInt32(string.count))
    self += string
  }

  mutating func appendSSH(text: String) { appendSSH(string: Array(text.utf8)) }
}
