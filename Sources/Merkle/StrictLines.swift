/// The lines of a text that is UTF-8, has no control character but LF, and ends with LF.
package struct StrictLines {
  /// The lines without their LF.
  package private(set) var lines: [String] = []

  /// Cuts a text; throws for more than `byteLimit` bytes, and for whatever breaks the rules above.
  package init(_ bytes: [UInt8], byteLimit: Int) throws(TextProblem) {
    guard bytes.count <= byteLimit else {
      throw TextProblem(line: 1, "\(bytes.count) bytes, and at most \(byteLimit) are read")
    }
    var start = 0
    while start < bytes.count {
      let number = lines.count + 1
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else {
        throw TextProblem(line: number, "the last line has no LF at its end")
      }
      if let place = bytes[start..<end].firstIndex(where: { $0 < 0x20 }) {
        let code = String(bytes[place], radix: 16)
        throw TextProblem(
          line: number, "control character 0x\(code) at byte \(place - start + 1)")
      }
      guard let line = String(validating: bytes[start..<end], as: UTF8.self) else {
        throw TextProblem(line: number, "the line is not UTF-8")
      }
      lines.append(line)
      start = end + 1
    }
  }
}

extension UInt64 {
  /// Reads ASCII decimal digits without leading zeros, the spelling of the transparency log formats.
  package init?(plainDecimal text: String) {
    guard let number = UInt64(text), String(number).utf8.elementsEqual(text.utf8) else {
      return nil
    }
    self = number
  }
}
