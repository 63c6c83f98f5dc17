import Merkle
import Ownership

/// What a redaction makes of a line (FORMAT section 8). Its leaf stays what it was.
///
///     before  …,"salt":"SALT","id":…,EXTRAS,"more":true,"data":{…,"note":"Anna called"}}
///     after   …,"salts":"K0 K1 …","id":…,EXTRAS,"more":true,"redacted":"3","data":{…,"note":"SEAL"}}
struct LineRedaction {
  /// The names of all values that are destroyed now, in the order of the line.
  let names: [String]
  /// The line that takes its place, without LF.
  let line: [UInt8]

  /// - Parameters:
  ///   - line: the line as it stands, which may have been written anew already.
  ///   - names: what to destroy; names of nothing sealable on the line name nothing.
  /// - Returns: `nil` where it is no line, or nothing more is destroyed.
  init?(_ line: [UInt8], destroying names: [String]) {
    var scanner = LineScanner()
    guard let layout = try? scanner.scan(line.span, 0..<line.count) else { return nil }
    scanner.seal(line.span)
    let keys = scanner.keys
    var text: [UInt8] = []
    Base64.append(keys[..<Seal.keyCount], to: &text)
    var places: [String] = []
    var all: [String] = []
    var replaced: [(value: Range<Int>, seal: Digest)] = []
    var place = Seal.keyCount
    for (index, value) in scanner.values.enumerated() {
      let name = scanner.name(of: value, line.span)
      let key = place..<place + Seal.keyCount
      if !value.isDestroyed { place = key.upperBound }
      guard value.isDestroyed || names.contains(where: { $0.hasSameBytes(as: name) }) else {
        text.append(UInt8(ascii: " "))
        Base64.append(keys[key], to: &text)
        continue
      }
      places.append(String(index + 1))
      all.append(name)
      if value.isDestroyed { continue }
      replaced.append(
        (
          value.value,
          Seal.digest(of: line.span.extracting(value.value), key: keys.span.extracting(key))
        ))
    }
    if replaced.isEmpty { return nil }
    self.names = all
    var result = Array(line[layout.start..<layout.start + LineTemplate.length])
    result.append(LineScanner.Name.salts)
    result += text
    // What stands between the salts and `data`, and `data`: in the latter `redacted` has no part.
    let behindSalts = max(layout.salt.upperBound, layout.salts.upperBound)
    let beforeRedacted =
      layout.isRedacted
      ? layout.redacted.lowerBound - LineScanner.Name.redacted.utf8CodeUnitCount
      : layout.data.isEmpty
        ? layout.end - 1 : layout.data.lowerBound - LineScanner.Name.data.utf8CodeUnitCount
    let behindRedacted = layout.isRedacted ? layout.redacted.upperBound + 1 : beforeRedacted
    Self.copy(behindSalts..<beforeRedacted, of: line, replaced, to: &result)
    result.append(LineScanner.Name.redacted)
    result += "\(places.joined(separator: " "))\"".utf8
    Self.copy(behindRedacted..<layout.end, of: line, replaced, to: &result)
    self.line = result
  }

  private static func copy(
    _ range: Range<Int>, of line: [UInt8], _ replaced: [(value: Range<Int>, seal: Digest)],
    to result: inout [UInt8]
  ) {
    var done = range.lowerBound
    for (value, seal) in replaced where range.contains(value.lowerBound) {
      result += line[done..<value.lowerBound]
      result.append(UInt8(ascii: "\""))
      seal.appendBase64(to: &result)
      result.append(UInt8(ascii: "\""))
      done = value.upperBound
    }
    result += line[done..<range.upperBound]
  }
}

extension LineScanner {
  /// A value of the line that was scanned last, as `entry.redacted` names it.
  func name(of value: SealableValue, _ bytes: Span<UInt8>) -> String {
    switch value.place {
    case .extra: String(copying: bytes, value.name)
    case .field: Redaction.name(ofField: unescaped(String(copying: bytes, value.name)))
    case .whole: Redaction.wholeData
    }
  }

  /// What the producer of the line that was scanned last set and is left: head, middle, which values are
  /// destroyed, and `data`, with nothing in the place of a destroyed value.
  func withoutSeals(_ bytes: Span<UInt8>, _ layout: LineLayout) -> [UInt8] {
    var left = Array(copying: bytes, layout.head)
    var done = layout.middle.lowerBound
    for value in values where value.isDestroyed {
      if value.place != .extra, done < layout.data.lowerBound {
        left.append(bytes, done..<layout.middle.upperBound)
        left.append(bytes, layout.redacted)
        done = layout.data.lowerBound
      }
      left.append(bytes, done..<value.value.lowerBound)
      done = value.value.upperBound
    }
    if done < layout.middle.upperBound {
      left.append(bytes, done..<layout.middle.upperBound)
      left.append(bytes, layout.redacted)
      done = layout.data.lowerBound
    }
    if done < layout.data.upperBound { left.append(bytes, done..<layout.data.upperBound) }
    return left
  }

  /// The fields of `data` that are destroyed on the line that was scanned last.
  func destroyedFields(_ bytes: Span<UInt8>) -> [String] {
    guard layout.isRedacted else { return [] }
    return values.compactMap { value in
      value.isDestroyed && value.place == .field
        ? unescaped(String(copying: bytes, value.name)) : nil
    }
  }

  /// All that a redaction can name on the line that was scanned last, and what of it is destroyed.
  func sealableNames(_ bytes: Span<UInt8>) -> [(name: String, isDestroyed: Bool)] {
    values.map { (name(of: $0, bytes), $0.isDestroyed) }
  }

  /// What a redaction destroys unless told otherwise: extras, text that people wrote freely, and what the
  /// vocabulary does not name. Who decided (`by`) is none of it.
  func freeText(_ bytes: Span<UInt8>) -> [String] {
    let known =
      layout.kind?.allFields ?? EventKind.commonFields
    return values.compactMap { value in
      if value.isDestroyed { return nil }
      guard value.place == .field else { return name(of: value, bytes) }
      let field = unescaped(String(copying: bytes, value.name))
      let isNamed = known.contains { $0.name.hasSameBytes(as: field) }
      return isNamed && !Redaction.freeText.contains(field) ? nil : name(of: value, bytes)
    }
  }
}
