import Merkle
import Signatures
import Testing

@testable import CustodyCommands

/// A file that goes on behind what somebody holds: what stands there can have been made for it.
@Suite struct HeldTests {
  /// Given a ledger of which somebody holds a checkpoint of 7 lines, and one that goes on otherwise behind them,
  /// with a case file, a proof of a line before and one of a line behind, and what leads to its checkpoint.
  private struct Fork {
    let bench = Bench.withDispute()
    let held: String
    let key: String
    let file: String
    let proof: String

    init() throws {
      held = bench.folder + "/held"
      file = bench.folder + "/c1.case.json"
      let secret = bench.file("acme.key", VerifyTests.key.secretText + "\n")
      key = bench.file("acme.pub", VerifyTests.key.verifierKey.text + "\n")
      try #require(bench.run("checkpoint", "--key", secret, "-o", held).code == 0)
      bench.append(WriterTests.good)
      try #require(bench.run("evidence", "c1", "-o", file).code == 0)
      proof = bench.file("7-9", bench.run("prove", "--consistency", "7..9").output)
    }

    func verify(_ words: String...) -> Bench.Result { bench.run(["verify"] + words) }
  }

  private static let unique =
    "\nnot proved: when it was signed (a witness says so by its own clock), that the signer has looked at any "
    + "line, or that nobody else was shown another root under the same signature\n"

  @Test func `an older checkpoint shows the lines that it covers, and none behind them`() throws {
    let fork = try Fork()
    let result = fork.verify(
      fork.file, "--against", fork.held, "--key", fork.key, "--consistency", fork.proof)
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.contains("which somebody held: the first 7 lines are unchanged; signed by "))
    #expect(
      result.output.contains(
        "\nnot proved: that lines 8 to 9 are the ledger’s: they can have been made for this file\n")
    )
    #expect(result.output.contains(Self.unique))
    let json = fork.verify(
      fork.file, "--against", fork.held, "--consistency", fork.proof, "--format", "json")
    #expect(json.output.contains(#""heldFrom":1,"heldTo":7,"#))
    #expect(
      fork.verify(fork.file, "--format", "json").output.contains(#""heldFrom":null,"heldTo":null,"#)
    )
  }

  @Test func `a log beside the file shows no more lines to be the ledger’s than what is held`()
    throws
  {
    let fork = try Fork()
    let result = fork.verify(
      fork.file, "--against", fork.held, "--key", fork.key, "--log", fork.bench.log)
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.contains(
        "\nnot proved: that lines 8 to 9 are the ledger’s: they can have been made for this file\n")
    )
    #expect(result.output.contains(Self.unique))
    let alone = fork.verify(fork.file, "--log", fork.bench.log)
    #expect(alone.code == 0 && !alone.output.contains("lines 8 to 9"))
  }

  @Test func `a checkpoint of all lines leaves open who else was shown another`() throws {
    let fork = try Fork()
    let all = fork.bench.file("all", fork.bench.run("checkpoint").output)
    let result = fork.verify(fork.file, "--against", all)
    #expect(
      result.code == 0 && result.output.contains("\nit agrees with \(all), which somebody held\n"))
    #expect(!result.output.contains("are the ledger’s") && !result.output.contains(Self.unique))
    let json = fork.verify(fork.file, "--against", all, "--format", "json")
    #expect(json.output.contains(#""heldFrom":1,"heldTo":9,"#))
    let secret = fork.bench.folder + "/acme.key"
    let signed = fork.bench.folder + "/signed"
    #expect(fork.bench.run("checkpoint", "--key", secret, "-o", signed).code == 0)
    let vouched = fork.verify(fork.file, "--against", signed, "--key", fork.key)
    #expect(vouched.code == 0 && vouched.output.contains(Self.unique))
    #expect(!vouched.output.contains("can have been made"))
  }

  @Test func `of a proof it is said whether its line stands behind what is held`() throws {
    let fork = try Fork()
    let doubt =
      "\nnot proved: that lines 8 to 9 are the ledger’s: they can have been made for this file"
    for (line, words) in [("3", "\n"), ("8", "; line 8 is one of them\n")] {
      let path = fork.bench.file("proof", fork.bench.run("prove", line).output)
      let result = fork.verify(path, "--against", fork.held, "--consistency", fork.proof)
      #expect(result.code == 0 && result.output.contains(doubt + words), "\(result.output)")
    }
    let newer = fork.bench.file("newer", fork.bench.run("checkpoint").output)
    let result = fork.verify(newer, "--against", fork.held, "--consistency", fork.proof)
    #expect(result.code == 0 && result.output.contains(doubt + "\n"))
    let older = fork.verify(fork.held, "--against", newer, "--consistency", fork.proof)
    #expect(older.code == 0 && !older.output.contains("can have been made"))
  }

  @Test func `a head shows its line and what leads to it without a gap`() throws {
    let fork = try Fork()
    let head = try #require(
      fork.bench.run("checkpoint", "-o", fork.bench.folder + "/c").output
        .split(separator: "\n").first
    ).split(separator: " ")
    let held = "\(head[1]):\(head[2])"
    // Line 4 is about another client, and is not in the file.
    let result = fork.verify(fork.file, "--against", held)
    #expect(result.code == 0)
    #expect(
      result.output.contains(
        "\nnot proved: that other lines than lines 5 to 9 are the ledger’s, or that the root is: "))
    let json = fork.verify(fork.file, "--against", held, "--format", "json")
    #expect(json.output.contains(#""heldFrom":5,"heldTo":9,"#))
    let path = fork.bench.file("proof", fork.bench.run("prove", "9").output)
    let proof = fork.verify(path, "--against", held)
    #expect(
      proof.code == 0 && proof.output.contains("\nnot proved: that other lines than line 9 are "))
  }

  @Test func `another origin is not called another root`() throws {
    let fork = try Fork()
    let text = fork.bench.run("checkpoint").output
    let origin = try #require(text.split(separator: "\n").first)
    let other = "custody/0000000000000000"
    let words =
      "custody: \(other == origin ? "" : "FOLDER/c1.case.json is of \(origin), and FOLDER/")"
    // Whatever the size, and whatever leads there.
    for (name, size) in [("same", "9"), ("older", "7"), ("newer", "99")] {
      let lines = text.replacing(origin, with: other).replacing("\n9\n", with: "\n\(size)\n")
      let held = fork.bench.file(name, lines)
      for bridge in [[], ["--consistency", fork.proof]] {
        let result = fork.bench.run(["verify", fork.file, "--against", held] + bridge)
        #expect(result.code == 4 && result.output == "")
        #expect(
          result.errors.hasPrefix("\(words)\(name) of \(other): they are of two ledgers\n"),
          "\(result.errors)")
      }
      let log = fork.verify("--against", held)
      #expect(log.code == 4 && log.errors.contains("its origin is \(other), and this log's is "))
    }
    let root = fork.bench.file(
      "root",
      text.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n\(Digest.zero.base64)\n")
    let result = fork.verify(fork.file, "--against", root)
    #expect(result.code == 4 && result.errors.contains("has another root than FOLDER/root\n"))
  }

  @Test func `a head of another ledger is not told as lost lines alone`() throws {
    let fork = try Fork()
    for head in ["3:\(Digest.zero.base64)", "99:\(Digest.zero.base64)"] {
      let result = fork.verify("--against", head)
      #expect(
        result.code == 4 && result.errors.contains("of another ledger, of which "),
        "\(result.errors)")
    }
  }

  @Test func `a file of signatures that is not there is a bad argument, as the help says`() throws {
    let fork = try Fork()
    let key = fork.bench.file(
      "ssh.pub",
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPOXxOj9QByByRZHWEgM1UJC5U5vyLpsjMXDHbOGmuy8 anna\n")
    let result = fork.verify("--against", fork.held, "--key", key)
    #expect(
      result.code == 2 && result.errors.contains("cannot read FOLDER/held.sig: "),
      "\(result.errors)")
    #expect(
      fork.bench.run("help", "verify").output.replacing("\n", with: " ").contains(
        "or a file of signatures that is not there, 2."))
  }
}
