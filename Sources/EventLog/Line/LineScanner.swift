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
  mutating func earliest(_ bytes: Span<UInt8>) throws(LineProblem) {
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
  mutating func expect(
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

/// The value of a canonical string without its quotes.
func unescaped(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "\\")),
    case .string(let value)? = try? JSONParser.parse(Array("\"\(text)\"".utf8))
  else { return text }
  return value
}
