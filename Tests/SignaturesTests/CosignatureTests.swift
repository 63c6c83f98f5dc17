import Merkle
import Signatures
import Testing

/// Cosignatures of witnesses (C2SP tlog-cosignature, version 1).
@Suite struct CosignatureTests {
  static let witness = Ed25519.PrivateKey(seed: [UInt8](repeating: 9, count: 32))!
  static let key = VerifierKey(
    name: KeyName("witness.example.com/w1")!, publicKey: witness.publicKey, kind: .cosignature)

  /// As a witness makes it, from the words of the specification.
  static func cosigned(
    _ checkpoint: SignedCheckpoint, at seconds: UInt64 = 1_679_315_147, saying stated: UInt64? = nil
  ) throws -> SignedCheckpoint {
    let text = checkpoint.checkpoint.text
    let message = Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    let time = (0..<8).reversed().map { UInt8(truncatingIfNeeded: (stated ?? seconds) >> ($0 * 8)) }
    let signature = NoteSignature(
      name: key.name, id: key.id, bytes: time + witness.signature(of: message))
    let lines = String(decoding: checkpoint.bytes, as: UTF8.self)
    let separator = checkpoint.note.signatures.isEmpty ? "\n" : ""
    return try SignedCheckpoint(parsing: Array("\(lines)\(separator)\(signature.line)\n".utf8))
  }

  @Test func theIdIsThatOfTheSpecification() throws {
    let digest = SHA256.digest(
      of: Array("witness.example.com/w1\n".utf8) + [4] + Self.witness.publicKey.bytes)
    #expect(Self.key.id.description == digest.hexadecimal.prefix(8))
    #expect(try VerifierKey(parsing: Self.key.text) == Self.key)
    let log = VerifierKey(name: Self.key.name, publicKey: Self.witness.publicKey)
    #expect(log.id != Self.key.id && log != Self.key)
  }

  @Test func aCosignatureIsVerifiedWithItsTimeBesideTheSignatureOfTheLog() throws {
    let signed = try TlogProofTests.checkpoint().signed(by: TlogProofTests.key)
    let both = try Self.cosigned(signed)
    let verdict = try both.verified(by: [TlogProofTests.key.verifierKey, Self.key])
    #expect(verdict.signers == [TlogProofTests.key.verifierKey, Self.key])
    #expect(verdict.witnessed == [Self.key: 1_679_315_147])
    // The earliest is what counts: the root was there then.
    let twice = try Self.cosigned(Self.cosigned(signed, at: 1_700_000_000), at: 1_690_000_000)
    #expect(try twice.verified(by: [Self.key]).witnessed == [Self.key: 1_690_000_000])
    #expect(try twice.verified(by: [Self.key]).signers == [Self.key])
  }

  @Test func oneOfTimeZeroVouchesForNothing() throws {
    let signed = try TlogProofTests.checkpoint().signed(by: TlogProofTests.key)
    let timeless = NoteProblem.timelessCosignature(Self.key.name, Self.key.id, seconds: 0)
    let alone = try Self.cosigned(signed, at: 0)
    #expect(throws: timeless) { try alone.verified(by: [Self.key]) }
    // It takes nothing from who has signed beside it.
    let verdict = try alone.verified(by: [Self.key, TlogProofTests.key.verifierKey])
    #expect(verdict.signers == [TlogProofTests.key.verifierKey])
    #expect(verdict.witnessed.isEmpty && verdict.timeless == [timeless])
    #expect(try alone.verified(by: [TlogProofTests.key.verifierKey]).witnessed.isEmpty)
    // Nor beside one that has a time: which of them the witness stands by, nobody knows.
    let both = try Self.cosigned(Self.cosigned(signed, at: 1), at: 0)
    #expect(throws: timeless) { try both.verified(by: [Self.key]) }
    #expect(
      try both.verified(by: [TlogProofTests.key.verifierKey, Self.key]).signers
        == [TlogProofTests.key.verifierKey])
    #expect(try Self.cosigned(signed, at: 1).verified(by: [Self.key]).witnessed == [Self.key: 1])
    // One that is no signature is told as that.
    let invalid = NoteProblem.invalidSignature(Self.key.name, Self.key.id)
    let changed = try Self.cosigned(signed, at: 1, saying: 0)
    #expect(throws: invalid) { try changed.verified(by: [Self.key]) }
  }

  @Test func anotherTimeAnotherTextOrAnotherKindIsFound() throws {
    let checkpoint = try TlogProofTests.checkpoint()
    let invalid = NoteProblem.invalidSignature(Self.key.name, Self.key.id)
    let dated = try Self.cosigned(checkpoint, at: 1_679_315_147, saying: 1_679_315_146)
    #expect(throws: invalid) { try dated.verified(by: [Self.key]) }
    // Beyond what is a time it is what its witness made, and nothing was changed.
    let beyond = try Self.cosigned(checkpoint, at: 1 << 63)
    let timeless = NoteProblem.timelessCosignature(Self.key.name, Self.key.id, seconds: 1 << 63)
    #expect(throws: timeless) { try beyond.verified(by: [Self.key]) }
    #expect(
      "\(timeless)".contains(
        "is of time 9223372036854775808, which is no time (the last is 2^63 - 1): "))
    let forged = try Self.cosigned(checkpoint, at: 1, saying: 1 << 63)
    #expect(throws: invalid) { try forged.verified(by: [Self.key]) }
    let text = String(decoding: try Self.cosigned(checkpoint).bytes, as: UTF8.self)
    let moved = try SignedCheckpoint(parsing: Array(text.replacing("\n11\n", with: "\n12\n").utf8))
    #expect(throws: invalid) { try moved.verified(by: [Self.key]) }
    // A signature over the text alone says nothing of a time.
    let plain = NoteSignature(
      name: Self.key.name, id: Self.key.id,
      bytes: Self.witness.signature(of: Array(checkpoint.checkpoint.text.utf8)))
    let note = try SignedNote(text: checkpoint.checkpoint.text, signatures: [plain])
    let malformed = NoteProblem.malformedCosignature(Self.key.name, Self.key.id, byteCount: 64)
    #expect(throws: malformed) { try note.verified(by: [Self.key]) }
  }
}
