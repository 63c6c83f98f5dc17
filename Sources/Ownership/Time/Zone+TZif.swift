/// Reading a zone file: TZif, RFC 9636 (versions 2 to 4; version 1 files are refused).
///
///     header 44 bytes │ data block with 32-bit times │ header │ data block with 64-bit times │ footer
///     "TZif" version 15 unused, then six big-endian counts:
///       isutcnt isstdcnt leapcnt timecnt typecnt charcnt
///     data: times[timecnt] · type indices[timecnt] · types[typecnt]{offset:4 dst:1 index:1} · names …
///     footer: LF, a POSIX TZ string for all later times, LF
extension Zone {
  /// Takes the bytes of a zone file.
  ///
  /// - Throws: `ZoneProblem` when they are not a zone file of version 2 or later.
  public init(name: String, tzif bytes: [UInt8]) throws(ZoneProblem) {
    var reader = ZoneFileReader(bytes: bytes)
    let first = try reader.header()
    guard first.version >= 0x32 else { throw .version }
    try reader.skip(first.blockLength(timeSize: 4))
    let header = try reader.header()
    guard header.types > 0, header.types <= 256 else { throw .damaged }
    var seconds: [Int64] = []
    for _ in 0..<header.times { seconds.append(try reader.integer64()) }
    var indices: [Int] = []
    for _ in 0..<header.times { indices.append(Int(try reader.byte())) }
    var offsets: [Int] = []
    for _ in 0..<header.types {
      offsets.append(Int(try reader.integer32()))
      try reader.skip(2)
    }
    try reader.skip(header.names + header.leaps * 12 + header.standards + header.universals)
    var transitions: [Transition] = []
    for (second, index) in zip(seconds, indices) {
      guard index < offsets.count else { throw .damaged }
      if let last = transitions.last, last.second >= second { throw .damaged }
      transitions.append(Transition(second: second, offset: offsets[index]))
    }
    self.init(
      name: name, initialOffset: offsets[0], transitions: transitions,
      rule: try ZoneRule(posix: try reader.footer()))
  }
}

/// Why bytes are not a zone file.
public enum ZoneProblem: Error, Hashable, Sendable {
  case damaged
  case version
  case rule(String)
}

private struct ZoneFileReader {
  let bytes: [UInt8]
  var offset = 0

  struct Header {
    var version: UInt8
    var universals: Int
    var standards: Int
    var leaps: Int
    var times: Int
    var types: Int
    var names: Int

    func blockLength(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + names + leaps * (timeSize + 4) + standards + universals
    }
  }

  mutating func byte() throws(ZoneProblem) -> UInt8 {
    guard offset < bytes.count else { throw .damaged }
    offset += 1
    return bytes[offset - 1]
  }

  mutating func skip(_ count: Int) throws(ZoneProblem) {
    guard count >= 0, count <= bytes.count - offset else { throw .damaged }
    offset += count
  }

  mutating func integer32() throws(ZoneProblem) -> Int32 {
    var value: UInt32 = 0
    for _ in 0..<4 { value = value << 8 | UInt32(try byte()) }
    return Int32(bitPattern: value)
  }

  mutating func integer64() throws(ZoneProblem) -> Int64 {
    var value: UInt64 = 0
    for _ in 0..<8 { value = value << 8 | UInt64(try byte()) }
    return Int64(bitPattern: value)
  }

  mutating func count() throws(ZoneProblem) -> Int {
    let value = try integer32()
    guard value >= 0, value <= 1_000_000 else { throw .damaged }
    return Int(value)
  }

  mutating func header() throws(ZoneProblem) -> Header {
    for expected in "TZif".utf8 where try byte() != expected { throw .damaged }
    let version = try byte()
    try skip(15)
    return Header(
      version: version, universals: try count(), standards: try count(), leaps: try count(),
      times: try count(), types: try count(), names: try count())
  }

  mutating func footer() throws(ZoneProblem) -> String {
    guard try byte() == 0x0A else { throw .damaged }
    var text: [UInt8] = []
    while true {
      let next = try byte()
      if next == 0x0A { return String(decoding: text, as: UTF8.self) }
      text.append(next)
    }
  }
}
