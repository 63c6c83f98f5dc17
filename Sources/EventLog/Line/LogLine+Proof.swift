import Merkle

/// A line as a proof of it carries it, for checking by hand (FORMAT section 7).
///
///     {"specversion":"1.0",…,"salts":"K0",…,"data":{…,"person":"SEAL","note":"SEAL"}}
///     FJBoMiSKEhHsKycrouUWNQ== "olga"
///     ecmos0PAYvu3nL26ZvZIuA== "called"
///
/// First the sealed line, whose hash is the leaf; then for each value that is shown, in their order, its key,
/// a blank, and the bytes that stand for it: the hash of the 16 bytes of the key and of these is the seal. No LF
/// stands at the end. What has no row was destroyed, or is withheld.
extension LogLine {
  /// What a proof carries of the line.
  public var proof: [UInt8] {
    sealed + values.flatMap(Self.row)
  }

  /// What a proof carries of a value; nothing where it is not shown.
  private static func row(_ value: Value) -> [UInt8] {
    guard let key = value.key else { return [] }
    var row: [UInt8] = [0x0A]
    Base64.append(key[...], to: &row)
    row.append(UInt8(ascii: " "))
    return row + value.bytes
  }

  /// The line with all values that stand on it or on another copy of it, of which others were destroyed or are
  /// withheld; `nil` where the other is no copy of it. Complexity: O(bytes).
  public func uniting(_ copy: LogLine) -> LogLine? {
    guard sealed == copy.sealed else { return nil }
    let standing = zip(values, copy.values).map { $0.isSealed ? $1 : $0 }
    return try? LogLine(proof: sealed + standing.flatMap(Self.row))
  }

  /// Reads what a proof carries of a line, strictly: `proof` of what was read is what was read.
  ///
  /// The bytes of the line are the sealed line with the values that are shown in their places; whether one
  /// that is not shown was destroyed, it does not tell. Complexity: O(bytes).
  public init(proof text: [UInt8]) throws(Problem) {
    let rows = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    let line = try LogLine(Array(rows[0]), isOfProof: true)
    guard line.sealed.elementsEqual(rows[0]) else {
      throw Problem(message: "it is no sealed line", offset: 0)
    }
    var offset = rows[0].count
    var standing: [Int: (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = [:]
    var place = 0
    for row in rows.dropFirst() {
      offset += 1
      guard row.count > Seal.keyTextCount, row[row.startIndex + Seal.keyTextCount] == 0x20,
        let key = Base64.decode(String(decoding: row.prefix(Seal.keyTextCount), as: UTF8.self)),
        key.count == Seal.keyCount
      else {
        throw Problem(message: "a key in base64, a blank and a value come here", offset: offset)
      }
      let value = row.dropFirst(Seal.keyTextCount + 1)
      var seal: [UInt8] = [UInt8(ascii: "\"")]
      Seal.digest(of: Array(value).span, key: key.span).appendBase64(to: &seal)
      seal.append(UInt8(ascii: "\""))
      while place < line.values.count, line.values[place].bytes != seal { place += 1 }
      guard place < line.values.count else {
        throw Problem(message: "no seal of the line is that of this value", offset: offset)
      }
      standing[place] = (row.prefix(Seal.keyTextCount), value)
      place += 1
      offset += row.count
    }
    self = try line.showing(standing)
  }

  /// A line of which all values are sealed, with some of them in their places.
  private func showing(
    _ standing: [Int: (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)]
  ) throws(Problem) -> LogLine {
    if standing.isEmpty, values.isEmpty { return try whole() }
    var scanner = LineScanner()
    scanner.takesProofs = true
    guard let layout = try? scanner.scan(bytes.span, 0..<bytes.count) else {
      preconditionFailure("it was read before")
    }
    var line = Array(bytes[..<layout.salts.upperBound])
    for place in values.indices {
      guard let key = standing[place]?.key else { continue }
      line.append(UInt8(ascii: " "))
      line += key
    }
    var done = layout.salts.upperBound
    let hidden = values.indices.filter { standing[$0] == nil }
    // `redacted` stands behind all extras and `more`, before `data`.
    let redacted =
      layout.data.isEmpty
      ? layout.end - 1 : layout.data.lowerBound - LineScanner.Name.data.utf8CodeUnitCount
    func copy(upTo end: Int) {
      if done <= redacted, end > redacted, !hidden.isEmpty {
        line += bytes[done..<redacted]
        line.append(LineScanner.Name.redacted)
        line += "\(hidden.map { String($0 + 1) }.joined(separator: " "))\"".utf8
        done = redacted
      }
      line += bytes[done..<end]
    }
    for (place, value) in scanner.values.enumerated() {
      copy(upTo: value.value.lowerBound)
      line += standing[place]?.value ?? bytes[value.value]
      done = value.value.upperBound
    }
    copy(upTo: layout.end)
    let shown = try LogLine(line, isOfProof: hidden.isEmpty)
    guard shown.sealed == sealed else {
      throw Problem(message: "with its values it is another line", offset: 0)
    }
    return hidden.isEmpty ? try shown.whole() : shown
  }

  /// The line, of which all stands: only what was redacted may be longer than a line. On the log its salt stands
  /// in the place of all the keys.
  private func whole() throws(Problem) -> LogLine {
    let keys = values.count * (Seal.keyTextCount + 1) + 1
    guard bytes.count - keys <= LineTemplate.lineLimit else {
      throw Problem(
        message: "the line is longer than \(LineTemplate.lineLimit) bytes", offset: bytes.count - 1)
    }
    return self
  }
}
