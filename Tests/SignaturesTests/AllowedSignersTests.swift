import Merkle
import Signatures
import Testing

@Suite struct AllowedSignersTests {
  let key = SSHSignatureTests.publicKey

  func signers(_ text: String) throws -> AllowedSigners {
    try AllowedSigners(parsing: Array(text.utf8))
  }

  func problem(_ text: String) -> String {
    do throws(TextProblem) {
      _ = try AllowedSigners(parsing: Array(text.utf8))
      return "accepted"
    } catch { return "\(error)" }
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
    #expect(list.entry(for: signature)?.line == 4)
    #expect(list.entry(for: signature, principal: "anna@example.com")?.line == 4)
    #expect(list.entry(for: signature, principal: "eve@example.com") == nil)
    #expect(list.entry(for: signature, principal: "anna@example.org") == nil)
    #expect(list.entries[1].principals.description == "*@example.com,!eve@*")
    let other = SSHSignature(
      publicKey: NoteTests.key("x", 1).verifierKey.publicKey, namespace: "custody-checkpoint",
      signature: [])
    #expect(list.entry(for: other) == nil)
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
    #expect(list.entries[0].principals.matches(text) == isMatch)
  }

  @Test func eachProblemNamesItsLine() {
    #expect(problem("") == "accepted")
    #expect(problem("a \(key)\n") == "accepted")
    let form = "a line has the form PRINCIPALS OPTIONS KIND BASE64"
    #expect(problem("\na\n") == "line 2: \(form)")
    #expect(problem("a,,b \(key)\n") == "line 1: \(form)")
    #expect(problem("\"a \(key)\n") == "line 1: a quote is not closed")
    #expect(problem("a namespaces=\"x \(key)\n") == "line 1: a quote is not closed")
    #expect(problem("a namespaces=\"\" \(key)\n") == "line 1: namespaces is empty")
    #expect(
      problem("a namespaces=x \(key)\n") == "line 1: the value of an option stands in quotes")
    #expect(problem("a namespaces=\"x\"\n") == "line 1: a line ends with KIND and BASE64")
    #expect(problem("a no-touch \(key)\n") == "line 1: the option no-touch is not known")
    #expect(
      problem("a valid-after=\"20260101\" \(key)\n")
        == "line 1: the option valid-after is not supported here; verify with ssh-keygen -Y verify")
    #expect(
      problem("a ssh-ed25519 AAA\n") == "line 1: the second part of a public key is not base64")
    #expect(problem("a \(key)") == "line 1: the last line has no LF at its end")
  }
}
