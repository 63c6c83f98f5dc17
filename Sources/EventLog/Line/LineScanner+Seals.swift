import Merkle

/// `salts`, `redacted` and the seals of a line that a redaction has written anew (FORMAT section 8), and
/// the leaf of every line (section 7).
///
///     whole     "salt":"SALT" …  ,"note":"Anna called"                        …
///     redacted  "salts":"K0 K1" … ,"redacted":"2","data":{…,"note":"SEAL"}    …
///     sealed    "salts":"K0" …   ,"person":"SEAL","note":"SEAL"               …   its hash is the leaf
extension LineScanner {
  /// `"salts":"…"`: keys in base64, single blanks between. How many there have to be is known at the end.
  mutating func salts(_ bytes: Span<UInt8>) throws(LineProblem) {
    let start = offset
    var place = offset
    while true {
      guard place + Seal.keyTextCount < end, Base64.sixteen(of: bytes, at: place) != nil
      else {
        throw problem("\"salts\" is not keys of 16 bytes in base64", at: place)
      }
      place += Seal.keyTextCount
      if bytes[place] == UInt8(ascii: "\"") { break }
      guard bytes[place] == UInt8(ascii: " ") else {
        throw problem("between keys stands one blank", at: place)
      }
      place += 1
    }
    layout.salts = start..<place
    offset = place + 1
    if !has(bytes, Name.comma) { throw problem("expected ','") }
  }

  /// Checks `redacted` against the values, and `salts` against what is left of them.
  mutating func checkSeals(_ bytes: Span<UInt8>) throws(LineProblem) {
    guard layout.isRedacted else {
      if !layout.salts.isEmpty { try checkProof(bytes) }
      return
    }
    var place = layout.redacted.lowerBound
    var last = 0
    while true {
      let start = place
      var number = 0
      while place < layout.redacted.upperBound, isDigit(bytes[place]), number <= values.count {
        number = number * 10 + Int(bytes[place] - 0x30)
        place += 1
      }
      guard place > start, bytes[start] != UInt8(ascii: "0"), number > last,
        number <= values.count
      else {
        throw problem(
          "\"redacted\" is not places of sealable values, from 1 to \(values.count), ascending",
          at: start)
      }
      last = number
      values[number - 1].isDestroyed = true
      guard isSeal(bytes, values[number - 1].value) else {
        throw problem(
          "value \(number) is destroyed, and what stands there is no seal",
          at: values[number - 1].value.lowerBound)
      }
      if place == layout.redacted.upperBound { break }
      guard bytes[place] == UInt8(ascii: " ") else {
        throw problem("between places stands one blank", at: place)
      }
      place += 1
    }
    try checkKeyCount()
  }

  /// Checks the seals of a line as proofs write it: all values are sealed, or none is.
  private mutating func checkProof(_ bytes: Span<UInt8>) throws(LineProblem) {
    if layout.salts.count == Seal.keyTextCount {
      for index in values.indices {
        values[index].isDestroyed = true
        guard isSeal(bytes, values[index].value) else {
          throw problem(
            "what stands in the place of value \(index + 1) is no seal",
            at: values[index].value.lowerBound)
        }
      }
    }
    try checkKeyCount()
  }

  private func checkKeyCount() throws(LineProblem) {
    let keys = (layout.salts.count + 1) / (Seal.keyTextCount + 1)
    let standing = values.count { !$0.isDestroyed }
    if keys != standing + 1 {
      throw problem(
        "\"salts\" holds \(keys) keys; the line's own and those of \(standing) values are due",
        at: layout.salts.lowerBound)
    }
  }

  /// Whether 32 bytes in base64 stand there, in quotes.
  private func isSeal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == Digest.base64Count + 2, bytes[range.lowerBound] == UInt8(ascii: "\"")
    else { return false }
    let start = range.lowerBound + 1
    for index in start..<start + 43 where Base64.value(of: bytes[index]) == nil { return false }
    return Base64.value(of: bytes[start + 42]).map { $0 & 3 } == 0
      && bytes[start + 43] == UInt8(ascii: "=")
  }

  /// The leaf hash of the line that was scanned last. Complexity: O(bytes).
  mutating func leaf(_ bytes: Span<UInt8>) -> Digest {
    seal(bytes)
    return TreeHash.leaf(room.span.extracting(0..<sealedCount))
  }

  /// The sealed line, once `seal` or `leaf` has made it.
  var sealed: [UInt8] { Array(room[..<sealedCount]) }

  /// Makes the sealed line of the line that was scanned last.
  mutating func seal(_ bytes: Span<UInt8>) {
    takeKeys(bytes)
    let limit = layout.end - layout.start + (values.count + 2) * (Digest.base64Count + 2)
    if room.count < limit { room = [UInt8](repeating: 0, count: 2 * limit) }
    // What the closure needs, so that it does not take a copy of all of the scanner.
    let (layout, values, keys) = (layout, values, keys)
    sealedCount = unsafe room.withUnsafeMutableBufferPointer { room in
      var text = unsafe TextWriter(room)
      Self.writeSealed(bytes, layout, values, keys, to: &text)
      return text.count
    }
  }

  private static func writeSealed(
    _ bytes: Span<UInt8>, _ layout: LineLayout, _ values: [SealableValue], _ keys: [UInt8],
    to text: inout TextWriter
  ) {
    text.append(bytes, layout.start..<layout.start + LineTemplate.length)
    text.append(Name.salts)
    text.appendBase64(keys.span.extracting(0..<Seal.keyCount))
    var done = max(layout.salt.upperBound, layout.salts.upperBound)
    var key = Seal.keyCount
    // The attribute `redacted`, its comma included, has no part in the sealed line.
    let redacted = layout.redacted
    let start = redacted.lowerBound - Name.redacted.utf8CodeUnitCount
    var skipped = layout.isRedacted ? start..<redacted.upperBound + 1 : nil
    for value in values where !value.isDestroyed {
      text.append(bytes, done..<value.value.lowerBound, without: &skipped)
      text.append(
        inQuotes: Seal.digest(
          of: bytes.extracting(value.value), key: keys.span.extracting(key..<key + Seal.keyCount)))
      done = value.value.upperBound
      key += Seal.keyCount
    }
    text.append(bytes, done..<layout.end, without: &skipped)
  }

  /// Gathers the line's own key and those of the values that stand, in `keys`.
  private mutating func takeKeys(_ bytes: Span<UInt8>) {
    keys.removeLast(keys.count)
    if !layout.salt.isEmpty {
      salt.removeLast(salt.count)
      Base64.append(saltBits, to: &salt)
      let salt = salt
      Seal.appendKeys(of: salt.span, count: values.count + 1, to: &keys)
      return
    }
    var place = layout.salts.lowerBound
    while place < layout.salts.upperBound {
      if let key = Base64.sixteen(of: bytes, at: place) { Base64.append(key, to: &keys) }
      place += Seal.keyTextCount + 1
    }
  }
}
