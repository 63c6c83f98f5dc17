import Merkle
import Ownership

/// The attributes of a line, in their order.
extension LineScanner {
  /// The fixed beginning.
  mutating func beginning(_ bytes: Span<UInt8>) throws(LineProblem) {
    let start = layout.start
    guard layout.end - start > LineTemplate.length else { throw problem("the line is too short") }
    if !LineTemplate.fits(bytes, at: start), let index = LineTemplate.mismatch(bytes, at: start) {
      throw problem("the fixed beginning of the line is not as it must be", at: start + index)
    }
    guard let sequence = LineTemplate.digits(bytes, at: start + LineTemplate.sequence.lowerBound)
    else { throw problem("the sequence is not twelve digits", at: start + 33) }
    let time = LineTemplate.recordedTime
    guard
      let recorded = CanonicalTime.microseconds(
        bytes, start + time.lowerBound..<start + time.upperBound, alwaysFraction: true)
    else { throw problem("the recorded time is not UTC with six decimals", at: start + 63) }
    guard
      let previous = LineTemplate.digits(
        bytes, at: start + LineTemplate.subjectPrevious.lowerBound)
    else { throw problem("\"subjectprevious\" is not twelve digits", at: start + 169) }
    layout.sequence = sequence
    layout.recordedTime = recorded
    layout.subjectPrevious = previous
    offset = start + LineTemplate.length
  }

  mutating func salt(_ bytes: Span<UInt8>) throws(LineProblem) {
    let start = offset
    guard end - start > Seal.keyTextCount + 2, let bits = Base64.sixteen(of: bytes, at: start)
    else {
      throw problem("the salt is not 16 bytes in base64")
    }
    saltBits = bits
    offset = start + Seal.keyTextCount
    guard has(bytes, Name.close), has(bytes, Name.comma) else {
      throw problem("the salt is not 16 bytes in base64")
    }
    layout.salt = start..<start + Seal.keyTextCount
  }

  /// What a producer sets before `recordedby`.
  mutating func producersHead(_ bytes: Span<UInt8>) throws(LineProblem) {
    let start = offset
    try expect(bytes, Name.id)
    layout.id = try text(bytes, "id")
    try expect(bytes, Name.source, after: true)
    layout.source = try text(bytes, "source")
    try expect(bytes, Name.type, after: true)
    layout.type = try text(bytes, "type")
    try expect(bytes, Name.subject, after: true)
    layout.subject = try text(bytes, "subject")
    try checkSubject(bytes)
    try expect(bytes, Name.time, after: true)
    layout.time = try time(bytes)
    try expect(bytes, Name.comma)
    if has(bytes, Name.effectiveTime) {
      layout.effectiveTime = try time(bytes)
      try expect(bytes, Name.comma)
    }
    if has(bytes, Name.earliest) { try earliest(bytes) }
    if has(bytes, Name.sourceTime) {
      layout.sourceTime = try time(bytes)
      try expect(bytes, Name.comma)
    }
    if has(bytes, Name.origin) {
      layout.origin = try text(bytes, "origin")
      let origin = String(copying: bytes, layout.origin)
      if origin != "imported", origin != "inferred" {
        throw problem("\"origin\" is imported or inferred", at: layout.origin.lowerBound)
      }
      try expect(bytes, Name.comma)
    }
    layout.head = start..<offset
  }

  private func checkSubject(_ bytes: Span<UInt8>) throws(LineProblem) {
    if isPlainSubject(bytes) { return }
    let text = String(copying: bytes, layout.subject)
    // Escapes stand for characters that no subject has, except a quote and a backslash.
    let value = text.utf8.contains(UInt8(ascii: "\\")) ? unescaped(text) : text
    do throws(SubjectProblem) {
      _ = try Subject(value)
    } catch {
      throw problem("\(error)", at: layout.subject.lowerBound)
    }
  }

  /// Whether it is `client/` or `person/` and an id of visible ASCII, as nearly all are.
  private func isPlainSubject(_ bytes: Span<UInt8>) -> Bool {
    let range = layout.subject
    guard range.count > 7, range.count <= 263 else { return false }
    guard
      bytes.holds(Name.client, at: range.lowerBound)
        || bytes.holds(Name.person, at: range.lowerBound)
    else { return false }
    for index in range.lowerBound + 7..<range.upperBound {
      let byte = bytes[index]
      if byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\\") { return false }
    }
    return true
  }

  mutating func extras(_ bytes: Span<UInt8>) throws(LineProblem) {
    let base = names.count
    defer { names.removeLast(names.count - base) }
    while offset + 2 < end, bytes[offset] == UInt8(ascii: ","),
      bytes[offset + 1] == UInt8(ascii: "\"")
    {
      let start = offset
      offset += 2
      let name = offset
      while offset < end, isExtraByte(bytes[offset]) { offset += 1 }
      let range = name..<offset
      if isEnd(bytes, of: range, start: start) { return }
      guard !range.isEmpty, offset + 1 < end, bytes[offset] == UInt8(ascii: "\""),
        bytes[offset + 1] == UInt8(ascii: ":")
      else { throw problem("names of attributes are lower-case letters and digits") }
      if vocabulary.isReserved(bytes, range) {
        throw problem(
          "\"\(String(copying: bytes, range))\" stands in the wrong place", at: name)
      }
      try note(range, bytes, since: base)
      try count(at: name)
      offset += 2
      guard offset < end else { throw problem("expected a value") }
      switch bytes[offset] {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"):
        throw problem("an attribute is a string, a whole number, true or false")
      default:
        let value = offset
        try skipValue(bytes, depth: 0)
        if bytes[value] != UInt8(ascii: "\""), bytes[value] != UInt8(ascii: "t"),
          bytes[value] != UInt8(ascii: "f"),
          !Attribute.isInteger(String(copying: bytes, value..<offset))
        {
          throw problem("an attribute is a string, a whole number, true or false", at: value)
        }
        if fields.sealing.coversWhole, !vocabulary.isLastingExtra(bytes, range) {
          values.append(SealableValue(place: .extra, name: range, value: value..<offset))
        }
      }
    }
  }

  /// Whether the name is one of those that follow the extras; then reading goes back before it.
  private mutating func isEnd(_ bytes: Span<UInt8>, of name: Range<Int>, start: Int) -> Bool {
    guard name.count == 4 || name.count == 8 else { return false }
    guard
      bytes.holds("more\"", at: name.lowerBound) || bytes.holds("data\"", at: name.lowerBound)
        || bytes.holds("redacted\"", at: name.lowerBound)
    else { return false }
    offset = start
    return true
  }

  mutating func time(_ bytes: Span<UInt8>) throws(LineProblem) -> Int64 {
    let range = try text(bytes, "a time")
    guard let time = CanonicalTime.microseconds(bytes, range) else {
      throw problem(
        "a time is written in UTC, with six decimals unless they are zero", at: range.lowerBound)
    }
    return time
  }

  /// A string that is not empty, from behind its opening quote to behind its closing one.
  mutating func text(
    _ bytes: Span<UInt8>, _ name: StaticString
  ) throws(LineProblem) -> Range<Int> {
    let start = offset
    try skipString(bytes)
    if offset - 1 == start { throw problem("\"\(name)\" is empty", at: start) }
    return start..<offset - 1
  }
}

private func isExtraByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
}
