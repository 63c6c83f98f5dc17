public import Merkle

/// Who may sign, as `ssh-keygen -Y verify` reads it: the ALLOWED SIGNERS of ssh-keygen(1), in part.
///
///     # who                    for what                           key
///     anna@example.com         ssh-ed25519 AAAAC3Nz…
///     *@example.com,!x@example.com namespaces="custody-checkpoint" ssh-ed25519 AAAAC3Nz… comment
///
/// Patterns know `*`, `?` and a leading `!`. Lines with keys of other kinds than ssh-ed25519 and those
/// of certificate authorities match nothing here. The options that limit a key in time are refused:
/// they must not be passed over, and there is no trusted time to hold against them.
public struct AllowedSigners: Sendable {
  /// How many bytes are read at most.
  public static var byteLimit: Int { 1 << 20 }

  /// One line that can match.
  public struct Entry: Hashable, Sendable {
    /// The patterns of those who may sign with the key.
    public let principals: PatternList
    /// The patterns of the purposes for which they may; `nil`: for all.
    public let namespaces: PatternList?
    /// The key.
    public let publicKey: SSHPublicKey
    /// The line, counted from 1.
    public let line: Int
  }

  /// The lines that can match, in order.
  public let entries: [Entry]

  /// The line by which the signer of a signature may sign for its namespace; `nil` when there is none.
  ///
  /// With a principal, only a line whose patterns it matches. The signature itself is not verified here.
  public func entry(for signature: SSHSignature, principal: String? = nil) -> Entry? {
    entries.first { entry in
      entry.publicKey.key == signature.publicKey.key
        && (entry.namespaces?.matches(signature.namespace) ?? true)
        && (principal.map { entry.principals.matches($0) } ?? true)
    }
  }

  /// Reads a file of allowed signers; throws a `TextProblem` that names the line.
  public init(parsing bytes: [UInt8]) throws(TextProblem) {
    // Tabs part words, as in OpenSSH.
    let spaced = bytes.map { $0 == 0x09 ? 0x20 : $0 }
    var entries: [Entry] = []
    for (index, line) in try StrictLines(spaced, byteLimit: Self.byteLimit).lines.enumerated() {
      let words = line.utf8.drop { $0 == 0x20 }
      if words.isEmpty || words.first == UInt8(ascii: "#") { continue }
      do throws(SSHProblem) {
        if let entry = try Entry(parsing: Array(words), line: index + 1) { entries.append(entry) }
      } catch { throw TextProblem(line: index + 1, "\(error)") }
    }
    self.entries = entries
  }
}

extension AllowedSigners.Entry {
  /// Reads a line that is neither empty nor a comment; `nil` when it cannot match an Ed25519 key.
  init?(parsing words: [UInt8], line: Int) throws(SSHProblem) {
    var rest = words[...]
    let principals = try Self.word(&rest)
    guard let list = PatternList(principals), !rest.isEmpty else {
      throw .malformed("a line has the form PRINCIPALS OPTIONS KIND BASE64")
    }
    var namespaces: PatternList?
    var isAuthority = false
    let kinds = ["ssh-", "ecdsa-", "sk-"]
    if !kinds.contains(where: { rest.starts(with: $0.utf8) }) {
      for option in try Self.options(&rest) {
        let name = option.name.lowercased()
        switch (name, option.value) {
        case ("cert-authority", nil): isAuthority = true
        case ("namespaces", let value?):
          guard let list = PatternList(value) else { throw .malformed("namespaces is empty") }
          namespaces = list
        case ("valid-after", _), ("valid-before", _):
          throw .malformed(
            "the option \(name) is not supported here; verify with ssh-keygen -Y verify")
        default: throw .malformed("the option \(option.name) is not known")
        }
      }
    }
    do throws(SSHProblem) {
      publicKey = try SSHPublicKey(parsing: String(decoding: rest, as: UTF8.self))
    } catch {
      if case .unsupportedKey(let kind) = error,
        kinds.contains(where: { kind.utf8.starts(with: $0.utf8) })
      {
        return nil
      }
      throw error
    }
    if isAuthority { return nil }
    self.principals = list
    self.namespaces = namespaces
    self.line = line
  }

  /// Takes the next word, with or without quotes around it, and the spaces after it.
  private static func word(_ rest: inout ArraySlice<UInt8>) throws(SSHProblem) -> String {
    var word: ArraySlice<UInt8>
    if rest.first == UInt8(ascii: "\"") {
      rest = rest.dropFirst()
      word = rest.prefix { $0 != UInt8(ascii: "\"") }
      rest = rest.dropFirst(word.count)
      guard rest.first == UInt8(ascii: "\"") else { throw .malformed("a quote is not closed") }
      rest = rest.dropFirst()
    } else {
      word = rest.prefix { $0 != 0x20 }
      rest = rest.dropFirst(word.count)
    }
    rest = rest.drop { $0 == 0x20 }
    return String(decoding: word, as: UTF8.self)
  }

  /// Takes the options, parted by commas, each a name or `name="value"`, and the spaces after them.
  private static func options(
    _ rest: inout ArraySlice<UInt8>
  ) throws(SSHProblem) -> [(name: String, value: String?)] {
    var options: [(name: String, value: String?)] = []
    while let first = rest.first, first != 0x20 {
      let name = rest.prefix { ![0x20, UInt8(ascii: ","), UInt8(ascii: "=")].contains($0) }
      rest = rest.dropFirst(name.count)
      var value: String?
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst()
        guard rest.first == UInt8(ascii: "\"") else {
          throw .malformed("the value of an option stands in quotes")
        }
        rest = rest.dropFirst()
        let text = rest.prefix { $0 != UInt8(ascii: "\"") }
        rest = rest.dropFirst(text.count)
        guard rest.first == UInt8(ascii: "\"") else { throw .malformed("a quote is not closed") }
        rest = rest.dropFirst()
        value = String(decoding: text, as: UTF8.self)
      }
      options.append((String(decoding: name, as: UTF8.self), value))
      guard rest.first == UInt8(ascii: ",") else { break }
      rest = rest.dropFirst()
    }
    guard rest.first == 0x20 else { throw .malformed("a line ends with KIND and BASE64") }
    rest = rest.drop { $0 == 0x20 }
    return options
  }
}
