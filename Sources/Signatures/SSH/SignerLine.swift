import Merkle

/// One line of allowed signers, read as OpenSSH reads it: PRINCIPALS [OPTIONS] KIND BASE64 [COMMENT].
struct SignerLine {
  private var rest: ArraySlice<UInt8>

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// A line without its LF. It ends at a NUL, as every string does there.
  init(_ line: ArraySlice<UInt8>) {
    rest = line.prefix { $0 != 0 }
  }

  /// What the line allows; `nil` for an empty line, a comment, and what no Ed25519 key can match.
  mutating func entry(line: Int) throws(SSHProblem) -> AllowedSigners.Entry? {
    rest = rest.drop(while: Self.isBlank)
    guard let first = rest.first, first != UInt8(ascii: "#"), !rest.allSatisfy(Self.isSpace) else {
      return nil
    }
    guard let principals = principals() else { throw .malformed("a quote is not closed") }
    guard !rest.isEmpty else {
      throw .malformed("a line has the form PRINCIPALS OPTIONS KIND BASE64")
    }
    var options = Options()
    if !Self.isKey(rest) {
      let text = try optionText()
      rest = rest.drop(while: Self.isBlank)
      options = try Options(text)
    }
    do throws(SSHProblem) {
      let key = try key()
      if options.isAuthority { return nil }
      let list = PatternList(principals)
      guard list.matchesAnything else {
        throw .malformed(
          "nobody is one of its principals, \(list.description.prefix(40)): ! forbids, and what "
            + "allows is missing")
      }
      return AllowedSigners.Entry(
        principals: list, namespaces: options.namespaces,
        validAfter: options.validAfter, validBefore: options.validBefore, publicKey: key,
        line: line)
    } catch {
      guard case .unsupportedKey = error else { throw error }
      return nil
    }
  }

  /// Takes the first word and the white space behind it; `nil` where a quote in it is not closed. A quote
  /// may open within the word, and what it holds ends the word.
  private mutating func principals() -> [UInt8]? {
    let start = rest.prefix { !Self.isSpace($0) && $0 != Self.quote }
    rest = rest.dropFirst(start.count)
    var word = Array(start)
    if rest.first == Self.quote {
      let quoted = rest.dropFirst().prefix { $0 != Self.quote }
      rest = rest.dropFirst(quoted.count + 1)
      if rest.isEmpty { return nil }
      word += quoted
    }
    rest = rest.dropFirst().drop(while: Self.isSpace)
    return word
  }

  /// Takes the options: all up to the first blank outside quotes.
  private mutating func optionText() throws(SSHProblem) -> [UInt8] {
    var isQuoted = false
    var place = rest.startIndex
    while place < rest.endIndex, isQuoted || !Self.isBlank(rest[place]) {
      if rest[place] == Self.backslash, place + 1 < rest.endIndex, rest[place + 1] == Self.quote {
        place += 1
      } else if rest[place] == Self.quote {
        isQuoted.toggle()
      }
      place += 1
    }
    guard place < rest.endIndex else {
      throw .malformed(isQuoted ? "a quote is not closed" : "a line ends with KIND and BASE64")
    }
    defer { rest = rest[place...] }
    return Array(rest[..<place])
  }

  /// Reads KIND and BASE64; white space other than blanks may stand in the base64, as a CR at its end.
  private func key() throws(SSHProblem) -> SSHPublicKey {
    let words = rest.split(maxSplits: 2, whereSeparator: Self.isBlank)
    guard rest.first.map({ !Self.isBlank($0) }) == true, words.count >= 2 else {
      throw .malformed("a line ends with KIND and BASE64")
    }
    let kind = String(decoding: words[0], as: UTF8.self)
    guard Self.isKey(rest) else { throw .malformed("\"\(kind)\" is not a kind of key") }
    let base64 = words[1].filter { !Self.isSpace($0) && $0 != 0x0B && $0 != 0x0C }
    return try SSHPublicKey(
      kind: kind, base64: String(decoding: base64, as: UTF8.self),
      comment: words.count == 3 ? String(decoding: words[2], as: UTF8.self) : "")
  }

  /// Whether a kind of key stands there, and not options.
  private static func isKey(_ bytes: ArraySlice<UInt8>) -> Bool {
    let word = bytes.prefix { !isBlank($0) }
    return ["ssh-", "ecdsa-", "sk-", "rsa-sha2-"].contains { word.starts(with: $0.utf8) }
  }

  fileprivate static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isSpace(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == 0x0A || byte == 0x0D
  }
}

extension SignerLine {
  /// `cert-authority`, `namespaces="…"`, `valid-after="…"`, `valid-before="…"`, with commas between, each
  /// of those with a value once.
  private struct Options {
    var isAuthority = false
    var namespaces: PatternList?
    var validAfter: Int64?
    var validBefore: Int64?

    init() {}

    init(_ text: [UInt8]) throws(SSHProblem) {
      var rest = text[...]
      while !rest.isEmpty {
        if Self.take("cert-authority", &rest) {
          isAuthority = true
        } else if Self.take("namespaces=", &rest) {
          guard namespaces == nil else { throw .malformed("namespaces stands there twice") }
          namespaces = PatternList(try Self.value(&rest))
        } else if Self.take("valid-after=", &rest) {
          guard validAfter == nil else { throw .malformed("valid-after stands there twice") }
          validAfter = try Self.time(&rest)
        } else if Self.take("valid-before=", &rest) {
          guard validBefore == nil else { throw .malformed("valid-before stands there twice") }
          validBefore = try Self.time(&rest)
        }
        // Between two commas nothing need stand; behind the last one something must.
        guard let next = rest.first else { break }
        guard next == UInt8(ascii: ",") else {
          throw .malformed(
            "the option \(String(decoding: rest.prefix(40), as: UTF8.self)) is not known")
        }
        rest = rest.dropFirst()
        if rest.isEmpty { throw .malformed("the options end with a comma") }
      }
      if let validAfter, let validBefore, validBefore <= validAfter {
        throw .malformed("valid-before does not come after valid-after")
      }
    }

    /// Takes a word in small or capital letters.
    private static func take(_ word: StaticString, _ rest: inout ArraySlice<UInt8>) -> Bool {
      let wanted = Array("\(word)".utf8)
      let found = rest.prefix(wanted.count)
      let isSame =
        found.count == wanted.count
        && zip(found, wanted).allSatisfy { byte, small in
          byte == small || (0x41...0x5A).contains(byte) && byte + 0x20 == small
        }
      if isSame { rest = rest.dropFirst(wanted.count) }
      return isSame
    }

    /// Takes a value in its quotes; `\"` is a quote in it.
    private static func value(_ rest: inout ArraySlice<UInt8>) throws(SSHProblem) -> [UInt8] {
      guard rest.first == SignerLine.quote else {
        throw .malformed("the value of an option stands in quotes")
      }
      rest = rest.dropFirst()
      var value: [UInt8] = []
      while let byte = rest.popFirst() {
        if byte == SignerLine.quote { return value }
        if byte == SignerLine.backslash, rest.first == SignerLine.quote {
          value.append(SignerLine.quote)
          rest = rest.dropFirst()
        } else {
          value.append(byte)
        }
      }
      throw .malformed("a quote is not closed")
    }

    /// Takes a time in its quotes.
    private static func time(_ rest: inout ArraySlice<UInt8>) throws(SSHProblem) -> Int64 {
      let text = try value(&rest)
      guard let second = SignerTime.second(text), second > 0 else {
        throw .malformed(
          "\"\(String(decoding: text.prefix(40), as: UTF8.self))\" is not a time: write YYYYMMDD, "
            + "YYYYMMDDHHMM or YYYYMMDDHHMMSS, and Z behind it")
      }
      return second
    }
  }
}
