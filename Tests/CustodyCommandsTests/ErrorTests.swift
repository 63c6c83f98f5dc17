import Presentation
import Testing

@testable import CustodyCommands

/// Every error message, provoked and compared whole: what, where with a caret, what to do.
@Suite struct ErrorTests {
  /// Command lines, a space between words; what follows `<<` is standard input.
  static let provocations = [
    "", "--nope", "--helf", "hlep", "xyzzy", "help hwo", "help who extra",
    "who", "who acme --at", "who acme --at --format json", "who acme --format xml",
    "who acme --format=jsn", "who acme account extra", "who acme --at now --at today",
    "who acme --nope --att now -x", "who acme --now=2026-02", "who acme --now noon",
    "who acme -o x", "who acme -o /nonexistent/x.json", "who acme --log /nonexistent",
    "who acme acount", "who acme foo", "who acme --known-at event:99", "who acme --at event:99",
    "who acme --at 2026-13-01", "who acme --at=2026-02-30", "who acme --at lately",
    "who acme --known-at 2026-03-04..2026-03-02", "who acne", "who асме", "who \u{7}bell",
    "who --client acme", "who --complaint c9", "who --complaint xxxxxxx",
    "who --complaint c1 --at now", "who --complaint c1 --clock source",
    "who ромашка --complaint c1", "who acme --client acme --complaint c1",
    "who acme account --complaint c1", "who --complaint c2",
    "who --complaint c1 --known-at event:77", "who --complaint c1 --known-at event:4",
    "who acme --complaint c1 --known-at 2026-03-01", "who --complaint c9 --known-at event:4",
    "who --queries -", "who --queries - << client,respons\nacme,x", "who --queries - << at\nnow",
    "who --queries - << client,client\na,b", "who --queries - << cl\"ient", "who acme --queries -",
    "who --queries - -o x.csv", "who --queries - --format csv", "who --queries /nonexistent",
    "history", "history acne", "log --limit 0", "log --limit x", "log --subject acme",
    "log --subject client/", "log --type foo", "log --type assignment.maid", "log --since event:77",
    "log --by effektive", "date", "date 2026-02-30", "date event:42", "date 2026-Q7",
    "init", "init --name X", "init --name X --zone Mars/Base",
    "init --name X --zone localtime", "init --name X --zone right/Europe/Berlin", "init --name",
    "append /nonexistent", "append --expect x", "append --expect 3 << \(good)",
    "append --log /nonexistent << \(good)", "append << \(good)\n\(good.dropLast(1))\n{}",
    "append << {\"type\":\"custody.person.joined\",\"subject\":\"client/x\",\"time\":\"2026-01-01T00:00:00Z\"}",
    "append << {\"type\":\"custody.entry.retracted\",\"subject\":\"client/acme\",\"time\":\"2026-01-01T00:00:00Z\",\"data\":{\"entry\":\"000000000099\",\"reason\":\"x\"}}",
    "append << {\"type\":\"custody.ledger.opened\",\"subject\":\"ledger\",\"time\":\"2026-01-01T00:00:00Z\",\"data\":{\"name\":\"x\",\"zone\":\"UTC\"}}",
    "append << {\"type\":\"custody.person.joind\",\"subject\":\"person/x\",\"time\":\"2026-01-01T00:00:00Z\"}",
    "append << {\"type\":\"custody.person.joined\",\"subject\":\"person/x\",\"time\":\"2026-01-32T00:00:00Z\"}",
    "import x", "import --rules /nonexistent x", "complaint", "complaint shwo c1",
    "help complaint shwo",
    "complaint show", "complaint show c9", "complaint show c2",
    "complaint show c1 --known-at event:4", "complaint show c9 --known-at event:4",
    "complaint list --client acne",
    "complaint list --against nobdy", "complaint list --state lost", "map --client acne",
    "map --only gaps", "diff 2026-03-01", "diff 2026-03-01 event:3", "diff event:3 event:99",
    "diff --known 2026-03-01 2026-03-02 --known-at now", "diff 2026-03-01 2026-03-02 --at now",
    "load --from 2026-01", "load --around 2026-03-01 --at now",
    "load --every day --from 0001-01-01", "what-if leave olgo", "leaver olgo", "leaver olga",
    "audit --code C999", "audit --baseline /nonexistent", "explain C99", "annotate /nonexistent",
    "annotate - << at,klient\nx,y", "annotate - << client,at\nacme,noon\nacne,2026-03-02T00:00:00Z",
    "annotate - --time-format %Q << client,at\n", "annotate - --delimiter ;; << client,at\n",
    "annotate - --responsibility acount << client,at\n", "contract show acne",
    "verify --key x", "verify --against /nonexistent", "verify --against 7:AAAA",
    "verify --against 3:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "verify --against 99:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "verify --against 3:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= --key x",
    "verify --against - << custody/0000000000000000\n3", "verify /nonexistent", "verify - << x",
    "verify --against - << \(Self.otherCheckpoint)",
    "verify --against - << \(Self.laterCheckpoint)",
    "verify --against - << \(Self.laterCheckpoint)\nProved.",
    "verify - << \(Self.laterCheckpoint)\nProved.",
    "verify - << c2sp.org/tlog-proof@v1", "checkpoint --key /nonexistent", "checkpoint --key -",
    "checkpoint extra", "prove", "prove x", "prove 99", "prove 1 2", "prove 3 --key -",
    "prove 3 --consistency 1..2", "prove --consistency 7", "prove --consistency 0..2",
    "prove --consistency ..2", "prove --consistency 1..x", "prove --consistency 3..2",
    "prove --consistency 99..", "prove --consistency 1..99", "verify --consistency x",
    "checkpoint --ssh-key x", "checkpoint --ssh-key x --key y -o z",
    "checkpoint --ssh-key x -o y --dry-run",
    "evidence", "evidence c1", "evidence c9 -o x", "evidence c2 -o x",
    "evidence c1 --client nobody -o x", "evidence c1 -o x --key -",
    "verify - << {\"custodyCase\":1}", "verify - << {\"custodyCase\":2,",
    "verify - << {\"custodyCase\":2}",
  ]

  static let otherCheckpoint =
    "custody/0000000000000000\n3\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
  static let laterCheckpoint =
    "custody/0000000000000000\n300\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

  static let good =
    #"{"type":"custody.person.left","subject":"person/olga","time":"2026-03-13T08:00:00Z"}"#

  @Test func `every message stays as it is`() {
    var text = ""
    for provocation in Self.provocations {
      let bench = Bench.withDispute()
      bench.append(
        """
        {"type":"custody.complaint.filed","subject":"client/acme","time":"2026-03-13T08:00:00Z","data":{"complaint":"c2"}}
        {"type":"custody.complaint.filed","subject":"client/ромашка","time":"2026-03-13T08:00:00Z","data":{"complaint":"c2"}}
        """)
      let before = bench.run("log", "--format", "jsonl").output
      let parts = provocation.split(separator: " << ", maxSplits: 1)
      let words = parts.first.map { $0.split(separator: " ").map(String.init) } ?? []
      let result = bench.run(words, input: parts.count > 1 ? parts[1] + "\n" : "")
      text +=
        "$ custody \(words.joined(separator: " ").printable)\n\(result.errors)=> \(result.code)\n\n"
      #expect(result.code != 0 || provocation.contains("joind"), "\(provocation)")
      if !provocation.contains("joind") {
        #expect(bench.run("log", "--format", "jsonl").output == before, "\(provocation)")
      }
    }
    Golden.expect(text, is: "errors.txt")
  }

  @Test func `the caret stands under what is meant, in any script and on long lines`() {
    let bench = Bench.withDispute()
    #expect(
      bench.run("who", "株式会社 Ромашка", "--at", "2026-03-02..x").errors.split(separator: "\n")[1...2]
        == [
          "  custody who '株式会社 Ромашка' --at 2026-03-02..x",
          "                                                  ^",
        ])
    let long = String(repeating: "a", count: 200)
    let lines = bench.run("who", long, "--at", "nope").errors.split(separator: "\n")
    #expect(lines[1].hasPrefix("  …") && lines[1].hasSuffix(" --at nope"))
    #expect(lines[1].utf8.count < 100 && lines[2].hasSuffix(" ^"))
  }

  @Test func `a bad setting is shown where it was set`() {
    let bench = Bench.withDispute()
    bench.variables["CUSTODY_FORMAT"] = "yaml"
    #expect(
      bench.run("who", "acme").errors == """
        custody: --format cannot be "yaml"
          CUSTODY_FORMAT=yaml
                         ^
          there are table, json, jsonl, csv, markdown

        """)
  }

  @Test func `a damaged log is exit code 3 and a changed one 4`() throws {
    let damaged = Bench.withDispute()
    let segment = damaged.log + "/000000000001.jsonl"
    var bytes = try #require(damaged.read(segment))
    bytes.replaceSubrange(40..<41, with: "9".utf8)
    damaged.write(segment, bytes)
    #expect(damaged.run("who", "acme").code == 4)
    damaged.remove(damaged.log + "/head")
    let result = damaged.run("who", "acme")
    #expect(result.code == 3)
    #expect(result.errors.contains("log/000000000001.jsonl:1:"))
  }
}
