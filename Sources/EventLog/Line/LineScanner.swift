import Merkle
import Ownership

/// Checks that a line is in canonical form (FORMAT section 2) and finds its parts, in one pass over
/// the bytes and without making a value of them.
///
/// What the bytes alone cannot tell quickly (a time in `data` that is spelt unusually, a field that
/// may be `null`) is left to the slow way: parse, write canonically, compare.
struct LineScanner {
  var offset = 0
  var end = 0
  var layout = LineLayout()
  /// The names of the objects that are open, as ranges; kept to be reused.
  var names: [Range<Int>] = []
  /// The sealable values of the line, in their order.
  var values: [SealableValue] = []
  /// Whether `salts` may stand without `redacted`, as proofs write lines: with the line's own key alone all
  /// its values are sealed, else none is.
  var takesProofs = false
  /// How many extras and members of `data` there are.
  var valueCount = 0
  /// What the type of the line says of its fields.
  var fields: FieldTable.Fields
  /// The sealed line, its keys and the salt, once somebody has asked for the leaf; kept to be reused.
  var room: [UInt8] = []
  var sealedCount = 0
  var keys: [UInt8] = []
  var salt: [UInt8] = []
  /// The bytes of the salt; nothing where `salts` stands in its place.
  var saltBits = Base64.Sixteen()
  let vocabulary = FieldTable.shared

  init() {
    fields = vocabulary.fields(Span(), type: 0..<0)
  }

  /// Scans the line that stands at `range`, without its LF.
  mutating func scan(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(LineProblem) -> LineLayout {
    begin(range)
    if range.count > LineTemplate.redactedLineLimit {
      throw tooLong(LineTemplate.redactedLineLimit)
    }
    try attributes(bytes)
    guard offset + 1 == end, bytes[offset] == UInt8(ascii: "}") else {
      throw problem("expected '}' as the end of the line")
    }
    try checkWhole(bytes)
    return layout
  }

  /// Scans the line with which `range` begins, up to an LF in it, which is found on the way: no line holds
  /// one. What it finds then stands in `layout`.
  ///
  /// - Throws: that something is wrong; what, is found out once the end of the line is known.
  mutating func scanFirst(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(LineProblem) {
    begin(range)
    try attributes(bytes)
    guard offset + 1 < end, bytes[offset] == UInt8(ascii: "}"), bytes[offset + 1] == 0x0A else {
      throw problem("expected the end of the line")
    }
    layout.end = offset + 1
    try checkWhole(bytes)
  }

  private mutating func begin(_ range: Range<Int>) {
    layout = LineLayout()
    layout.start = range.lowerBound
    layout.end = range.upperBound
    offset = range.lowerBound
    end = range.upperBound
    values.removeLast(values.count)
    valueCount = 0
  }

  /// All that stands between the braces.
  private mutating func attributes(_ bytes: Span<UInt8>) throws(LineProblem) {
    try beginning(bytes)
    if has(bytes, Name.salt) {
      try salt(bytes)
    } else if has(bytes, Name.salts) {
      try salts(bytes)
    } else {
      throw problem("expected the salt")
    }
    try producersHead(bytes)
    try expect(bytes, Name.recordedBy)
    layout.recordedBy = try text(bytes, "recordedby")
    let middle = offset
    if has(bytes, Name.replaces) { try replaces(bytes) }
    fields = vocabulary.fields(bytes, type: layout.type)
    layout.kind = fields.kind
    layout.subjectHash = ByteTable.hash(bytes, layout.subject)
    try extras(bytes)
    layout.middle = middle..<offset
    if has(bytes, Name.more) { layout.hasMore = true }
    if has(bytes, Name.redacted) {
      layout.redacted = try text(bytes, "redacted")
      if layout.salts.isEmpty {
        throw problem("\"redacted\" stands beside \"salts\"", at: layout.redacted.lowerBound)
      }
    } else if !layout.salts.isEmpty, !takesProofs {
      throw problem("\"salts\" stands beside \"redacted\"", at: layout.salts.lowerBound)
    }
    if has(bytes, Name.data) {
      let start = offset
      if start < end, bytes[start] == UInt8(ascii: "n") { throw problem("\"data\" is null") }
      try skipData(bytes)
      layout.data = start..<offset
    }
  }

  /// What is known once the line has ended.
  private mutating func checkWhole(_ bytes: Span<UInt8>) throws(LineProblem) {
    let isRewritten = layout.isRedacted || !layout.salts.isEmpty
    let limit = isRewritten ? LineTemplate.redactedLineLimit : LineTemplate.lineLimit
    if layout.end - layout.start > limit { throw tooLong(limit) }
    if isRewritten { try checkSeals(bytes) }
  }

  private func tooLong(_ limit: Int) -> LineProblem {
    problem("a line has at most \(limit) bytes", at: layout.start)
  }

  /// Counts an extra or a member of `data`.
  mutating func count(at place: Int) throws(LineProblem) {
    valueCount += 1
    if valueCount > LineTemplate.valueLimit {
      throw problem(
        "a line has at most \(LineTemplate.valueLimit) extras and fields of data together",
        at: place)
    }
  }

  /// Twelve digits; anything else makes an unknown type of the line.
  private mutating func replaces(_ bytes: Span<UInt8>) throws(LineProblem) {
    let start = offset
    try skipString(bytes)
    guard offset - 1 - start == 12, let value = LineTemplate.digits(bytes, at: start), value > 0
    else {
      layout.malformed = .replaces
      return
    }
    layout.replaces = value
  }

  /// A time in its canonical spelling; anything else makes an unknown type of the line.
  private mutating func earliest(_ bytes: Span<UInt8>) throws(LineProblem) {
    let start = offset
    try skipString(bytes)
    layout.earliest = CanonicalTime.microseconds(bytes, start..<offset - 1)
    if layout.earliest.map({ $0 > layout.effectiveTime ?? layout.time }) ?? true {
      layout.malformed = .earliest
    }
    try expect(bytes, Name.comma)
  }

  func problem(_ message: String, at place: Int? = nil) -> LineProblem {
    LineProblem(message: message, offset: (place ?? offset) - layout.start)
  }

  /// The fixed beginning.
  private mutating func beginning(_ bytes: Span<UInt8>) throws(LineProblem) {
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

  private mutating func salt(_ bytes: Span<UInt8>) throws(LineProblem) {
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
  private mutating func producersHead(_ bytes: Span<UInt8>) throws(LineProblem) {
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

  private mutating func extras(_ bytes: Span<UInt8>) throws(LineProblem) {
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

  private mutating func time(_ bytes: Span<UInt8>) throws(LineProblem) -> Int64 {
    let range = try text(bytes, "a time")
    guard let time = CanonicalTime.microseconds(bytes, range) else {
      throw problem(
        "a time is written in UTC, with six decimals unless they are zero", at: range.lowerBound)
    }
    return time
  }

  /// A string that is not empty, from behind its opening quote to behind its closing one.
  private mutating func text(
    _ bytes: Span<UInt8>, _ name: StaticString
  ) throws(LineProblem) -> Range<Int> {
    let start = offset
    try skipString(bytes)
    if offset - 1 == start { throw problem("\"\(name)\" is empty", at: start) }
    return start..<offset - 1
  }
}

extension LineScanner {
  /// Steps over `literal` if it stands here.
  @inline(__always)
  mutating func has(_ bytes: Span<UInt8>, _ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard end - offset >= count, bytes.holds(literal, at: offset) else { return false }
    offset += count
    return true
  }

  @inline(__always)
  private mutating func expect(
    _ bytes: Span<UInt8>, _ literal: StaticString, after comma: Bool = false
  ) throws(LineProblem) {
    if comma, !has(bytes, Name.comma) { throw problem("expected ','") }
    if !has(bytes, literal) { throw problem("expected \(literal)") }
  }

  /// What stands between values, up to the opening quote of the next.
  enum Name {
    static var comma: StaticString { "," }
    static var close: StaticString { "\"" }
    static var client: StaticString { "client/" }
    static var person: StaticString { "person/" }
    static var salt: StaticString { "\"salt\":\"" }
    static var salts: StaticString { "\"salts\":\"" }
    static var id: StaticString { "\"id\":\"" }
    static var source: StaticString { "\"source\":\"" }
    static var type: StaticString { "\"type\":\"" }
    static var subject: StaticString { "\"subject\":\"" }
    static var time: StaticString { "\"time\":\"" }
    static var effectiveTime: StaticString { "\"effectivetime\":\"" }
    static var earliest: StaticString { "\"earliest\":\"" }
    static var sourceTime: StaticString { "\"sourcetime\":\"" }
    static var origin: StaticString { "\"origin\":\"" }
    static var recordedBy: StaticString { "\"recordedby\":\"" }
    static var replaces: StaticString { ",\"replaces\":\"" }
    static var more: StaticString { ",\"more\":true" }
    static var redacted: StaticString { ",\"redacted\":\"" }
    static var data: StaticString { ",\"data\":" }
  }
}

private func isExtraByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
}

/// The value of a canonical string without its quotes.
func unescaped(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "\\")),
    case .string(let value)? = try? JSONParser.parse(Array("\"\(text)\"".utf8))
  else { return text }
  return value
}
