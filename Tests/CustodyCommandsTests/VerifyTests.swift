import EventLog
import Foundation
import Merkle
import Ownership
import Signatures
import Testing

@testable import CustodyCommands

/// The log checked against itself and against what outsiders hold; checkpoints and proofs.
@Suite struct VerifyTests {
  static let seed = [UInt8](0..<32)
  static let key = SignerKey(name: KeyName("example.com/acme")!, seed: seed)!

  @Test(arguments: [
    ("verify.txt", [String]()), ("verify.json", ["--format", "json"]),
    ("verify.csv", ["--format", "csv"]), ("verify.md", ["--format", "markdown"]),
  ])
  func `a sound log is told of in every format`(_ name: String, _ options: [String]) {
    let bench = Bench.withDispute()
    bench.run("checkpoint")
    bench.append(WriterTests.good)
    let result = bench.run(["verify"] + options)
    Golden.expect(result.output, is: name)
    #expect(result.errors == "" && result.code == 0)
  }

  @Test func `a checkpoint is written, printed and held against the log`() throws {
    let bench = Bench.withDispute()
    let printed = bench.run("checkpoint")
    Golden.expect(printed.output, is: "checkpoint.txt")
    #expect(printed.code == 0 && printed.errors == "")
    #expect(bench.read(bench.log + "/checkpoint") == Array(printed.output.utf8))
    let held = bench.file("held", printed.output)
    bench.append(WriterTests.good)
    let result = bench.run("verify", "--against", held)
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.replacing(bench.folder, with: "FOLDER").hasSuffix(
        "unchanged since FOLDER/held: the first 7 lines have the root that it names\n"))
    let json = bench.run("verify", "--against", held, "--format", "json").output
    #expect(json.contains(#""unchangedLines":7,"signedBy":[]"#))
  }

  @Test func `a zone that is not known here is told of, because no question is answered`() throws {
    let bench = Bench()
    func opened(_ zone: String) -> EventDraft {
      EventDraft(
        type: "custody.ledger.opened", subject: .ledger, time: Instant(clamping: 0),
        data: [
          JSONMember("name", .string("x")), JSONMember("zone", .string(zone)),
          JSONMember("format", .number("1")),
        ])
    }
    try bench.writeLog([opened("Mars/Base")])
    #expect(bench.run("log").code == 3)
    let result = bench.run("verify")
    #expect(result.code == 1 && result.errors == "")
    #expect(
      result.output.contains("\nthe ledger’s zone is not known here, and no question is answered: ")
    )
    #expect(result.output.contains("Mars/Base"))
    #expect(bench.run("verify", "--format", "json").output.contains(#""zone":"Mars/Base""#))
    try bench.writeLog([opened("Europe/Berlin")])
    let known = bench.run("verify")
    #expect(known.code == 0 && !known.output.contains("zone"))
  }

  @Test func `a dry run writes no checkpoint`() {
    let bench = Bench.withDispute()
    let dry = bench.run("checkpoint", "--dry-run")
    #expect(dry.code == 0 && dry.errors == "the ledger’s file checkpoint was not written\n")
    #expect(bench.read(bench.log + "/checkpoint") == nil)
    #expect(bench.run("prove", "3", "--dry-run").code == 0)
    #expect(bench.read(bench.log + "/checkpoint") == nil)
    #expect(bench.run("checkpoint").output == dry.output)
  }

  @Test(arguments: [":", " "])
  func `a head as a writer printed it holds the log`(_ separator: String) throws {
    let bench = Bench.withDispute()
    let receipt = bench.run("append", input: WriterTests.good).output
    let line = try #require(receipt.split(separator: "\n").last).split(separator: " ")
    let head = "\(line[1])\(separator)\(line[2])"
    bench.append(WriterTests.good.replacing("olga", with: "petr"))
    let result = bench.run("verify", "--against", head)
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.hasSuffix(
        "unchanged since the head of line 8: line 8 has that leaf hash, and it names the lines before "
          + "it\n"))
    let file = bench.file("head.txt", receipt.split(separator: "\n").last! + "\n")
    #expect(bench.run("verify", "--against", file).code == 0)
  }

  @Test func `a log written anew checks out by itself, and not against what was held`() throws {
    let bench = Bench.withDispute()
    let receipt = bench.run("checkpoint", "-o", bench.folder + "/held").output
    let forged = Bench.withDispute()
    let line = try #require(bench.read(bench.log + "/000000000001.jsonl"))
    #expect(line == forged.read(forged.log + "/000000000001.jsonl"), "the same clock and salts")
    let other = Bench()
    other.run("init", "--name", "Продажи", "--zone", "UTC")
    other.append(Array(repeating: WriterTests.good, count: 8).joined(separator: "\n"))
    #expect(other.run("verify").code == 0)
    let result = other.run("verify", "--against", bench.folder + "/held")
    #expect(result.code == 4 && result.output == "")
    #expect(
      result.errors.contains(
        " says: the first 7 lines are not those that it covers: lines were changed, left out or put in"
      ))
    let head = receipt.split(separator: " ")[2].dropLast()
    #expect(other.run("verify", "--against", "7:\(head)").code == 4)
  }

  @Test func `a changed line is named, also where only the next one shows it`() throws {
    let bench = Bench.withDispute()
    let segment = try #require(bench.read(bench.log + "/000000000001.jsonl"))
    let starts = [0] + segment.indices.filter { segment[$0] == 0x0A }.map { $0 + 1 }
    for line in 1...7 {
      let range = starts[line - 1]..<starts[line] - 1
      for place in stride(from: range.lowerBound, to: range.upperBound, by: 7) {
        var changed = segment
        changed[place] ^= 1
        bench.write(bench.log + "/000000000001.jsonl", changed)
        let result = bench.run("verify")
        #expect(result.code == 4 && result.output == "", "line \(line), byte \(place)")
        // A change of `previous` shows in its own line, as does every other.
        #expect(
          result.errors.contains("000000000001.jsonl:\(line):")
            || line == 7 && result.errors.contains("000000000001.jsonl:7\n"),
          "line \(line), byte \(place): \(result.errors)")
        // The line that is blamed is none that checks out.
        let sound = result.errors.firstMatch(of: /checks out only to line ([0-9]+)/)
        #expect(
          sound.flatMap { Int($0.1) }.map { $0 < line } ?? (line == 7),
          "line \(line), byte \(place): \(result.errors)")
      }
    }
  }

  @Test func `a checkpoint is signed as a note and verified by the key`() throws {
    let bench = Bench.withDispute()
    let secret = bench.file("acme.key", Self.key.secretText + "\n")
    let open = bench.file("acme.pub", "# ours\n\(Self.key.verifierKey.text)\n")
    let held = bench.folder + "/held"
    let signed = bench.run("checkpoint", "--key", secret, "-o", held)
    #expect(signed.code == 0 && signed.output.hasPrefix("head 7 "))
    #expect(bench.read(bench.log + "/checkpoint")?.count ?? 0 < (bench.read(held)?.count ?? 0))
    let result = bench.run("verify", "--against", held, "--key", open)
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.hasSuffix("signed by \(Self.key.name)+\(Self.key.verifierKey.id): valid\n"))
    let unchecked = bench.run("verify", "--against", held)
    #expect(
      unchecked.output.hasSuffix(
        "signatures by \(Self.key.name)+\(Self.key.verifierKey.id) were not verified: no --key was "
          + "given\n"))
    let other = SignerKey(name: Self.key.name, seed: [UInt8](1..<33))!
    let wrong = bench.run(
      "verify", "--against", held, "--key", bench.file("x.pub", other.verifierKey.text + "\n"))
    #expect(
      wrong.code == 1
        && wrong.output.contains("\nsignature not verified: \(held): no signature is by a key"))
    #expect(!wrong.output.contains("signed by") && wrong.output.contains("\nunchanged since"))
    let leaked = bench.run("verify", "--against", held, "--key", secret)
    #expect(leaked.code == 2 && leaked.errors.contains("this is a signer key, which is secret"))
    #expect(!leaked.errors.contains(Self.key.secretText))
  }

  @Test func `a checkpoint signed by ssh-keygen is verified by the key or by allowed signers`()
    throws
  {
    let bench = Bench.withDispute()
    let held = bench.folder + "/held"
    bench.run("checkpoint", "-o", held)
    let key = try #require(Ed25519.PrivateKey(seed: Self.seed))
    // As ssh-keygen -Y sign -n custody-checkpoint makes it, beside the file.
    func sign(_ key: Ed25519.PrivateKey, _ namespace: String) throws {
      let message = SSHSignature.signedBytes(
        of: try #require(bench.read(held)), namespace: namespace)
      let signature = SSHSignature(
        publicKey: key.publicKey, namespace: namespace, signature: key.signature(of: message))
      bench.write(held + ".sig", Array(signature.armored.utf8))
    }
    let line = SSHPublicKey(key.publicKey, comment: "anna").line
    let open = bench.file("anna.pub", line + "\n")
    let allowed = bench.file("signers", "# who\nanna@example.com \(line)\n")
    #expect(bench.run("verify", "--against", held, "--key", open).code == 2, "no signature yet")
    try sign(key, "custody-checkpoint")
    let fingerprint = SSHPublicKey(key.publicKey).fingerprint
    #expect(
      bench.run("verify", "--against", held, "--key", open).output.hasSuffix(
        "\nsigned by \(fingerprint) (anna): valid\n"))
    #expect(
      bench.run("verify", "--against", held, "--key", allowed).output.hasSuffix(
        "\nsigned by anna@example.com \(fingerprint): valid\n"))
    try sign(key, "file")
    let purpose = bench.run("verify", "--against", held, "--key", open)
    #expect(purpose.code == 4 && purpose.errors.contains("is for the namespace file, not for"))
    try sign(try #require(Ed25519.PrivateKey(seed: [UInt8](1..<33))), "custody-checkpoint")
    for keys in [open, allowed] {
      let stranger = bench.run("verify", "--against", held, "--key", keys)
      #expect(
        stranger.code == 1
          && stranger.output.contains("which is not a key that was given for it"))
      #expect(!stranger.output.contains("signed by"), "nobody has signed that is known")
      #expect(bench.run("verify", held, "--key", keys).code == 1)
    }
  }

  @Test func `a file is compared with the log that is named beside it`() throws {
    let bench = Bench.withDispute()
    let files = ["proof", "c1.json", "c1.html", "held"].map { bench.folder + "/" + $0 }
    bench.run("prove", "3", "-o", files[0])
    bench.run("evidence", "c1", "-o", files[1])
    bench.run("evidence", "c1", "-o", files[2])
    bench.run("checkpoint", "-o", files[3])
    let other = Bench()
    other.run("init", "--name", "other", "--zone", "UTC")
    for file in files {
      let same = bench.run("verify", file, "--log", bench.log)
      #expect(
        same.code == 0 && same.output.contains("it is of the log in \(bench.log): the first "))
      let result = bench.run("verify", file, "--log", other.log)
      #expect(result.code == 4 && result.output == "", "\(file): \(result)")
      #expect(result.errors.contains(" is not of the log in \(other.log): "), "\(result.errors)")
      #expect(bench.run("verify", file, "--log", "/nonexistent").code == 3)
    }
    // The log of the environment is not meant by it.
    bench.remove(bench.log)
    #expect(bench.run("verify", files[0]).code == 0)
  }

  @Test func `a proof of line 1 is of the log that it names`() throws {
    let bench = Bench.withDispute()
    let path = bench.folder + "/proof"
    bench.run("prove", "1", "-o", path)
    let text = String(decoding: try #require(bench.read(path)), as: UTF8.self)
    let origin = try #require(text.split(separator: "\n").first { $0.hasPrefix("custody/") })
    bench.write(path, Array(text.replacing(origin, with: "custody/0000000000000000").utf8))
    let result = bench.run("verify", path)
    #expect(
      result.code == 4
        && result.errors.contains("is of custody/0000000000000000, and line 1 of \(origin)"))
  }

  @Test func `a proof shows one line without the log, and no other`() throws {
    let bench = Bench.withDispute()
    let result = bench.run("prove", "3")
    Golden.expect(result.output, is: "prove.txt")
    let file = bench.file("3.tlog-proof", result.output)
    let checked = bench.run("verify", file)
    Golden.expect(checked.output, is: "verify-proof.txt")
    #expect(checked.code == 0 && checked.errors == "")
    let held = bench.folder + "/held"
    bench.run("checkpoint", "-o", held)
    #expect(
      bench.run("verify", file, "--against", held).output.contains("it agrees with \(held), which ")
    )
    var wrong = Array(result.output.utf8)
    for place in wrong.indices {
      wrong[place] ^= 2
      let code = bench.run("verify", "-", input: String(decoding: wrong, as: UTF8.self)).code
      // The name of the log is nothing that one line proves; a held checkpoint shows it.
      let isOrigin = result.output.utf8.count - place <= 72 && code == 0
      #expect(code == 3 || code == 4 || isOrigin, "byte \(place)")
      wrong[place] ^= 2
    }
  }

  @Test func `progress is for terminals and long work only`() {
    var shown = ""
    let bench = Bench()
    #expect(
      Progress(bench.surroundings(errors: { shown += $0 }, isTerminal: false), "checking") == nil)
    let progress = Progress(
      bench.surroundings(errors: { shown += $0 }, isTerminal: true), "checking")
    progress?.show(1, of: 1000)
    progress?.end()
    #expect(shown == "")
    progress?.show(32 << 20, of: 64 << 20)
    progress?.show(32 << 20, of: 64 << 20)
    progress?.end()
    #expect(shown == "\r\u{1B}[Kchecking: 50 % of 64 MiB\r\u{1B}[K")
  }
}
