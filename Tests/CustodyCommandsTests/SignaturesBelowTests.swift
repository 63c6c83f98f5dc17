import Foundation
import Merkle
import Ownership
import Signatures
import Testing

@testable import CustodyCommands

/// SSH signatures of checkpoints below which witnesses have signed as well.
@Suite struct SignaturesBelowTests {
  /// Given a checkpoint that ssh-keygen has signed, below which a witness has signed since.
  struct Holdings {
    let bench = Bench.withDispute()
    let held: String
    let witness: VerifierKey
    /// The checkpoint with the cosignature of a second.
    let cosigned: (_ second: Int) -> String

    init() throws {
      held = bench.folder + "/held"
      let path = held
      bench.variables["PATH"] = "/usr/bin"
      for name in ["anna", "boris"] {
        let made = ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name]
        try #require(
          try SignedCheckpointTests().run(SignedCheckpointTests.keygen, made, in: bench.folder) == 0
        )
      }
      let key = bench.folder + "/anna"
      try #require(bench.run("checkpoint", "--ssh-key", key, "-o", path).code == 0)
      let text = String(decoding: try #require(bench.read(path)), as: UTF8.self)
      let secret = try #require(Ed25519.PrivateKey(seed: [UInt8](repeating: 9, count: 32)))
      let witness = VerifierKey(
        name: try #require(KeyName("witness.example.com/w1")), publicKey: secret.publicKey,
        kind: .cosignature)
      self.witness = witness
      cosigned = { second in
        let bytes = (0..<8).reversed().map { UInt8(truncatingIfNeeded: second >> ($0 * 8)) }
        let signature = secret.signature(of: Array("cosignature/v1\ntime \(second)\n\(text)".utf8))
        let line = NoteSignature(name: witness.name, id: witness.id, bytes: bytes + signature).line
        return "\(text)\n\(line)\n"
      }
    }

    /// Signs a file by hand.
    func sign(_ name: String) throws {
      try? FileManager.default.removeItem(atPath: "\(bench.folder)/\(name).sig")
      let words = ["-q", "-Y", "sign", "-n", "custody-checkpoint", "-f", "anna", name]
      try #require(
        try SignedCheckpointTests().run(SignedCheckpointTests.keygen, words, in: bench.folder) == 0)
    }
  }

  private static let isThere: ConditionTrait = .enabled(
    if: SignedCheckpointTests.hasKeygen, "ssh-keygen is not on this machine")

  @Test(isThere) func `who has signed the text has signed, whatever stands below it`() throws {
    let it = try Holdings()
    let key = it.bench.folder + "/anna.pub"
    it.bench.write(it.held, Array(it.cosigned(1_773_500_400).utf8))
    for command in [["verify", it.held], ["verify", "--against", it.held]] {
      let result = it.bench.run(command + ["--key", key])
      #expect(result.code == 0 && result.output.contains("signed by SHA256:"), "\(result.errors)")
    }
    // The file as a whole, and as it stood before another witness signed.
    try it.sign("held")
    #expect(it.bench.run("verify", it.held, "--key", key).code == 0)
    let more =
      it.cosigned(1_773_500_400)
      + it.cosigned(1_773_500_401).components(
        separatedBy: "\n\n")[1]
    it.bench.write(it.held, Array(more.utf8))
    #expect(it.bench.run("verify", it.held, "--key", key).code == 0)
    // What was signed is never another text.
    it.bench.write(it.held, Array(more.replacing("\n7\n", with: "\n6\n").utf8))
    #expect(it.bench.run("verify", it.held, "--key", key).code == 4)
  }

  @Test(isThere) func `a case file is signed by the text of its checkpoint as well`() throws {
    let it = try Holdings()
    let file = it.bench.folder + "/c1.case.json"
    let secret = it.bench.file("acme.key", VerifyTests.key.secretText + "\n")
    #expect(it.bench.run("evidence", "c1", "--key", secret, "-o", file).code == 0)
    it.bench.write(
      it.bench.folder + "/c1.case.json.sig",
      Array(it.bench.read(it.bench.log + "/checkpoint") ?? []))
    // The ledger's own file checkpoint holds the same three lines.
    let text = try #require(it.bench.read(it.bench.log + "/checkpoint"))
    it.bench.write(it.bench.folder + "/text", text)
    try it.sign("text")
    it.bench.write(file + ".sig", try #require(it.bench.read(it.bench.folder + "/text.sig")))
    let result = it.bench.run("verify", file, "--key", it.bench.folder + "/anna.pub")
    #expect(result.code == 0 && result.output.contains("signed by SHA256:"), "\(result.errors)")
  }

  @Test(isThere) func `each of several public keys in one file counts`() throws {
    let it = try Holdings()
    func open(_ name: String) throws -> String {
      String(decoding: try #require(it.bench.read("\(it.bench.folder)/\(name).pub")), as: UTF8.self)
    }
    let both = it.bench.file("both.pub", try open("boris") + (try open("anna")))
    let result = it.bench.run("verify", it.held, "--key", both)
    #expect(result.code == 0 && result.output.contains("(anna): valid"), "\(result)")
    let other = it.bench.file("other.pub", try open("boris") + (try open("boris")))
    #expect(it.bench.run("verify", it.held, "--key", other).code == 1)
  }

  @Test(isThere) func `a witness who signed before the newest line was there is remarked on`()
    throws
  {
    let it = try Holdings()
    let keys = it.bench.file("witness.pub", it.witness.text + "\n")
    let words = "before line 7, which is covered, was recorded"
    // Line 7 was recorded on 2026-03-12.
    for (second, isEarly) in [(1_773_500_400, false), (1_700_000_000, true)] {
      it.bench.write(it.held, Array(it.cosigned(second).utf8))
      let result = it.bench.run("verify", "--against", it.held, "--key", keys)
      #expect(result.code == 0)
      #expect(result.output.contains(words) == isEarly, "\(result.output)")
    }
  }
}
