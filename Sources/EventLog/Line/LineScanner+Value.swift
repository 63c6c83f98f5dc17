/// Canonical JSON values, stepped over: no white space, canonical escapes, no name twice.
extension LineScanner {
  /// Steps over one value.
  mutating func skipValue(_ bytes: Span<UInt8>, depth: Int) throws(LineProblem) {
    guard offset < end else { throw problem("expected a value") }
    switch bytes[offset] {
    case UInt8(ascii: "\""):
      offset += 1
      try skipString(bytes)
    case UInt8(ascii: "{"): try skipObject(bytes, depth: depth)
    case UInt8(ascii: "["): try skipList(bytes, depth: depth)
    case UInt8(ascii: "t"): try word(bytes, "true")
    case UInt8(ascii: "f"): try word(bytes, "false")
    case UInt8(ascii: "n"): try word(bytes, "null")
    default: try skipNumber(bytes)
    }
  }

  /// Steps over a string, from behind its opening quote to behind its closing one.
  @inline(__always)
  mutating func skipString(_ bytes: Span<UInt8>) throws(LineProblem) {
    offset = bytes.endOfPlainText(from: offset, to: end)
    if offset < end, bytes[offset] == UInt8(ascii: "\"") {
      offset += 1
    } else {
      try skipRest(bytes)
    }
  }

  /// Steps over what is left of a string.
  private mutating func skipRest(_ bytes: Span<UInt8>) throws(LineProblem) {
    while true {
      offset = bytes.endOfPlainText(from: offset, to: end)
      if offset == end { break }
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return
      }
      if byte == UInt8(ascii: "\\") {
        try skipEscape(bytes)
      } else if byte < 0x20 {
        throw problem("a control character stands in the string")
      } else {
        let length = utf8Length(bytes, at: offset, end: end)
        if length == 0 { throw problem("the bytes are not UTF-8") }
        offset += length
      }
    }
    throw problem("the string does not end")
  }

  /// `\"`, `\\` or `\u00xx` with two lower-case digits below 20.
  private mutating func skipEscape(_ bytes: Span<UInt8>) throws(LineProblem) {
    if offset + 1 < end {
      let letter = bytes[offset + 1]
      if letter == UInt8(ascii: "\"") || letter == UInt8(ascii: "\\") {
        offset += 2
        return
      }
      if letter == UInt8(ascii: "u"), offset + 5 < end, bytes[offset + 2] == 0x30,
        bytes[offset + 3] == 0x30, bytes[offset + 4] == 0x30 || bytes[offset + 4] == 0x31
      {
        let last = bytes[offset + 5]
        if isDigit(last) || (last >= UInt8(ascii: "a") && last <= UInt8(ascii: "f")) {
          offset += 6
          return
        }
      }
    }
    throw problem("the escape is not in canonical form")
  }

  private mutating func skipObject(_ bytes: Span<UInt8>, depth: Int) throws(LineProblem) {
    try enter(depth)
    let base = names.count
    defer { names.removeLast(names.count - base) }
    if offset < end, bytes[offset] == UInt8(ascii: "}") {
      offset += 1
      return
    }
    while true {
      let name = try self.name(bytes)
      try note(name, bytes, since: base)
      try skipValue(bytes, depth: depth + 1)
      if try !comma(bytes) { return }
    }
  }

  private mutating func skipList(_ bytes: Span<UInt8>, depth: Int) throws(LineProblem) {
    try enter(depth)
    if offset < end, bytes[offset] == UInt8(ascii: "]") {
      offset += 1
      return
    }
    while true {
      try skipValue(bytes, depth: depth + 1)
      guard offset < end else { throw problem("expected ',' or ']'") }
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "]") { return }
      if byte != UInt8(ascii: ",") { throw problem("expected ',' or ']'", at: offset - 1) }
    }
  }

  private mutating func enter(_ depth: Int) throws(LineProblem) {
    if depth == JSONParser.depthLimit { throw problem("too many levels") }
    offset += 1
  }

  /// `"name":`; gives the range of the name.
  mutating func name(_ bytes: Span<UInt8>) throws(LineProblem) -> Range<Int> {
    guard offset < end, bytes[offset] == UInt8(ascii: "\"") else {
      throw problem("expected a name in quotes")
    }
    offset += 1
    let start = offset
    try skipString(bytes)
    guard offset < end, bytes[offset] == UInt8(ascii: ":") else { throw problem("expected ':'") }
    offset += 1
    return start..<offset - 2
  }

  /// Steps over `,` (true) or `}` (false).
  mutating func comma(_ bytes: Span<UInt8>) throws(LineProblem) -> Bool {
    guard offset < end else { throw problem("expected ',' or '}'") }
    let byte = bytes[offset]
    offset += 1
    if byte == UInt8(ascii: ",") { return true }
    if byte == UInt8(ascii: "}") { return false }
    throw problem("expected ',' or '}'", at: offset - 1)
  }

  /// Remembers a name of the object whose names begin at `base`; a second one of the same bytes is
  /// refused.
  mutating func note(
    _ name: Range<Int>, _ bytes: Span<UInt8>, since base: Int
  ) throws(LineProblem) {
    for index in base..<names.count {
      let other = names[index]
      if other.count == name.count, bytes.holds(bytes, name, at: other.lowerBound) {
        throw twice(name)
      }
    }
    names.append(name)
  }

  func twice(_ name: Range<Int>) -> LineProblem {
    problem("a name stands twice in one object", at: name.lowerBound)
  }

  private mutating func word(_ bytes: Span<UInt8>, _ word: StaticString) throws(LineProblem) {
    guard has(bytes, word) else { throw problem("expected \(word)") }
  }

  private mutating func skipNumber(_ bytes: Span<UInt8>) throws(LineProblem) {
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    if offset < end, bytes[offset] == UInt8(ascii: "0") {
      offset += 1
    } else {
      try digits(bytes)
    }
    if offset < end, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try digits(bytes)
    }
    if offset < end, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < end, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") {
        offset += 1
      }
      try digits(bytes)
    }
  }

  private mutating func digits(_ bytes: Span<UInt8>) throws(LineProblem) {
    let start = offset
    while offset < end, isDigit(bytes[offset]) { offset += 1 }
    if offset == start { throw problem("expected a value") }
  }
}

extension String {
  /// A copy of some bytes, which are known to be UTF-8.
  init(copying bytes: Span<UInt8>, _ range: Range<Int>) {
    self = unsafe bytes.extracting(range).withUnsafeBufferPointer { buffer in
      unsafe String(decoding: buffer, as: UTF8.self)
    }
  }
}

extension Array where Element == UInt8 {
  /// Appends some bytes.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    unsafe bytes.extracting(range).withUnsafeBufferPointer { buffer in
      unsafe append(contentsOf: buffer)
    }
  }

  /// Appends a text.
  mutating func append(_ text: StaticString) {
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A copy of some bytes.
  init(copying bytes: Span<UInt8>, _ range: Range<Int>) {
    self = unsafe bytes.extracting(range).withUnsafeBufferPointer { buffer in unsafe Array(buffer) }
  }
}
