import Foundation
import Merkle
import Signatures
import Testing

@testable import CustodyCommands

/// Signatures that other programs make and verify: `ssh-keygen`, and `openssl` for signed notes.
@Suite struct SignedCheckpointTests {
  /// Runs a program in a folder; gives its exit code.
  func run(
    _ program: String, _ arguments: [String], in folder: String, input: String? = nil
  ) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: URL(filePath: "\(folder)/\($0)")) }
      ?? FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  // MARK: OpenSSH

  static let keygen = "/usr/bin/ssh-keygen"
  static let hasKeygen = FileManager.default.isExecutableFile(atPath: keygen)

  @Test(.enabled(if: hasKeygen, "ssh-keygen is not on this machine"))
  func `ssh-keygen signs through the tool, and both verify it`() throws {
    let bench = Bench.withDispute()
    bench.variables["PATH"] = "/nonexistent:/usr/bin"
    let made = ["-q", "-t", "ed25519", "-N", "", "-C", "anna", "-f", "anna"]
    #expect(try run(Self.keygen, made, in: bench.folder) == 0)
    let held = bench.folder + "/held"
    // An older one is replaced.
    #expect(bench.run("checkpoint", "--ssh-key", bench.folder + "/anna", "-o", held).code == 0)
    let signed = bench.run("checkpoint", "--ssh-key", bench.folder + "/anna", "-o", held)
    let open = String(decoding: try #require(bench.read(bench.folder + "/anna.pub")), as: UTF8.self)
    let fingerprint = try SSHPublicKey(parsing: open).fingerprint
    #expect(signed.code == 0 && signed.errors == "")
    #expect(signed.output.hasPrefix("head 7 "))
    #expect(signed.output.hasSuffix("\nsigned by \(fingerprint) in \(held).sig\n"))
    #expect(bench.read(held) == bench.read(bench.log + "/checkpoint"))
    #expect(bench.read(held + ".unsigned") == nil && bench.read(held + ".unsigned.sig") == nil)

    let allowed = bench.file(
      "signers", "anna@example.com namespaces=\"custody-checkpoint\" \(open)")
    let verify = ["-Y", "verify", "-n", "custody-checkpoint", "-f", "signers", "-I"]
    let signature = ["-s", "held.sig"]
    #expect(
      try run(
        Self.keygen, verify + ["anna@example.com"] + signature, in: bench.folder, input: "held")
        == 0)
    #expect(
      try run(
        Self.keygen, verify + ["anna@example.com"] + signature, in: bench.folder, input: "signers")
        != 0)
    let log = bench.run("verify", "--against", held, "--key", allowed)
    #expect(log.code == 0 && log.errors == "")
    #expect(log.output.hasSuffix("\nsigned by anna@example.com \(fingerprint): valid\n"))
    bench.remove(bench.log)
    let alone = bench.run("verify", held, "--key", allowed)
    #expect(alone.code == 0 && alone.errors == "")
    Golden.expect(
      alone.output.replacing(fingerprint, with: "FINGERPRINT"), is: "verify-checkpoint.txt")
    bench.write(held, Array("custody/0000000000000000\n7\n\(Digest.zero.base64)\n".utf8))
    #expect(bench.run("verify", held, "--key", allowed).code == 4, "another text")
  }

  @Test(.enabled(if: hasKeygen, "ssh-keygen is not on this machine"))
  func `a signed checkpoint replaces files and nothing else`() throws {
    let bench = Bench.withDispute()
    let target = bench.folder + "/folder"
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
    let result = bench.run("checkpoint", "--ssh-key", bench.folder + "/anna", "-o", target)
    #expect(result.code == 2 && result.errors.contains("it is a folder where a file is needed"))
    let device = bench.run("checkpoint", "--ssh-key", bench.folder + "/anna", "-o", "/dev/null")
    #expect(
      device.code == 2 && device.errors.contains("is no file, and so cannot be replaced by one"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: target).isEmpty)
    #expect(bench.read(target + ".sig") == nil)
  }

  @Test(.enabled(if: hasKeygen, "ssh-keygen is not on this machine"))
  func `a checkpoint that ssh-keygen signed stands for a case file`() throws {
    let bench = Bench.withDispute()
    let made = ["-q", "-t", "ed25519", "-N", "", "-C", "anna", "-f", "anna"]
    #expect(try run(Self.keygen, made, in: bench.folder) == 0)
    let path = bench.folder + "/c1.case.json"
    let held = bench.folder + "/c1.checkpoint"
    #expect(bench.run("evidence", "c1", "-o", path).code == 0)
    #expect(bench.run("checkpoint", "--ssh-key", bench.folder + "/anna", "-o", held).code == 0)
    bench.remove(bench.log)
    let key = bench.folder + "/anna.pub"
    let result = bench.run("verify", path, "--against", held, "--key", key)
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.contains("\nit agrees with \(held), which somebody held; signed by SHA256:"))
    bench.write(held + ".sig", Array("-----BEGIN SSH SIGNATURE-----\n".utf8))
    #expect(bench.run("verify", path, "--against", held, "--key", key).code == 4)
  }

  @Test(.enabled(if: hasKeygen, "ssh-keygen is not on this machine"))
  func `a key of another kind signs, and it is said who verifies it`() throws {
    let bench = Bench.withDispute()
    let made = ["-q", "-t", "ecdsa", "-N", "", "-C", "", "-f", "key"]
    #expect(try run(Self.keygen, made, in: bench.folder) == 0)
    let held = bench.folder + "/held"
    let signed = bench.run("checkpoint", "--ssh-key", bench.folder + "/key", "-o", held)
    #expect(signed.code == 0)
    #expect(
      signed.errors.replacing("\n", with: " ").hasPrefix(
        "keys of the kind ecdsa-sha2-nistp256 are verified by ssh-keygen -Y verify, not by custody")
    )
    let open = String(decoding: try #require(bench.read(bench.folder + "/key.pub")), as: UTF8.self)
    bench.write(bench.folder + "/signers", Array("anna \(open)".utf8))
    let verify = ["-Y", "verify", "-n", "custody-checkpoint", "-f", "signers", "-I", "anna"]
    #expect(
      try run(Self.keygen, verify + ["-s", "held.sig"], in: bench.folder, input: "held") == 0)
    // Valid as it is, it is not one that can be verified here: nothing is broken by that.
    for keys in ["signers", "key.pub"] {
      let result = bench.run("verify", "--against", held, "--key", bench.folder + "/" + keys)
      #expect(result.code == 2 && result.output == "")
      #expect(
        result.errors.contains("keys of the kind ecdsa-sha2-nistp256 are not supported here"),
        "\(result.errors)")
    }
  }

  @Test(.enabled(if: hasKeygen, "ssh-keygen is not on this machine"))
  func `where it does not sign, nothing is written`() throws {
    let bench = Bench.withDispute()
    let held = bench.folder + "/held"
    let key = bench.file("key", "no key at all\n")
    let result = bench.run("checkpoint", "--ssh-key", key, "-o", held)
    #expect(result.code == 2 && result.output == "")
    #expect(result.errors.contains("ssh-keygen has not signed with FOLDER/key, and ended with 255"))
    for name in ["", ".sig", ".unsigned", ".unsigned.sig"] {
      #expect(bench.read(held + name) == nil, "\(name)")
    }
    #expect(bench.run("checkpoint", "--ssh-key", key, "-o", "/nonexistent/held").code == 2)
  }

  @Test func `without ssh-keygen it is said, and what else signs`() {
    let bench = Bench.withDispute()
    bench.variables["PATH"] = "/nonexistent"
    let result = bench.run("checkpoint", "--ssh-key", "id", "-o", bench.folder + "/held")
    #expect(result.code == 2 && result.output == "")
    #expect(result.errors.contains("ssh-keygen, which signs with id, is not on this machine"))
  }

  @Test func `what is no signature is refused, though a program says it signed`() throws {
    let bench = Bench.withDispute()
    let folder = bench.folder + "/bin"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    bench.write(
      folder + "/ssh-keygen",
      Array("#!/bin/sh\nfor last; do :; done\necho x > \"$last.sig\"\n".utf8))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder + "/ssh-keygen")
    bench.variables["PATH"] = folder
    let held = bench.folder + "/held"
    let result = bench.run("checkpoint", "--ssh-key", "id", "-o", held)
    #expect(result.code == 4 && result.output == "")
    #expect(
      result.errors.contains("what ssh-keygen made is no signature: line 1: an SSH signature"))
    #expect(bench.read(held) == nil && bench.read(held + ".sig") == nil)
    bench.write(folder + "/ssh-keygen", Array("no program".utf8))
    let broken = bench.run("checkpoint", "--ssh-key", "id", "-o", held)
    #expect(broken.code == 2 && broken.errors.contains("cannot run FOLDER/bin/ssh-keygen: "))
  }

  // MARK: Witnesses

  @Test(arguments: [
    (1_773_500_400, "2026-03-14T15:00:00Z"), (Int64.max, "\(Int64.max) seconds after 1970"),
  ])
  func `a witness vouches for a case file with a time of its own`(
    _ seconds: Int64, _ time: String
  ) throws {
    let bench = Bench.withDispute()
    let held = bench.folder + "/held"
    bench.run("checkpoint", "-o", held)
    let text = String(decoding: try #require(bench.read(held)), as: UTF8.self)
    let witness = try #require(Ed25519.PrivateKey(seed: [UInt8](repeating: 9, count: 32)))
    let key = VerifierKey(
      name: try #require(KeyName("witness.example.com/w1")), publicKey: witness.publicKey,
      kind: .cosignature)
    let signature = NoteSignature(
      name: key.name, id: key.id,
      bytes: (0..<8).reversed().map { UInt8(truncatingIfNeeded: seconds >> ($0 * 8)) }
        + witness.signature(of: Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)))
    bench.write(held, Array("\(text)\n\(signature.line)\n".utf8))
    let keys = bench.file("witness.pub", key.text + "\n")
    let result = bench.run("verify", "--against", held, "--key", keys)
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.hasSuffix("\nsigned by \(key.name)+\(key.id), a witness, at \(time): valid\n"))
  }

  @Test(arguments: [
    (0, "of time 0, which is no time"), (1 << 63, "which is no time (the last is 2^63 - 1)"),
  ])
  func `who has signed beside a witness that states no time is named`(
    _ seconds: UInt64, _ words: String
  ) throws {
    let bench = Bench.withDispute()
    let held = bench.folder + "/held"
    let secret = bench.file("acme.key", VerifyTests.key.secretText + "\n")
    #expect(bench.run("checkpoint", "--key", secret, "-o", held).code == 0)
    let signed = String(decoding: try #require(bench.read(held)), as: UTF8.self)
    let text = try #require(signed.components(separatedBy: "\n\n").first) + "\n"
    let witness = try #require(Ed25519.PrivateKey(seed: [UInt8](repeating: 9, count: 32)))
    let key = VerifierKey(
      name: try #require(KeyName("witness.example.com/w1")), publicKey: witness.publicKey,
      kind: .cosignature)
    let signature = NoteSignature(
      name: key.name, id: key.id,
      bytes: (0..<8).reversed().map { UInt8(truncatingIfNeeded: seconds >> ($0 * 8)) }
        + witness.signature(of: Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)))
    bench.write(held, Array("\(signed)\(signature.line)\n".utf8))
    let own = VerifyTests.key.verifierKey
    let keys = bench.file("keys", "\(own.text)\n\(key.text)\n")
    let result = bench.run("verify", "--against", held, "--key", keys)
    #expect(result.code == 1 && result.errors == "")
    #expect(
      result.output.contains("\nsigned by \(own.name)+\(own.id): valid; signature not verified: "))
    #expect(
      result.output.contains(words) && !result.output.contains("was changed"), "\(result.output)")
    #expect(
      bench.run("verify", "--against", held, "--key", keys, "--format", "json").output
        .contains("\"signedBy\":[\"\(own.name)+\(own.id)\"]"))
  }

  // MARK: Signed notes

  static let openssl = "/usr/bin/openssl"

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: openssl), "openssl is not on this machine"))
  func `a note is signed with a key made by openssl, which verifies it`() throws {
    let bench = Bench.withDispute()
    func openssl(_ arguments: String) throws -> Int32 {
      try run(Self.openssl, arguments.split(separator: " ").map(String.init), in: bench.folder)
    }
    #expect(try openssl("genpkey -algorithm ed25519 -out key.pem") == 0)
    #expect(try openssl("pkey -in key.pem -outform DER -out key.der") == 0)
    #expect(try openssl("pkey -in key.pem -pubout -outform DER -out pub.der") == 0)
    #expect(try openssl("pkey -in key.pem -pubout -out pub.pem") == 0)
    // The last 32 bytes of either are the seed and the public key (RFC 8410).
    let seed = try #require(bench.read(bench.folder + "/key.der")).suffix(32)
    let open = try #require(bench.read(bench.folder + "/pub.der")).suffix(32)
    // As C2SP signed-note has it: the id is of name, LF, kind and key.
    let name = "example.org/ledger"
    bench.write(bench.folder + "/id", Array((name + "\n").utf8) + [1] + open)
    #expect(try openssl("dgst -sha256 -binary -out hash id") == 0)
    let id = try #require(bench.read(bench.folder + "/hash")).prefix(4)
    let digits = id.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
    func text(_ key: ArraySlice<UInt8>) -> String {
      "\(name)+\(digits)+" + Data([1] + key).base64EncodedString()
    }
    let secret = bench.file("secret", "PRIVATE+KEY+" + text(seed))
    let verifier = bench.file("verifier", text(open) + "\n")
    let held = bench.folder + "/held"
    #expect(bench.run("checkpoint", "--key", secret, "-o", held).code == 0)
    let result = bench.run("verify", "--against", held, "--key", verifier)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.hasSuffix("signed by \(name)+\(digits): valid\n"))
    // Openssl verifies the signature over the text before the empty line.
    let note = String(decoding: try #require(bench.read(held)), as: UTF8.self)
    let parts = note.components(separatedBy: "\n\n")
    let base64 = try #require(parts[1].split(separator: " ").last).dropLast()
    let signature = try #require(Data(base64Encoded: String(base64)))
    bench.write(bench.folder + "/text", Array((parts[0] + "\n").utf8))
    bench.write(bench.folder + "/signature", Array(signature.dropFirst(4)))
    let verify = "pkeyutl -verify -rawin -pubin -inkey pub.pem -sigfile signature -in "
    #expect(try openssl(verify + "text") == 0)
    #expect(try openssl(verify + "id") != 0)
  }
}
