import Foundation
import Testing

@testable import CustodyCommands

/// A spreadsheet gets columns: what stays as it is, what is answered, and what is said of the rest.
@Suite struct AnnotateTests {
  private static let columns = "accountable,acting,basis,since,evidence,confidence"
  private static let olga = "olga,olga,assigned,2026-02-20T08:00:00Z,#6,recorded"

  private static func annotate(_ bytes: String, _ more: String...) -> Bench.Result {
    Bench.withDispute().run(["annotate", "-"] + more, input: bytes)
  }

  @Test func `what stood in the file stands as it did`() {
    let at = "2026-03-02T10:00:00Z"
    let result = Self.annotate(
      "\u{FEFF}\"at\";client;\"say \"\"so\"\"\"\r\n\r\n\(at);\"acme\"; x \r\n\"\(at)\";acme;\"a\r\nb;\"\n\n\(at);acme;",
      "--delimiter", ";")
    let columns = Self.columns.replacing(",", with: ";")
    let olga = Self.olga.replacing(",", with: ";")
    #expect(
      Array(result.output.utf8) == Array(
        "\u{FEFF}\"at\";client;\"say \"\"so\"\"\";\(columns)\r\n\r\n\(at);\"acme\"; x ;\(olga)\r\n"
          .utf8)
        + Array("\"\(at)\";acme;\"a\r\nb;\";\(olga)\n\n\(at);acme;;\(olga)".utf8))
    #expect(result.errors == "" && result.code == 0)
  }

  @Test func `blank lines at the end stay, and another encoding becomes UTF-8`() {
    let bench = Bench.withDispute()
    let file = bench.folder + "/x.csv"
    bench.write(
      file, Array("client,at,n\nacme,2026-03-02T10:00:00Z,".utf8) + [0xFC] + Array("\n\n\n".utf8))
    let result = bench.run("annotate", file, "--encoding", "iso-8859-1")
    #expect(
      result.output
        == "client,at,n,\(Self.columns)\nacme,2026-03-02T10:00:00Z,ü,\(Self.olga)\n\n\n")
  }

  @Test(arguments: [false, true])
  func `an earlier run's columns are replaced where they stand`(_ isFiled: Bool) {
    let filed = isFiled ? ["--filed-column", "filed"] : []
    let bench = Bench.withDispute()
    let rows = "client,at,filed\nacme,2026-03-02,2026-03-11\nacne,2026-03-02,2026-03-11\n"
    let options = ["annotate", "-", "--time-format", "date"] + filed
    let once = bench.run(options, input: rows)
    #expect(bench.run(options, input: once.output) == once)
    // Somebody has put a column behind them, and the other kind of run puts its columns there.
    let moved = once.output.split(separator: "\n").map { "\($0),x\n" }.joined()
    let other = bench.run(
      "annotate", "-", "--time-format", "date", "--at-column", "filed", input: moved)
    let wanted = bench.run(
      "annotate", "-", "--time-format", "date", "--at-column", "filed", input: rows)
    #expect(other.output == wanted.output.split(separator: "\n").map { "\($0),x\n" }.joined())
    #expect(once.output.contains("changed_since_filed") == isFiled)
  }

  @Test func `a column of the spreadsheet's own is never overwritten`() {
    let rows = "client,at,basis\nacme,2026-03-02T10:00:00Z,mine\n"
    let result = Self.annotate(rows)
    #expect(result.code == 2 && result.output == "")
    #expect(
      result.errors == """
        custody: - has a column basis already, which is not of an earlier run
          give the added columns other names: --prefix custody_

        """)
    let prefixed = Self.annotate(rows, "--prefix", "custody_")
    #expect(prefixed.output.hasPrefix("client,at,basis,custody_accountable,custody_acting,"))
    #expect(prefixed.output.contains("Z,mine,\(Self.olga)\n"))
  }

  @Test func `a column that was added cannot be asked from`() {
    let rows = "client,at,\(Self.columns)\nacme,2026-03-02T10:00:00Z,,,,,,\n"
    let result = Self.annotate(rows, "--at-column", "since")
    #expect(
      result.errors == """
        custody: the column since is one that annotate itself has added
          custody annotate - --at-column since
                                         ^^^^^
          name a column of the spreadsheet’s own

        """)
  }

  @Test func `what cannot be answered is counted by reason and written to its own file`() throws {
    let bench = Bench.withDispute()
    bench.append(
      """
      {"type":"custody.client.registered","subject":"client/a","time":"2026-03-01T08:00:00Z","data":{"name":"Eins"}}
      {"type":"custody.client.registered","subject":"client/b","time":"2026-03-01T08:00:00Z","data":{"name":"Eins"}}
      """)
    let rows = """
      client,at,what
      acme,2026-03-02,account
      acne,2026-03-02,account
      acne,2026-03-02,account
      b1,2026-03-02,account
      b2,2026-03-02,account
      b3,2026-03-02,account
      eins,2026-03-02,account
      acme,noon,account
      acme,,account
      acme,2026-03-02,acount
      acme,2026-03-02
      acme,2026-03-02,"a"x
      Acme,2026-03-02,

      """
    let rest = bench.folder + "/rest.csv"
    let options = [
      "annotate", "-", "--time-format", "date", "--responsibility-column", "what",
      "--unmatched", rest,
    ]
    let result = bench.run(options, input: rows)
    #expect(result.code == 2)
    Golden.expect(result.output + "\n" + result.errors, is: "annotate-unmatched.txt")
    let unmatched = String(decoding: try #require(bench.read(rest)), as: UTF8.self)
    Golden.expect(unmatched, is: "annotate-rest.csv")
    // Mended rows are answered: what is left has the spreadsheet's columns.
    let again = bench.run(
      "annotate", rest, "--time-format", "date", "--responsibility-column", "what")
    #expect(again.errors.contains("11 of 11 rows could not be answered"), "\(again.errors)")
    // Without the file some are named only.
    let short = bench.run(options.dropLast(2), input: rows).errors
    #expect(short.contains("and 2 more"))
    #expect(short.hasSuffix("--unmatched FILE writes all of them, with line and reason\n"))
  }

  @Test func `the name of the file says the format, or is refused`() throws {
    let bench = Bench.withDispute()
    let rows = "client,at\nacme,2026-03-02T10:00:00Z\nacne,2026-03-02T10:00:00Z\n\"acme\n"
    for name in ["x.json", "x.jsonl", "x.csv"] {
      let file = bench.folder + "/" + name
      #expect(bench.run("annotate", "-", "-o", file, input: rows).code == 2)
      Golden.expect(
        String(decoding: try #require(bench.read(file)), as: UTF8.self),
        is: "annotate-format." + name.dropFirst(2))
      let format = String(name.dropFirst(2))
      let bytes = try #require(bench.read(file))
      #expect(
        Array(bench.run("annotate", "-", "--format", format, input: rows).output.utf8) == bytes)
    }
    let json = Data(try #require(bench.read(bench.folder + "/x.json")))
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect((object["rows"] as? [Any])?.count == 2 && object["report"] as? String == "annotation")
    for name in ["x.md", "x.txt", "x"] {
      let result = bench.run("annotate", "-", "-o", bench.folder + "/" + name, input: rows)
      #expect(result.code == 2 && result.errors.contains("end it with .csv, .jsonl or .json"))
    }
    let twice = bench.run("annotate", "-", "--format", "json", input: "client,at,x,x\n")
    #expect(
      twice.errors.contains("the column x is there twice, which JSON cannot tell apart"))
    // A setting for reports says nothing about rows.
    bench.variables["CUSTODY_FORMAT"] = "table"
    #expect(bench.run("annotate", "-", input: rows).output.hasPrefix("client,at,accountable"))
  }

  @Test func `the rest goes neither into the ledger nor into the result`() {
    let bench = Bench.withDispute()
    let inside = bench.run(
      "annotate", "-", "--unmatched", bench.log + "/x.csv", input: "client,at\n")
    #expect(inside.code == 2 && inside.errors.contains("lies in the ledger’s folder"))
    let same = bench.folder + "/x.csv"
    let result = bench.run(
      "annotate", "-", "-o", same, "--unmatched", same, input: "client,at\n")
    #expect(result.errors.contains("-o and --unmatched name the same file"))
    let nowhere = bench.run(
      "annotate", "-", "-o", bench.folder + "/no/x.csv", "--unmatched", bench.folder + "/no/y.csv",
      input: "client,at\n")
    #expect(nowhere.code == 2 && nowhere.errors.contains("cannot write"), "\(nowhere.errors)")
    let empty = bench.run("annotate", "-", input: "")
    #expect(empty.code == 2 && empty.errors.contains("standard input is empty"))
  }

  @Test func `what annotate itself writes steers no terminal`() throws {
    let bench = Bench.withDispute()
    let rest = bench.folder + "/rest.csv"
    let rows = "client,at\n\u{1B}[31mred,2026-03-02T10:00:00Z\nacme,\u{1B}[2Jnoon\n"
    let result = bench.run(
      "annotate", "-", "--unmatched", rest, "--prefix", "\u{1B}[1m", input: rows)
    let unmatched = String(decoding: try #require(bench.read(rest)), as: UTF8.self)
    // The rows stand as they stood, and nothing beside them does that.
    #expect(unmatched.split(separator: "\u{1B}").count == 3, "\(unmatched)")
    #expect(unmatched.contains("no line of the ledger is about the client: \\u{1B}[31mred"))
    #expect(result.output.split(separator: "\u{1B}").count == 3)
    #expect(result.output.hasPrefix("client,at,\\u{1B}[1maccountable,"))
  }

  @Test func `a reader who has gone is told nothing`() {
    let bench = Bench.withDispute()
    bench.closesOutput = true
    let rows = String(repeating: "acne,2026-03-02T10:00:00Z\n", count: 20_000)
    let result = bench.run("annotate", "-", input: "client,at\n" + rows)
    #expect(result.errors == "" && result.code == 0)
  }

  @Test(arguments: [("client;at", "--delimiter ';'"), ("client\tat", "--delimiter tab")])
  func `another delimiter is recognised and told of`(_ header: String, _ hint: String) {
    #expect(Self.annotate("\(header)\n").errors.contains(hint))
  }

  @Test func `a long file is written whole or not at all`() throws {
    let bench = Bench.withDispute()
    let row = "acme,2026-03-02T10:00:00Z,\(String(repeating: "x", count: 1000))\n"
    let rows = "client,at,x\n" + String(repeating: row, count: 1200)
    let file = bench.file("x.csv", rows)
    #expect(bench.run("annotate", file, "-o", file).code == 0)
    let written = String(decoding: try #require(bench.read(file)), as: UTF8.self)
    #expect(written == bench.run("annotate", "-", input: rows).output)
    #expect(written.utf8.count > ResultFile.gathered)
    // A device takes it as it comes.
    #expect(bench.run("annotate", file, "-o", "/dev/null", "--format", "csv").code == 0)
    // A record that no line break ends leaves neither a result nor a part of one.
    let broken = bench.run("annotate", "-", "-o", bench.folder + "/none/y.csv", input: rows)
    #expect(broken.code == 2 && broken.errors.contains("cannot write"))
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
    #expect(names.sorted() == ["log", "x.csv"])
  }

  @Test func `every row agrees with who`() throws {
    let bench = Bench()
    bench.variables["CUSTODY_LOG"] = ReportTests.story
    var numbers = SystemRandomNumberGenerator()
    let clients = ["kranich", "uhu", "стриж", "дрозд", "elster", "чайка", "milan", "wachtel"]
    let names = ["sales", "account", "support", "contract", "billing", "legal"]
    var rows: [(client: String, name: String, at: String, filed: String)] = []
    for _ in 0..<400 {
      func time() -> String {
        let seconds = Int.random(in: 1_693_526_400..<1_798_000_000, using: &numbers)
        return Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
      }
      rows.append((clients.randomElement()!, names.randomElement()!, time(), time()))
    }
    let sheet = rows.map { "\($0.client),\($0.name),\($0.at),\($0.filed)\n" }.joined()
    let annotated = bench.run(
      "annotate", "-", "--responsibility-column", "what", "--filed-column", "filed",
      input: "client,what,at,filed\n" + sheet)
    #expect(annotated.errors == "")
    func answers(_ known: (Int) -> String) throws -> [[String: Any]] {
      let questions = rows.indices.map {
        "\(rows[$0].client),\(rows[$0].name),\(rows[$0].at),\(known($0))\n"
      }
      let lines = bench.run(
        "who", "--queries", "-",
        input: "client,responsibility,at,known_at\n" + questions.joined()
      ).output.split(separator: "\n")
      return try lines.map { line in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return try #require((object?["answers"] as? [[String: Any]])?.first)
      }
    }
    let now = try answers { _ in "" }
    let then = try answers { rows[$0].filed }
    let lines = annotated.output.split(separator: "\n").dropFirst()
    try #require(lines.count == rows.count && now.count == rows.count && then.count == rows.count)
    for (index, line) in lines.enumerated() {
      let (answer, before) = (now[index], then[index])
      func text(_ key: String) -> String { answer[key] as? String ?? "" }
      let evidence = (answer["evidence"] as? [[String: Any]] ?? [])
        .map { "#\($0["sequence"] as? Int ?? 0)" }
      let isSame =
        text("accountable") == before["accountable"] as? String ?? ""
        && text("basis") == before["basis"] as? String
      let wanted = [
        text("accountable"), text("acting"), text("basis"), text("since"),
        evidence.joined(separator: " "), text("confidence"), isSame ? "false" : "true",
      ]
      #expect(line.hasSuffix("," + wanted.joined(separator: ",")), "\(rows[index])")
    }
  }

  @Test func `the list of unmatched rows does not replace the spreadsheet`() throws {
    let bench = Bench.withDispute()
    let text = "client,at\nnope,2026-03-01T00:00:00Z\n"
    let file = bench.file("t.csv", text)
    let result = bench.run("annotate", file, "--unmatched", bench.folder + "/./t.csv")
    #expect(result.code == 2 && result.errors.contains("--unmatched names the spreadsheet itself"))
    #expect(bench.read(file) == Array(text.utf8))
  }
}
