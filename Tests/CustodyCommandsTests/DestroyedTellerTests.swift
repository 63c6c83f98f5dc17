import Testing

@testable import CustodyCommands

/// Who did something is unknown once the name was destroyed: the login that wrote it down does not stand in for it.
@Suite struct DestroyedTellerTests {
  @Test func `history and log show no login in the place of a name that was destroyed`() {
    let bench = Bench.withDispute()
    #expect(bench.run("redact", "3", "--fields", "by", "--reason", "r").code == 0)
    for command in [["history", "acme"], ["log"]] {
      let shown = bench.run(command).output
      #expect(shown.contains("(redacted)"), "\(shown)")
      let row = bench.run(command + ["--format", "json"]).output
      #expect(row.contains(#""by":null,"recordedBy":"anna""#), "\(row)")
      #expect(row.contains(#""redacted":["by"]"#), "\(row)")
      #expect(bench.run(command + ["--format", "csv"]).output.contains(",(redacted),anna,"))
    }
  }

  @Test func `who accepted a loss is not said to be the login once the name was destroyed`() throws
  {
    let (bench, _) = try RecoverTests.restored()
    let accept = ["recover", "--accept-loss", "--reason", "disk died", "--by", "olga"]
    #expect(bench.run(accept).code == 0)
    #expect(bench.run("verify").output.contains("lines 6 to 7 are gone; by olga, "))
    #expect(bench.run("redact", "6", "--fields", "by,reason", "--reason", "r").code == 0)
    let log = bench.run("verify").output
    #expect(log.contains("lines 6 to 7 are gone; by (redacted), "), "\(log)")
    let path = bench.folder + "/c1.html"
    #expect(bench.run("evidence", "c1", "--html", "-o", path).code == 0)
    let file = bench.run("verify", path).output
    #expect(file.contains("accepted by somebody whose name was destroyed"), "\(file)")
    #expect(!file.contains("accepted by anna"))
  }

  @Test func `of a holder whose name was destroyed nobody says that there was none`() throws {
    let bench = Bench.withDispute()
    for line in ["3", "6"] {
      #expect(bench.run("redact", line, "--fields", "person", "--reason", "r").code == 0)
    }
    let path = bench.folder + "/c1.html"
    #expect(bench.run("evidence", "c1", "--html", "-o", path).code == 0)
    let page = String(decoding: try #require(bench.read(path)), as: UTF8.self)
    #expect(
      page.contains("When the problem arose, nobody who could be named was accountable for account")
    )
    #expect(page.contains("A redaction has destroyed who else may have been."))
    #expect(!page.contains("arose, nobody was accountable"))
    #expect(bench.run("verify", path).code == 0)
    // Whoever may have been accountable can have to answer for it.
    let ruling = bench.run("complaint", "attribute", "c1", "ivan", "--reason", "x")
    #expect(ruling.code == 0, "\(ruling.errors)")
  }

  @Test func `a file of lost lines is told to differ because their loss was accepted`() throws {
    let bench = Bench.withDispute()
    let file = bench.folder + "/c1.case.json"
    #expect(bench.run("evidence", "c1", "-o", file).code == 0)
    let held = bench.folder + "/held"
    #expect(bench.run("checkpoint", "-o", held).code == 0)
    let segment = bench.log + "/000000000001.jsonl"
    let lines = try #require(bench.read(segment)).split(separator: 0x0A)
    bench.write(segment, Array(lines[..<5].joined(separator: [0x0A])) + [0x0A])
    #expect(bench.run("recover", "--accept-loss", "--reason", "disk died").code == 0)
    bench.append(String(repeating: ResultTests.note, count: 3))
    for path in [file, held] {
      let result = bench.run("verify", path, "--log", bench.log)
      #expect(result.code == 4)
      #expect(
        result.errors.replacing("\n", with: " ").contains(
          "in the log: loss accepted at #6: lines 6 to 8 are gone; by anna"), "\(result.errors)")
    }
  }

  @Test func `a restated line keeps the attributes that nobody put right, and is told anew`() throws
  {
    let bench = Bench.withDispute()
    bench.append(
      #"{"type":"custody.assignment.made","subject":"client/acme","time":"2026-03-12T08:00:00Z","#
        + #""sourcetime":"2026-03-12T08:30:00Z","source":"crm","id":"1","ticket":"T-7","urgent":true,"#
        + #""data":{"responsibility":"sales","person":"olga","shift":"late"}}"#)
    #expect(bench.run("correct", "8", "--set", "person=petr", "--reason", "a slip").code == 0)
    let log = String(
      decoding: try #require(bench.read(bench.log + "/000000000001.jsonl")), as: UTF8.self)
    let line = try #require(log.split(separator: "\n").last)
    #expect(line.contains(#""ticket":"T-7","urgent":true,"#), "\(line)")
    #expect(line.contains(#""person":"petr","note":"a slip","shift":"late""#), "\(line)")
    #expect(!line.contains("sourcetime") && !line.contains("crm"), "\(line)")
  }
}
