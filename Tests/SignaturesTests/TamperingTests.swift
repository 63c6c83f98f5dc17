import Merkle
import SeededNumbers
import Signatures
import Testing

/// Seeded damage to everything that is read: nothing crashes, nothing is read as other bytes than
/// stand there, nothing damaged proves what it did not say before.
@Suite struct TamperingTests {
  static func note() throws -> SignedNote {
    try SignedNote(text: NoteTests.text).signed(by: NoteTests.key("anna", 1))
      .signed(by: NoteTests.key("boris", 2))
  }

  static func proof() throws -> TlogProof {
    let checkpoint = try TlogProofTests.checkpoint().signed(by: TlogProofTests.key)
    return try #require(
      TlogProof(TlogProofTests.inclusion(4), checkpoint: checkpoint, extra: [1, 2, 3]))
  }

  @Test func whatIsReadIsWhatStandsThere() throws {
    var numbers = SeededNumbers(seed: 1)
    let original = try Self.proof()
    let (note, proof) = (try Self.note().bytes, original.bytes)
    let checkpoint = try TlogProofTests.checkpoint().signed(by: TlogProofTests.key).bytes
    var read = 0
    for _ in 0..<SeededNumbers.rounds(1500) {
      let bytes = numbers.damaged(note)
      if let damaged = try? SignedNote(parsing: bytes) {
        #expect(damaged.bytes == bytes)
        read += 1
      }
      let second = numbers.damaged(checkpoint)
      if let damaged = try? SignedCheckpoint(parsing: second) {
        #expect(damaged.bytes == second)
        read += 1
      }
      let third = numbers.damaged(proof)
      if let damaged = try? TlogProof(parsing: third) {
        #expect(damaged.bytes == third)
        read += 1
        if (try? damaged.verify(leaf: TlogProofTests.leaves[4])) != nil {
          #expect(damaged.index == original.index && damaged.hashes == original.hashes)
          #expect(damaged.checkpoint.checkpoint.root == original.checkpoint.checkpoint.root)
        }
      }
    }
    // The damage is small enough that the parsers are passed, and the checks behind them reached.
    #expect(read > 50)
  }

  @Test func noDamagedNoteIsVerifiedWithAnotherText() throws {
    var numbers = SeededNumbers(seed: 2)
    let note = try Self.note()
    let keys = [NoteTests.key("anna", 1).verifierKey, NoteTests.key("boris", 2).verifierKey]
    var read = 0
    for _ in 0..<SeededNumbers.rounds(150) {
      guard let damaged = try? SignedNote(parsing: numbers.damaged(note.bytes)) else { continue }
      read += 1
      guard (try? damaged.verified(by: keys)) != nil else { continue }
      #expect(damaged.text.utf8.elementsEqual(note.text.utf8))
    }
    #expect(read > 10)
  }

  @Test func damagedKeysAreRefused() {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<SeededNumbers.rounds(500) {
      let verifier = numbers.damaged(Array(neumannKey.utf8))
      let signer = numbers.damaged(Array(neumannSecret.utf8))
      let text = String(decoding: verifier, as: UTF8.self)
      if !text.utf8.elementsEqual(neumannKey.utf8) {
        #expect(throws: KeyProblem.self, "\(text)") { try VerifierKey(parsing: text) }
      }
      let secret = String(decoding: signer, as: UTF8.self)
      if !secret.utf8.elementsEqual(neumannSecret.utf8), secret != neumannSecret + "\n" {
        #expect(throws: KeyProblem.self, "\(secret)") { try SignerKey(parsing: secret) }
      }
    }
  }

  @Test func noDamagedSSHSignatureIsVerified() throws {
    var numbers = SeededNumbers(seed: 4)
    let message = Array(SSHSignatureTests.checkpoint.utf8)
    let original = try SSHSignature(armored: SSHSignatureTests.sha512)
    let lines = SSHSignatureTests.sha512.split(separator: "\n")
    let blob = try #require(Base64.decode(lines.dropFirst().dropLast().joined()))
    var read = 0
    for round in 0..<SeededNumbers.rounds(2 * blob.count) {
      // By turns the text is damaged, and one bit of each byte within it.
      var text = String(
        decoding: numbers.damaged(Array(SSHSignatureTests.sha512.utf8)), as: UTF8.self)
      if round % 2 == 0 {
        var bytes = blob
        bytes[round / 2 % blob.count] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
        text = "\(lines[0])\n\(Base64.encode(bytes))\n\(lines[lines.count - 1])\n"
      }
      guard let damaged = try? SSHSignature(armored: text), damaged != original else { continue }
      read += 1
      let isVerified =
        (try? damaged.verify(message, namespace: SSHSignature.checkpointNamespace)) != nil
      #expect(!isVerified, "\(damaged.armored)")
    }
    #expect(read > 80)
  }

  @Test func damagedLinesOfAllowedSignersNeverCrash() throws {
    var numbers = SeededNumbers(seed: 5)
    let text =
      "a@b,!c namespaces=\"custody-checkpoint,x*\",cert-authority \(SSHSignatureTests.publicKey)\n"
    var skipped = 0
    for _ in 0..<SeededNumbers.rounds(1000) {
      let signers = try AllowedSigners(parsing: numbers.damaged(Array(text.utf8)))
      skipped += signers.skipped.isEmpty ? 0 : 1
    }
    #expect(skipped > 300)
  }
}
