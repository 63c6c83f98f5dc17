import CustodyLedger
import EventLog
import Foundation
import Ownership
import Signatures
import Testing

@testable import CustodyCommands

/// Case files of redacted lines, and what is agreed to before one leaves.
extension EvidenceTests {
  @Test func `a case file after a redaction checks, and tells of it`() throws {
    let bench = Bench.withDispute()
    let before = bench.run("checkpoint").output
    let redacted = bench.run("redact", "5", "--reason", "asked for by the client")
    #expect(redacted.code == 0, "\(redacted.errors)")
    let held = bench.file("held", before)
    #expect(bench.run("verify", "--against", held).code == 0)
    let path = bench.folder + "/c1.case.json"
    #expect(bench.run("evidence", "c1", "-o", path).code == 0)
    let bytes = try #require(bench.read(path))
    #expect(!String(decoding: bytes, as: UTF8.self).contains("poor service"))
    let checked = bench.run("verify", path)
    #expect(checked.code == 0, "\(checked.errors)")
    #expect(checked.output.contains("\nredacted, each with a line that tells of it: #5\n"))
    let proof = bench.file("5.tlog-proof", bench.run("prove", "5").output)
    #expect(
      bench.run("verify", proof).output.contains("\nseals stand in the place of data.summary"))
    // A stub that no line explains is refused, wherever the bit is that was changed in it.
    let place = try #require(bytes.firstRange(of: Array("\\\"redacted\\\"".utf8)))
    var changed = bytes
    changed[place.lowerBound - 30] ^= 1
    #expect(Self.problem(changed) != nil)
  }

  @Test func `where the holder’s name was destroyed, the verdict is found anew from what is left`()
    throws
  {
    let bench = Bench.withDispute()
    let redacted = bench.run("redact", "6", "--fields", "person", "--reason", "asked for by her")
    #expect(redacted.code == 0, "\(redacted.errors)")
    let path = bench.folder + "/c1.case.json"
    #expect(bench.run("evidence", "c1", "-o", path).code == 0)
    let bytes = try #require(bench.read(path))
    #expect(!String(decoding: bytes, as: UTF8.self).contains(#"\"person\":\"olga\""#))
    let asked = bench.run("who", "--complaint", "c1", "--format", "json").output
    bench.remove(bench.log)
    let checked = bench.run("verify", path, "--format", "json")
    #expect(checked.code == 0, "\(checked.errors)")
    #expect(checked.output.contains(#""redacted":[6]"#))
    let ending =
      #""before":{"accountable":"ivan","basis":"assigned"},"#
      + #""after":{"accountable":null,"basis":"redacted"}"#
    #expect(asked.contains(ending) && checked.output.contains(ending))
    // Whoever puts a name back has other lines than the log.
    let text = String(decoding: bytes, as: UTF8.self)
    let forged = text.replacing(
      /\\"person\\":\\"[A-Za-z0-9+\/]{43}=\\"/, with: #"\"person\":\"olga\""#)
    #expect(forged != text && Self.problem(Array(forged.utf8))?.isRefuted == true)
  }

  @Test
  func
    `with a witness the file says what a signature does not show, and without it what is missing`()
    throws
  {
    let bench = Bench.withDispute()
    let path = bench.folder + "/c1.case.json"
    let secret = bench.file("acme.key", VerifyTests.key.secretText)
    let open = bench.file("acme.pub", VerifyTests.key.verifierKey.text + "\n")
    bench.run("evidence", "c1", "-o", path, "--key", secret)
    let signed = bench.run("verify", path, "--key", open).output
    #expect(
      signed.contains(
        "\nnot proved: when it was signed (a witness says so by its own clock), that the signer has looked "
          + "at any line, or that nobody else was shown another root under the same signature\n"))
    let unsigned = bench.run("verify", path).output
    #expect(
      unsigned.contains(
        "\nnot proved: that the root is the ledger’s: whoever made this file could have made a log for it"
      ))
    for output in [signed, unsigned] {
      #expect(output.contains("\nnot proved: that a line is true: it is what somebody entered."))
      #expect(
        output.contains("\nnot proved: when a line was recorded: every time, up to "))
    }
    let page = bench.folder + "/c1.html"
    bench.run("evidence", "c1", "-o", page, "--key", secret)
    let words = String(decoding: try #require(bench.read(page)), as: UTF8.self)
    let name = "\(VerifyTests.key.name)+\(VerifyTests.key.verifierKey.id)"
    #expect(words.contains("<li>that \(name) signed it: this page says so, and only the key shows"))
    #expect(
      bench.run("verify", page, "--key", open).output.contains("\nsigned by \(name): valid\n"))
  }

  @Test func `a dry run records nothing and says what would be given away`() {
    let bench = Bench.withDispute()
    let result = bench.run("evidence", "c1", "--dry-run")
    #expect(
      result
        == Bench.Result(
          code: 0,
          output:
            """
            would issue evidence on c1 of acme
            the case file gives away 7 lines about client/acme, person/ivan, person/olga,
              person/petr, ledger: 1 ledger.opened, 1 client.registered, 2 assignment.made,
              1 handoff.offered, 1 complaint.filed, 1 evidence.issued; of what people wrote
              in them: 2 name, 1 summary, 1 by

            """,
          errors: "nothing was recorded, and no file was written\n"))
    #expect(bench.run("log", "--type", "evidence.issued").code == 1)
  }

  @Test func `on a terminal nothing leaves the house before somebody has agreed`() {
    for answer in ["", "n\n", "\n", "yesterday\n", "y", "N\n", "no\nyes\n"] {
      let bench = Bench.withDispute()
      bench.isTerminal = true
      let path = bench.folder + "/c1.case.json"
      let result = bench.run("evidence", "c1", "-o", path, input: answer)
      #expect(result.code == 1 && result.output == "")
      #expect(
        result.errors == Self.disclosed
          + "give it away? [y/N] nothing was recorded, and no file was written\n")
      #expect(bench.read(path) == nil && bench.run("log", "--type", "evidence.issued").code == 1)
    }
    for (answer, options) in [("y\n", []), ("YES\n", []), ("", ["--yes"])] {
      let bench = Bench.withDispute()
      bench.isTerminal = true
      let path = bench.folder + "/c1.case.json"
      let result = bench.run(["evidence", "c1", "-o", path] + options, input: answer)
      #expect(result.code == 0 && bench.read(path) != nil)
      #expect(result.errors == Self.disclosed + (options.isEmpty ? "give it away? [y/N] " : ""))
    }
  }

  @Test func `what was agreed to is what is given away, or nothing is recorded`() {
    let bench = Bench.withDispute()
    bench.isTerminal = true
    bench.variables["NO_COLOR"] = "1"
    bench.whileAwaited = {
      bench.whileAwaited = {}
      bench.run("note", "client/acme", "a word about it")
    }
    let path = bench.folder + "/c1.case.json"
    let result = bench.run("evidence", "c1", "-o", path, input: "y\n")
    #expect(result.code == 2 && bench.read(path) == nil)
    #expect(
      result.errors.hasSuffix(
        """
        [y/N] custody: lines were recorded meanwhile, so that the case file would give away something else
          nothing was recorded, and no file was written; run it again

        """), "\(result.errors)")
    #expect(bench.run("log", "--type", "evidence.issued").code == 1)
    #expect(bench.run("evidence", "c1", "-o", path, input: "y\n").code == 0)
  }

  @Test func `the case file of each complaint of the story checks`() throws {
    let story = ReadmeTests.root.appendingPathComponent("EventLog").path
    let bench = Bench()
    try FileManager.default.copyItem(atPath: story, toPath: bench.log)
    let history = try Ledger(folder: bench.log).read().history
    var count = 0
    for client in history.clients {
      for event in history.lines(about: client) {
        guard case .complaint(.filed(let filing)) = event.fact else { continue }
        let path = bench.folder + "/case.json"
        let issued = bench.run(
          "evidence", filing.complaint.text, "--client", client.text, "-o", path)
        #expect(issued.code == 0, "\(filing.complaint): \(issued.errors)")
        #expect(bench.run("verify", path).code == 0, "\(filing.complaint)")
        count += 1
      }
    }
    #expect(count >= 5)
    #expect(bench.run("verify").code == 0)
  }
}
