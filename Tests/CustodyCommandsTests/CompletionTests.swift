import Foundation
import Testing

@testable import CustodyCommands

/// What `custody complete` offers, and the scripts of the shells that ask it.
@Suite struct CompletionTests {
  /// A ledger with ids in Cyrillic, with spaces and with colons.
  private static func bench() -> Bench {
    let bench = Bench.withDispute()
    bench.append(
      """
      {"type":"custody.client.registered","subject":"client/big o'client $5","time":"2026-03-12T08:00:00Z","data":{"name":"Big"}}
      {"type":"custody.client.registered","subject":"client/crm:42","time":"2026-03-12T08:00:00Z","data":{"name":"From the CRM"}}
      {"type":"custody.client.registered","subject":"client/crm:43","time":"2026-03-12T08:00:00Z","data":{"name":"From the CRM"}}
      """)
    return bench
  }

  private static func offered(_ words: [String], in bench: Bench) -> [String] {
    bench.run(["complete", "--"] + words).output.split(separator: "\n").map(String.init)
  }

  static let lines: [(words: [String], candidates: [String])] = [
    (["wh"], ["who", "what-if"]),
    (["compl"], ["complaint", "completions"]),
    (["complaint", "re"], ["redirect", "resolve", "reopen"]),
    (["what-if", ""], ["leave"]),
    (["help", "contract", "s"], ["show", "sign"]),
    (["who", ""], ["acme", "big o'client $5", "crm:42", "crm:43", "ромашка"]),
    (["who", "ро"], ["ромашка"]),
    (["who", "crm:"], ["crm:42", "crm:43"]),
    (["who", "zzz"], []),
    (["who", "acme", "a"], ["account"]),
    (["who", "--complaint", ""], ["c1"]),
    (["who", "--complaint=c"], ["--complaint=c1"]),
    (["who", "--format", "j"], ["json", "jsonl"]),
    (["who", "--format=j"], ["--format=json", "--format=jsonl"]),
    (["--format", "c"], ["csv"]),
    (["who", "--know"], ["--known-at"]),
    (["who", "--known-at", "now", "--know"], []),
    (["map", "--client", "acme", "--cl"], ["--client", "--clock"]),
    (["who", "--", "--"], []),
    (["who", "--at", ""], []),
    (["complaint", "show", ""], ["c1"]),
    (["assign", "acme", "о"], ["ольга"]),
    (["assign", "acme", "olga", "account", "s"], ["sales", "support"]),
    (["assign", "--by", "acme", "ac"], ["acme"]),
    (["person", "leave", "iv"], ["ivan"]),
    (["complaint", "redirect", "c1", "responsibility:l"], ["responsibility:legal"]),
    (["log", "--subject", "client/р"], ["client/ромашка"]),
    (["log", "--type", "handoff.a"], ["handoff.accepted"]),
    (["completions", ""], ["bash", "zsh", "fish"]),
    (["--vers"], ["--version"]),
    (["complaint", "nonsense", ""], []),
    (["nonsense", ""], []),
  ]

  @Test(arguments: lines)
  func `what may stand there is offered`(_ line: (words: [String], candidates: [String])) {
    #expect(Self.offered(line.words, in: Self.bench()) == line.candidates)
  }

  @Test func `the hidden command is offered nowhere`() {
    let bench = Bench()
    #expect(!Self.offered([""], in: bench).contains("complete"))
    #expect(!bench.run("help").output.contains("\n  complete "))
    #expect(bench.run("help", "completions").output.contains("custody complete -- WORD"))
  }

  @Test func `every command is offered word by word, and every option`() {
    let bench = Bench()
    for command in Program.commands where !command.isHidden {
      let words = command.name.split(separator: " ").map(String.init)
      for index in words.indices {
        #expect(
          Self.offered(words[..<index] + [""], in: bench).contains(words[index]), "\(words)")
      }
      #expect(Self.offered(words + ["--"], in: bench) == command.allOptions.map(\.name))
    }
  }

  @Test func `the ledger is the one that the words name`() {
    let named = Self.bench()
    let bench = Bench()
    #expect(Self.offered(["who", ""], in: bench) == [])
    #expect(bench.run("complete", "--", "who", "").errors == "")
    #expect(Self.offered(["--log", named.log, "who", "ac"], in: bench) == ["acme"])
    #expect(Self.offered(["who", "--log=\(named.log)", "ac"], in: bench) == ["acme"])
    bench.variables = ["HOME": named.folder]
    #expect(Self.offered(["who", "--log", "~/log", "ac"], in: bench) == ["acme"])
  }

  @Test func `a damaged ledger offers nothing and says nothing`() {
    let bench = Bench()
    try? FileManager.default.createDirectory(atPath: bench.log, withIntermediateDirectories: true)
    _ = bench.file("log/000000000001.jsonl", "no event\n")
    #expect(
      bench.run("complete", "--", "who", "") == Bench.Result(code: 0, output: "", errors: ""))
  }

  @Test(arguments: [["append", ""], ["who", "-o", "x"], ["who", "--log", ""], ["verify", "x"]])
  func `files are left to the shell`(_ words: [String]) {
    #expect(
      Self.bench().run(["complete", "--"] + words)
        == Bench.Result(code: 1, output: "", errors: ""))
  }

  @Test func `what a candidate is stands behind a tab`() {
    #expect(
      Self.bench().run("complete", "--describe", "--", "hist").output
        == "history\teverything that was recorded about a client, in the order in which it took "
        + "effect\n")
  }

  @Test(arguments: CompletionScript.allCases.map(\.rawValue))
  func `scripts stay as they were looked at`(_ shell: String) {
    Golden.expect(Bench().run("completions", shell).output, is: "completions.\(shell)")
  }

  @Test func `another shell is refused`() {
    let result = Bench().run("completions", "bosh")
    #expect(result.code == 2)
    #expect(result.errors.contains("there are no completions for bosh"))
    #expect(result.errors.contains("bash"))
  }

  @Test func `the manual page has every command and no line that begins a macro by chance`() {
    let page = Bench().run("manual").output
    let macros: Set = [
      ".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".I", ".EX", ".EE",
    ]
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(macros.contains(String(line.prefix { $0 != " " })), "\(line)")
    }
    for command in Program.commands {
      let heading = "\n.SS custody \(command.name.replacing("-", with: "\\-"))\n"
      #expect(page.contains(heading) == !command.isHidden, "\(command.name)")
    }
  }

  @Test func `the manual page says what the description says`() {
    let command = CommandDescription(
      name: "try-out", abstract: "what it's for",
      examples: [Example("custody try-out 'a b'", "one")],
      discussion: [".profile and C:\\x"], positionals: [Positional("THING", "which")],
      options: [
        Option("--how", short: "-w", value: "WAY", choices: ["so", "thus"], "in which way")
      ], common: []
    ) { (_: Invocation) throws(Failure) in .answered }
    let page = ManualPage(version: "9", commands: [command]).text
    #expect(
      page.contains(
        #"""
        .SS custody try\-out
        what it\(aqs for
        .PP
        .B custody try\-out THING [options]
        .PP
        .EX
        custody try\-out \(aqa b\(aq
        .EE
        one
        .TP
        .B THING
        which
        .TP
        .B \-w, \-\-how WAY
        in which way (so, thus)
        .PP
        \&.profile and C:\ex
        .SH ENVIRONMENT

        """#))
  }
}
