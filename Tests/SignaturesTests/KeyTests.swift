import Merkle
import Signatures
import Testing

/// The key of the example in golang.org/x/mod/sumdb/note, which signs it.
let neumannSecret =
  "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
let neumannKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

@Suite struct KeyTests {
  func problem(verifier text: String) -> String {
    do throws(KeyProblem) {
      _ = try VerifierKey(parsing: text)
      return "accepted"
    } catch { return "\(error)" }
  }

  func problem(signer text: String) -> String {
    do throws(KeyProblem) {
      _ = try SignerKey(parsing: text)
      return "accepted"
    } catch { return "\(error)" }
  }

  @Test func aKeyComesBackFromItsText() throws {
    let verifier = try VerifierKey(parsing: neumannKey)
    #expect(verifier.text == neumannKey)
    #expect(verifier.name.text == "PeterNeumann")
    #expect(verifier.id.description == "c74f20a3")
    let signer = try SignerKey(parsing: neumannSecret + "\n")
    #expect(signer.secretText == neumannSecret)
    #expect(signer.verifierKey == verifier)
    #expect(SignerKey(name: verifier.name, seed: [1, 2]) == nil)
  }

  @Test func aSignerKeyNeverShowsItsSecret() throws {
    let signer = try SignerKey(parsing: neumannSecret)
    var shown = ""
    dump(signer, to: &shown)
    shown += "\(signer) \(String(reflecting: signer))"
    #expect(!shown.contains("AYEKFALVFGyNhPJEMzD1QIDr"))
    // The seed begins with 129, 10, 20; a dump writes each number in a line of its own.
    let numbers = shown.split(separator: "\n").map { $0.drop { !$0.isNumber } }
    #expect(!numbers.joined(separator: ", ").contains("129, 10, 20"))
    #expect(numbers.joined(separator: ", ").contains("26, 92, 217"))
    #expect(shown.contains("c74f20a3"))
  }

  @Test func eachProblemOfAVerifierKeyIsNamed() {
    #expect(problem(verifier: neumannKey) == "accepted")
    let form = "a verifier key has the form NAME+ID+BASE64"
    #expect(problem(verifier: "") == form)
    #expect(problem(verifier: "name+c74f20a3") == form)
    let name =
      "the name of a verifier key is 1 to 256 bytes without spaces or control characters"
    #expect(problem(verifier: neumannKey.replacing("Peter", with: "Peter ")) == name)
    #expect(problem(verifier: neumannKey.replacing("Peter", with: "Peter\u{2003}")) == name)
    #expect(problem(verifier: String(neumannKey.dropFirst(12))) == name)
    let id = "the id of a verifier key is eight lower-case hexadecimal digits"
    #expect(problem(verifier: neumannKey.replacing("c74f", with: "C74F")) == id)
    #expect(problem(verifier: neumannKey.replacing("c74f", with: "+74f")) == id)
    #expect(problem(verifier: neumannKey.replacing("c74f20a3", with: "c74f20a")) == id)
    #expect(problem(verifier: neumannKey + "=") == "the last part of a verifier key is not base64")
    #expect(problem(verifier: "a+00000000+") == "the key is empty")
    #expect(
      problem(verifier: neumannKey.replacing("+AR", with: "+Bh"))
        == "keys of kind 0x06 are not supported, only 0x01 and 0x04 (Ed25519)")
    #expect(
      problem(verifier: "a+00000000+AQ==") == "an Ed25519 key has 32 bytes, and here are 0")
    #expect(
      problem(verifier: neumannKey.replacing("Peter", with: "peter"))
        == "the key says that its id is c74f20a3, but name and key have c469718d")
    #expect(
      problem(verifier: String(repeating: "x", count: 2000))
        == "a verifier key has at most 1024 bytes, and here are 2000")
  }

  @Test func eachProblemOfASignerKeyIsNamedAndQuotesNothing() {
    #expect(problem(signer: neumannKey) == "a signer key begins with PRIVATE+KEY+")
    #expect(
      problem(signer: neumannSecret + "\n\n") == "the last part of a signer key is not base64")
    #expect(
      problem(signer: neumannSecret.replacing("Peter", with: "peter")).hasPrefix(
        "the key says that its id is c74f20a3, but name and key have "))
    #expect(
      problem(signer: "PRIVATE+KEY+a+00000000+AQ==")
        == "an Ed25519 key has 32 bytes, and here are 0")
    #expect(
      problem(signer: neumannSecret.replacing("+AYEK", with: "+AoEK"))
        == "keys of kind 0x02 are not supported, only 0x01 (Ed25519)")
  }

  @Test func aFileOfKeysNamesTheLineOfAProblem() throws {
    let text = "# who signs\n\n\(neumannKey)\n"
    #expect(try VerifierKey.list(parsing: Array(text.utf8)).map(\.text) == [neumannKey])
    #expect(throws: TextProblem(line: 1, "there is no verifier key in this text")) {
      try VerifierKey.list(parsing: Array("# nobody\n".utf8))
    }
    #expect(throws: TextProblem(line: 4, "a verifier key has the form NAME+ID+BASE64")) {
      try VerifierKey.list(parsing: Array((text + "key\n").utf8))
    }
  }
}
