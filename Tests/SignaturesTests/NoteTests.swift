import Merkle
import Signatures
import Testing

@Suite struct NoteTests {
  static let hasVectors = SharedVectors.isPresent("signed-note")
  static let text = "custody\n\nwith an empty line\n"

  static func key(_ name: String, _ seed: UInt8) -> SignerKey {
    SignerKey(name: KeyName(name)!, seed: [UInt8](repeating: seed, count: 32))!
  }

  func parsingProblem(_ text: String) -> String {
    do throws(TextProblem) {
      _ = try SignedNote(parsing: Array(text.utf8))
      return "accepted"
    } catch { return "\(error)" }
  }

  @Test(
    .enabled(if: hasVectors, "the published vectors are not beside the project"),
    arguments: [("c2sp-example", "c2sp-example", 0), ("xmod-two-sigs", "xmod", 1)])
  func publishedNotes(note file: String, key keyFile: String, unknown: Int) throws {
    let bytes = try SharedVectors.bytes("signed-note/\(file).note")
    let note = try SignedNote(parsing: bytes)
    #expect(note.bytes == bytes)
    let keys = try VerifierKey.list(parsing: SharedVectors.bytes("signed-note/\(keyFile).vkey"))
    let verdict = try note.verified(by: keys)
    #expect(verdict.signers == keys)
    #expect(verdict.unknown.count == unknown)
  }

  @Test(.enabled(if: hasVectors, "the published vectors are not beside the project"))
  func thePublishedKeySignsThePublishedNote() throws {
    let published = try SignedNote(parsing: SharedVectors.bytes("signed-note/xmod-two-sigs.note"))
    let key = try SignerKey(parsing: neumannSecret)
    #expect(key.signature(of: published.text) == published.signatures[0])
    let enoch = try VerifierKey(
      parsing: "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")
    let verdict = try published.verified(by: [enoch, key.verifierKey])
    #expect(verdict.signers == [key.verifierKey, enoch])
    #expect(verdict.unknown.isEmpty)
  }

  @Test func aNoteIsSignedReadAndVerified() throws {
    let (anna, boris) = (Self.key("anna", 1), Self.key("example.com/борис", 2))
    let note = try SignedNote(text: Self.text).signed(by: anna).signed(by: boris)
    let read = try SignedNote(parsing: note.bytes)
    #expect(read == note)
    #expect(read.text == Self.text)
    #expect(try read.verified(by: [boris.verifierKey]).signers == [boris.verifierKey])
    #expect(try read.verified(by: [boris.verifierKey]).unknown.map(\.name.text) == ["anna"])
    // Signing again takes the place of the older signature.
    #expect(try note.signed(by: anna).signatures.map(\.name.text) == ["example.com/борис", "anna"])
  }

  @Test func aKeyWithTheSameNameAndAnotherIdIsUnknown() throws {
    let note = try SignedNote(text: Self.text).signed(by: Self.key("anna", 1))
    let other = Self.key("anna", 2).verifierKey
    #expect(throws: NoteProblem.noKnownSignature(["anna+\(note.signatures[0].id)"])) {
      try note.verified(by: [other])
    }
  }

  @Test func aSignatureUnderAnotherNameIsUnknown() throws {
    let key = Self.key("anna", 1)
    let signature = key.signature(of: Self.text)
    let renamed = NoteSignature(
      name: try #require(KeyName("boris")), id: signature.id, bytes: signature.bytes)
    let note = try SignedNote(text: Self.text, signatures: [renamed])
    #expect(throws: NoteProblem.noKnownSignature(["boris+\(signature.id)"])) {
      try note.verified(by: [key.verifierKey])
    }
  }

  /// Ids have 32 bits: these two keys were found among 60,000.
  @Test func twoKeysWithOneNameAndIdAreToldOf() throws {
    let name = try #require(KeyName("anna"))
    let keys = try [7875, 58344].map { number in
      let bytes = [0, 8].map { UInt8(truncatingIfNeeded: number >> $0) }
      return try #require(SignerKey(name: name, seed: bytes + [UInt8](repeating: 0, count: 30)))
    }
    let (first, second) = (keys[0].verifierKey, keys[1].verifierKey)
    #expect(first != second && first.id == second.id && "\(first.id)" == "7d3566d8")
    let note = try SignedNote(text: Self.text).signed(by: keys[0])
    #expect(throws: NoteProblem.ambiguousKey(name, first.id)) {
      try note.verified(by: [first, second])
    }
    // The same key given twice is one key.
    #expect(try note.verified(by: [first, first]).signers == [first])
    #expect(throws: NoteProblem.invalidSignature(name, first.id)) {
      try note.verified(by: [second])
    }
  }

  @Test func aKnownKeysFalseSignatureSpoilsTheNote() throws {
    let (anna, boris) = (Self.key("anna", 1), Self.key("boris", 2))
    let note = try SignedNote(text: Self.text).signed(by: anna).signed(by: boris)
    let changed = try SignedNote(text: "other\n", signatures: note.signatures)
    let forged = try SignedNote(
      text: Self.text,
      signatures: [note.signatures[0], boris.signature(of: "other\n")])
    // A second signature under the same key is verified as well, not passed over.
    let doubled = try SignedNote(
      text: Self.text, signatures: [note.signatures[0], anna.signature(of: "other\n")])
    let keys = [anna.verifierKey, boris.verifierKey]
    for (bad, key) in [(changed, anna), (forged, boris), (doubled, anna)] {
      #expect(throws: NoteProblem.invalidSignature(key.name, key.verifierKey.id)) {
        try bad.verified(by: keys)
      }
    }
    #expect(try forged.verified(by: [anna.verifierKey]).signers == [anna.verifierKey])
  }

  @Test func problemsOfVerificationSayWhatIsWrong() throws {
    let key = Self.key("anna", 1).verifierKey
    #expect(
      "\(NoteProblem.invalidSignature(key.name, key.id))"
        == "the signature by anna+\(key.id) is not valid: the text or the signature was changed")
    #expect("\(NoteProblem.noKnownSignature([]))" == "there is no signature")
    #expect(
      "\(NoteProblem.noKnownSignature(["a+1", "b+2"]))"
        == "no signature is by a key that was given; those there name a+1, b+2")
    #expect(
      "\(NoteProblem.ambiguousKey(key.name, key.id))"
        == "two different keys are named anna+\(key.id); give only one of them")
    #expect(throws: NoteProblem.noKnownSignature([])) {
      try SignedNote(text: Self.text).verified(by: [key])
    }
  }

  @Test func eachProblemOfANotesFormNamesItsLine() {
    let line = "\u{2014} anna AAAAAQA=\n"
    #expect(parsingProblem("text\n\n\(line)") == "accepted")
    let blank = "a note has an empty line between its text and its signatures"
    #expect(parsingProblem("") == "line 1: \(blank)")
    #expect(parsingProblem("text\n\(line)") == "line 2: \(blank)")
    #expect(parsingProblem("\n\(line)") == "line 1: the text of a note is empty")
    #expect(parsingProblem("text\n\n") == "line 2: no signature follows the empty line")
    #expect(
      parsingProblem("text\n\n- anna AAAAAQA=\n")
        == "line 3: a signature line begins with an em dash and a space")
    let form = "a signature line is an em dash, the key's name and base64"
    for bad in ["anna", "an+na AAAAAQA=", " AAAAAQA=", "anna AAAAAQA= ", "anna  AAAAAQA="] {
      #expect(parsingProblem("text\n\n\u{2014} \(bad)\n") == "line 3: \(form)", "\(bad)")
    }
    let base64 = "a signature is base64 of the key's id (4 bytes) and the signature"
    for bad in ["AAAAAQ==", "", "AAAAAQA", "AAAAAQB=", "AAAAAQA=="] {
      #expect(parsingProblem("text\n\n\u{2014} anna \(bad)\n") == "line 3: \(base64)", "\(bad)")
    }
    #expect(
      parsingProblem("text\n\n\u{2014} anna \(String(repeating: "A", count: 12_000))\n")
        == "line 3: a signature has at most 8192 bytes")
    #expect(
      parsingProblem("text\n\n" + String(repeating: line, count: 101))
        == "line 103: a note has at most 100 signatures")
    #expect(parsingProblem("te\txt\n\n\(line)") == "line 1: control character 0x9 at byte 3")
    #expect(
      parsingProblem("text\n\n\(line.dropLast())") == "line 3: the last line has no LF at its end")
    #expect(
      parsingProblem(String(repeating: "x", count: 1 << 20) + "\n\n\(line)").hasSuffix(
        "and at most 1048576 are read"))
  }

  @Test func namesAndTextsAreComparedByBytes() throws {
    let composed = Self.key("caf\u{E9}", 1)
    let decomposed = Self.key("cafe\u{301}", 1)
    #expect(composed.name != decomposed.name)
    let note = try SignedNote(text: Self.text).signed(by: composed)
    #expect(throws: NoteProblem.self) { try note.verified(by: [decomposed.verifierKey]) }
    #expect(try SignedNote(text: "caf\u{E9}\n") != SignedNote(text: "cafe\u{301}\n"))
  }
}
