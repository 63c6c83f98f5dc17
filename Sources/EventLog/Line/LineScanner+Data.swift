import Ownership

extension LineScanner {
  /// `data`: canonical JSON, and where it is an object of a known type, its fields in their order.
  mutating func skipData(_ bytes: Span<UInt8>) throws(LineProblem) {
    let start = offset
    guard offset < end, bytes[offset] == UInt8(ascii: "{") else {
      try count(at: start)
      try skipValue(bytes, depth: 0)
      if fields.sealing.coversWhole {
        values.append(SealableValue(place: .whole, value: start..<offset))
      }
      return
    }
    var needsSlowCheck = false
    var rank = 0
    /// The known fields that have been met, a bit each.
    var met: UInt64 = 0
    offset += 1
    let base = names.count
    defer { names.removeLast(names.count - base) }
    if offset < end, bytes[offset] == UInt8(ascii: "}") {
      offset += 1
      return
    }
    while true {
      let name = try self.name(bytes)
      let place = fields.rank(bytes, name, due: rank)
      if place == fields.count {
        try note(name, bytes, since: base)
      } else if met & 1 << UInt64(place) != 0 {
        throw twice(name)
      } else {
        met |= 1 << UInt64(place)
      }
      try count(at: name.lowerBound)
      if place < rank, fields.isOrdered {
        throw problem("the fields of data are not in their order", at: name.lowerBound)
      }
      rank = place
      let value = offset
      try skipValue(bytes, depth: 1)
      if fields.isSealable(bytes, name, rank: place) {
        values.append(SealableValue(place: .field, name: name, value: value..<offset))
      }
      if fields.isOrdered, place < fields.count {
        let first = bytes[value]
        if place == fields.responsibility, first == UInt8(ascii: "\"") {
          layout.responsibility = value + 1..<offset - 1
        }
        if first == UInt8(ascii: "n") { needsSlowCheck = true }
        if fields.isTime[place], first == UInt8(ascii: "\""),
          !isPlainTime(bytes, value + 1..<offset - 1)
        {
          needsSlowCheck = true
        }
      }
      if try !comma(bytes) { break }
    }
    if needsSlowCheck { try checkSlowly(bytes, start..<offset) }
  }

  private func isPlainTime(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    CanonicalTime.isDate(bytes, range) || CanonicalTime.microseconds(bytes, range) != nil
  }

  /// Parses, writes canonically and compares.
  private func checkSlowly(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(LineProblem) {
    let copy = Array(copying: bytes, range)
    guard case .object(let members)? = try? JSONParser.parse(copy) else { return }
    var canonical: [UInt8] = []
    let type = unescaped(String(copying: bytes, layout.type))
    JSONWriter.append(DataCodec.canonical(members, type: type), to: &canonical)
    if canonical != copy {
      throw problem("data is not in canonical form", at: range.lowerBound)
    }
  }
}
