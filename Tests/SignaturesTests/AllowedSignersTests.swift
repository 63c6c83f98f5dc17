import Merkle
import Signatures
import Testing

@Suite struct AllowedSignersTests {
  let key = SSHSignatureTests.publicKey

  func signers(_ text: String) throws -> AllowedSigners {
    try AllowedSigners(parsing: Array(text.utf8))
  }

  /// Why a line is skipped.
  func problem(_ text: String) throws -> String {
    let list = try signers(text)
    return list.skipped.first.map { "\($0)" } ?? "accepted"
  }

  @Test func aSignerIsFoundByKeyNamespaceAndPrincipal() throws {
    let signature = try SSHSignature(armored: SSHSignatureTests.sha512)
    let list = try signers(
      """
      # who may sign

      boris@example.com namespaces="file,git*" \(key)
      *@example.com,!eve@* namespaces="custody-*,!custody-x"\t\(key)
      """ + "\n")
    #expect(list.entries.map(\.line) == [3, 4])
    #expect(list.entry(for: signature, at: 0)?.line == 4)
    #expect(list.entry(for: signature, principal: "anna@example.com", at: 0)?.line == 4)
    #expect(list.entry(for: signature, principal: "eve@example.com", at: 0) == nil)
    #expect(list.entry(for: signature, principal: "anna@example.org", at: 0) == nil)
    #expect(list.entries[1].principals.description == "*@example.com,!eve@*")
    let other = SSHSignature(
      publicKey: NoteTests.key("x", 1).verifierKey.publicKey, namespace: "custody-checkpoint",
      signature: [])
    #expect(list.entry(for: other, at: 0) == nil)
  }

  @Test func linesThatCannotMatchAreLeftOut() throws {
    let list = try signers(
      """
      a cert-authority \(key)
      a ssh-rsa AAAA
      a sk-ssh-ed25519@openssh.com AAAA
      "a b" \(key)
      """ + "\n")
    #expect(list.entries.map(\.line) == [4])
    #expect(list.entries[0].principals.matches("a b"))
  }

  @Test(arguments: [
    ("*", "", true), ("*", "abc", true), ("a*c", "abbc", true), ("a*c", "abcb", false),
    ("?", "", false), ("?", "x", true), ("a**b", "ab", true), ("*a*b*", "xxaxxbxx", true),
    ("a,b", "b", true), ("a,!b", "b", false), ("!b", "a", false), ("a.c", "abc", false),
    ("*a*a*a*a*a*a*a*b", String(repeating: "a", count: 300), false),
  ])
  func patterns(pattern: String, text: String, isMatch: Bool) throws {
    let list = try signers("\(pattern) \(key)\n")
    #expect((list.entries.first?.principals.matches(text) ?? false) == isMatch)
  }

  @Test(arguments: [
    ("!anna", false), ("!anna,!boris", false), ("!*", false), ("!,!anna", false), ("\"\"", false),
    ("anna,!anna", false), ("!a*,anna", false), ("*,!*", false), ("?x,!*x", false),
    ("anna", true), ("!boris,anna", true), ("*,!anna", true), ("!?,*", true), ("!anna,?nna", true),
    ("!?*,*", true), ("*z*,!*a*", true), ("boris,anna,!anna", true),
  ])
  func aLineThatNobodyIsNamedByAllowsNobody(principals: String, isAnybody: Bool) throws {
    let list = try signers("\(principals) \(key)\n")
    let signature = try SSHSignature(armored: SSHSignatureTests.sha512)
    #expect((list.entry(for: signature, at: 0) != nil) == isAnybody)
    #expect(list.skipped.isEmpty == isAnybody)
    if !isAnybody {
      #expect(
        try problem("\(principals) \(key)").hasPrefix("line 1: nobody is one of its principals"))
    }
  }

  @Test func aLineThatIsMalformedIsSkippedAndTheOthersCount() throws {
    #expect(try problem("") == "accepted")
    #expect(try problem("a \(key)\n") == "accepted")
    #expect(try problem("a \(key)") == "accepted")
    let form = "a line has the form PRINCIPALS OPTIONS KIND BASE64"
    let end = "a line ends with KIND and BASE64"
    for (line, message) in [
      ("a", form), ("a ", form), ("\"a \(key)", "a quote is not closed"),
      ("a namespaces=\"x \(key)", "a quote is not closed"),
      ("a namespaces=x \(key)", "the value of an option stands in quotes"),
      ("a namespaces=\"x\"", end), ("a namespaces=\"x\" ", end),
      ("a namespaces=\"x\",namespaces=\"x\" \(key)", "namespaces stands there twice"),
      ("a cert-authority, \(key)", "the options end with a comma"),
      ("a no-touch \(key)", "the option no-touch is not known"),
      ("a namespaces=\"x\"y \(key)", "the option y is not known"),
      ("a valid-after=\"2026\" \(key)", SignerLineMessages.time("2026")),
      ("a valid-after=\"19700101Z\" \(key)", SignerLineMessages.time("19700101Z")),
      (
        "a valid-after=\"20260102\",valid-before=\"20260101\" \(key)",
        "valid-before does not come after valid-after"
      ),
      ("a ssh-ed25519 AAA", "the second part of a public key is not base64"),
      ("a cert-authority x AAA", "\"x\" is not a kind of key"),
    ] {
      let list = try signers("\n\(line)\nb \(key)\n")
      #expect(list.skipped.map { "\($0)" } == ["line 2: \(message)"])
      #expect(list.entries.map(\.line) == [3], "\(line)")
    }
    #expect(throws: TextProblem(line: 1, "1048577 bytes, and at most 1048576 are read")) {
      try AllowedSigners(parsing: [UInt8](repeating: 0x0A, count: 1 << 20 | 1))
    }
  }

  @Test(arguments: [
    ("20260101", 1_767_225_600), ("20260101Z", 1_767_225_600), ("20260101utc", 1_767_225_600),
    ("202601010203", 1_767_232_980), ("20260101020304Z", 1_767_232_984),
    ("20240229", 1_709_164_800), ("20260230", 1_772_409_600), ("19700102", 86_400),
    ("99991231235959", 253_402_300_799),
  ])
  func validityIsUTC(text: String, second: Int64) throws {
    let signature = try SSHSignature(armored: SSHSignatureTests.sha512)
    let after = try signers("a valid-after=\"\(text)\" \(key)\n")
    #expect(after.entry(for: signature, at: second - 1) == nil)
    #expect(after.entry(for: signature, at: second) != nil)
    let before = try signers("a valid-before=\"\(text)\" \(key)\n")
    #expect(before.entry(for: signature, at: second) != nil)
    #expect(before.entry(for: signature, at: second + 1) == nil)
  }
}

private enum SignerLineMessages {
  static func time(_ text: String) -> String {
    "\"\(text)\" is not a time: write YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, and Z behind it"
  }
}
