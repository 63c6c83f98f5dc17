import Merkle
import Signatures
import Testing

@Suite struct TlogProofTests {
  static let leaves = (0..<11).map { TreeHash.leaf(Array("line \($0)".utf8)) }
  static let key = NoteTests.key("custody/0123456789abcdef", 7)

  static func checkpoint(size: UInt64 = 11) throws -> SignedCheckpoint {
    var levels = StoredLevels()
    for leaf in leaves { levels.append(leaf) }
    let root = MerkleTree(levels).root(size: size)
    return SignedCheckpoint(
      try #require(Checkpoint(origin: "custody/0123456789abcdef", size: size, root: root)))
  }

  static func inclusion(_ index: UInt64) -> InclusionProof {
    var levels = StoredLevels()
    for leaf in leaves { levels.append(leaf) }
    return MerkleTree(levels).inclusion(of: index, size: 11)
  }

  func problem(_ text: String) -> String {
    do throws(TextProblem) {
      _ = try TlogProof(parsing: Array(text.utf8))
      return "accepted"
    } catch { return "\(error)" }
  }

  @Test func aProofIsPrintedReadAndVerified() throws {
    for extra in [nil, [1, 2, 3]] as [[UInt8]?] {
      for isSigned in [false, true] {
        var checkpoint = try Self.checkpoint()
        if isSigned { checkpoint = try checkpoint.signed(by: Self.key) }
        let proof = try #require(
          TlogProof(Self.inclusion(4), checkpoint: checkpoint, extra: extra))
        let read = try TlogProof(parsing: proof.bytes)
        #expect(read == proof)
        #expect(read.extra == extra)
        try read.verify(leaf: Self.leaves[4])
        #expect(throws: ProofProblem.self) { try read.verify(leaf: Self.leaves[5]) }
        if isSigned {
          #expect(
            try read.checkpoint.verified(by: [Self.key.verifierKey]).signers
              == [Self.key.verifierKey])
        }
      }
    }
  }

  @Test func theTextIsThatOfTheSpecification() throws {
    let proof = try #require(
      TlogProof(Self.inclusion(4), checkpoint: try Self.checkpoint(), extra: [0, 1, 2]))
    let hashes = Self.inclusion(4).hashes.map { "\($0.base64)\n" }.joined()
    #expect(
      String(decoding: proof.bytes, as: UTF8.self) == """
        c2sp.org/tlog-proof@v1
        extra AAEC
        index 4
        \(hashes)
        custody/0123456789abcdef
        11
        \(try Self.checkpoint().checkpoint.root)

        """)
  }

  @Test func aTreeOfOneLeafHasAProofWithoutHashes() throws {
    let checkpoint = try #require(Checkpoint(origin: "log", size: 1, root: Self.leaves[0]))
    let proof = try #require(
      TlogProof(
        InclusionProof(index: 0, size: 1, hashes: []), checkpoint: SignedCheckpoint(checkpoint)))
    try TlogProof(parsing: proof.bytes).verify(leaf: Self.leaves[0])
  }

  @Test func partsThatDoNotBelongTogetherMakeNoProof() throws {
    let smaller = try Self.checkpoint(size: 10)
    #expect(TlogProof(Self.inclusion(4), checkpoint: smaller) == nil)
    let checkpoint = try Self.checkpoint()
    #expect(TlogProof(Self.inclusion(4), checkpoint: checkpoint, extra: []) == nil)
    let long = [UInt8](repeating: 0, count: 160 * 1024 + 1)
    #expect(TlogProof(Self.inclusion(4), checkpoint: checkpoint, extra: long) == nil)
  }

  @Test func eachProblemNamesItsLine() throws {
    let proof = try #require(TlogProof(Self.inclusion(4), checkpoint: try Self.checkpoint()))
    let text = String(decoding: proof.bytes, as: UTF8.self)
    #expect(problem(text) == "accepted")
    let begin = "line 1: a proof begins with the line c2sp.org/tlog-proof@v1"
    #expect(problem("") == begin)
    #expect(problem(text.replacing("@v1", with: "@v2")) == begin)
    let index = "the word index and a decimal number without leading zeros come here"
    #expect(problem("c2sp.org/tlog-proof@v1\n") == "line 2: \(index)")
    #expect(problem(text.replacing("index 4", with: "index 04")) == "line 2: \(index)")
    #expect(problem(text.replacing("index 4", with: "index  4")) == "line 2: \(index)")
    #expect(
      problem(text.replacing("index 4", with: "extra AAEC\nextra AAEC\nindex 4"))
        == "line 3: \(index)")
    let extra = "line 2: extra data is base64 of 1 to 163840 bytes"
    for bad in ["", "AAE", "AAEC ", "\u{301}AAEC"] {
      #expect(problem(text.replacing("index 4", with: "extra \(bad)\nindex 4")) == extra, "\(bad)")
    }
    #expect(
      problem(text.replacing("index 4", with: "index 4\nAAAA"))
        == "line 3: a hash is 32 bytes in base64, 44 characters")
    let hash = Self.leaves[0].base64 + "\n"
    #expect(
      problem("c2sp.org/tlog-proof@v1\nindex 4\n" + String(repeating: hash, count: 65))
        == "line 67: a proof has at most 64 hashes")
    #expect(
      problem("c2sp.org/tlog-proof@v1\nindex 4\n" + hash)
        == "line 3: an empty line and the checkpoint come after the hashes")
    #expect(
      problem("c2sp.org/tlog-proof@v1\nindex 4\n\nlog\nmany\n\(hash)")
        == "line 5: the size of a tree is a decimal number without leading zeros")
    #expect(
      problem(text + "\n- anna AAAAAQA=\n")
        == "line 12: a signature line begins with an em dash and a space")
  }

  @Test func aCheckpointTakesASignatureOrSeveral() throws {
    let plain = try Self.checkpoint()
    #expect(try SignedCheckpoint(parsing: plain.bytes) == plain)
    #expect(plain.bytes == plain.signedBytes)
    let signed = try plain.signed(by: Self.key).signed(by: NoteTests.key("witness", 9))
    let read = try SignedCheckpoint(parsing: signed.bytes)
    #expect(read == signed)
    #expect(read.signedBytes == plain.bytes)
    #expect(read.note.signatures.count == 2)
    #expect(throws: NoteProblem.noKnownSignature([])) {
      try plain.verified(by: [Self.key.verifierKey])
    }
    let longer = String(decoding: plain.bytes, as: UTF8.self) + "a sentence\n"
    #expect(
      throws: TextProblem(line: 4, "a checkpoint without signatures has exactly three lines")
    ) { try SignedCheckpoint(parsing: Array(longer.utf8)) }
    let signature = signed.note.signatures[0].line
    let further = try SignedCheckpoint(parsing: Array("\(longer)\n\(signature)\n".utf8))
    #expect(further.checkpoint.extensions == ["a sentence"])
    let torn = Array((String(decoding: plain.bytes, as: UTF8.self) + "\n").utf8)
    #expect(throws: TextProblem(line: 4, "no signature follows the empty line")) {
      try SignedCheckpoint(parsing: torn)
    }
  }
}
