import Testing

@testable import CustodyCommands

/// However much is wrong, and however long it is: what is printed is a screen for each cause, and what is read
/// has an end.
@Suite struct BoundedErrorsTests {
  static let rules = """
    shape intervals
    source x
    time-format rfc3339
    client client
    responsibility account person person
    from at
    until to

    """

  @Test func `many bad rows of one kind are a few and a count`() {
    let bench = Bench.withDispute()
    let count = 3_000
    let rows = (0..<count).map { number in
      #"{"type":"custody.person.left","subject":"person/p\#(number)","time":"yesterday \#(number)"}"#
    }.joined(separator: "\n")
    let result = bench.run(["append"], input: rows)
    #expect(result.code == 2 && result.errors.utf8.count < 4_000, "\(result.errors)")
    #expect(
      result.errors.contains("custody: and 2995 more like the one above\n  --all-errors shows all"))
    #expect(result.errors.contains("nothing was recorded, because of 3000 problems"))
    let all = bench.run(["append", "--all-errors"], input: rows)
    #expect(all.code == 2 && all.errors.contains("-:3000:") && !all.errors.contains("more like"))
    let good = #"{"type":"custody.person.left","subject":"person/x","time":"2026-03-13T08:00:00Z"}"#
    let skipped = bench.run(["append", "--skip-invalid"], input: "\(rows)\n\(good)\n")
    #expect(skipped.code == 2 && skipped.errors.utf8.count < 4_000)
    #expect(skipped.errors.contains("more like the one above"))
    #expect(skipped.output.hasPrefix("recorded 1 line, 8"), "\(skipped.output)")
  }

  @Test func `each cause is shown, up to a screenful of causes`() {
    var digest = ProblemDigest(showsAll: false, hint: "look there")
    for number in 0..<700 {
      let cause = String(repeating: "x", count: number % 70 + 1)
      digest.append(Problem("\(cause) of \"row \(number)\" at \(number)"))
    }
    let problems = digest.problems
    #expect(digest.count == 700)
    #expect(
      problems.filter { !$0.isCount }.count == ProblemDigest.causeLimit * ProblemDigest.perCause)
    #expect(
      problems.filter(\.isCount).map(\.message).dropLast()
        == Array(
          repeating: "and 5 more like the one above", count: ProblemDigest.causeLimit)[...])
    #expect(problems.last?.message == "and 500 more of other kinds")
    #expect(problems.last?.hint == "look there")
    var all = ProblemDigest(showsAll: true)
    for number in 0..<700 { all.append(Problem("\(number)")) }
    #expect(all.problems.count == 700)
  }

  @Test func `unknown types are noted a few times`() {
    let bench = Bench.withDispute()
    let rows = (0..<500).map { number in
      #"{"type":"custody.person.joind","subject":"person/p\#(number)","time":"2026-03-13T08:00:00Z"}"#
    }.joined(separator: "\n")
    let result = bench.run(["append"], input: rows)
    #expect(result.code == 0 && result.errors.utf8.count < 3_000, "\(result.errors.utf8.count)")
    #expect(result.errors.contains("and 495 more like the one above"))
  }

  @Test(arguments: [
    #"{"type":"custody.assignment.made","subject":"client/acme","time":"2026-03-13T08:00:00Z","data":{"responsibility":"account","person":"LONG"}}"#,
    #"{"type":"custody.person.left","subject":"person/LONG","time":"2026-03-13T08:00:00Z"}"#,
    #"{"type":"custody.person.left","subject":"person/x","time":"LONG"}"#,
    #"{"type":"custody.person.left","subject":"person/x","origin":"LONG","time":"2026-03-13T08:00:00Z"}"#,
    #"{"LONG"}"#, "LONG", #""LONG"#, "[LONG", "{\"a\":LONG}",
  ])
  func `what is quoted is cut, and how long it is, is said`(_ event: String) {
    let bench = Bench.withDispute()
    for long in [900_000, 3_000_000] {
      let result = bench.run(
        ["append"], input: event.replacing("LONG", with: String(repeating: "a", count: long)))
      #expect(result.code == 2)
      #expect(result.errors.utf8.count < 6_000, "\(result.errors.utf8.count)")
    }
    let question = bench.run("who", String(repeating: "a", count: 100_000))
    #expect(question.code == 2 && question.errors.utf8.count < 3_000)
    #expect(question.errors.contains("bytes in all") || question.errors.contains("at most 256"))
    let queries = bench.run(
      ["who", "--queries", "-"],
      input: "client\n\(String(repeating: "a", count: 100_000))\n")
    #expect(queries.code == 2 && queries.output.utf8.count < 3_000)
  }

  @Test func `bad rules and bad rows of an import are a few and a count`() {
    let bench = Bench.withDispute()
    let good = bench.file("good.rules", Self.rules)
    let bad = bench.file(
      "bad.rules", (0..<2_000).map { "nonsense \($0)\n" }.joined())
    let rows = bench.file(
      "rows.csv",
      "client,person,at,to\n" + (0..<2_000).map { "acme,ivan,day \($0),\n" }.joined())
    for arguments in [["import", "--rules", bad, rows], ["import", "--rules", good, rows]] {
      let result = bench.run(arguments)
      #expect(result.code == 2 && result.errors.utf8.count < 8_000, "\(result.errors.utf8.count)")
      #expect(result.errors.contains("more like the one above\n  --all-errors shows all"))
      let all = bench.run(arguments + ["--all-errors"])
      #expect(all.errors.split(separator: "\n").count > 2_000)
    }
  }

  @Test(arguments: [
    ["append", "/dev/zero"], ["import", "--rules", "/dev/zero", "/dev/null"],
    ["import", "--rules", "good.rules", "/dev/zero"], ["who", "--queries", "/dev/zero"],
    ["annotate", "/dev/zero"], ["verify", "/dev/zero"], ["verify", "--against", "/dev/zero"],
    ["verify", "--against", "held", "--key", "/dev/zero"],
    ["verify", "held", "--against", "held", "--consistency", "/dev/zero"],
    ["audit", "--baseline", "/dev/zero"], ["checkpoint", "--key", "/dev/zero"],
  ])
  func `a file without an end is refused`(_ arguments: [String]) {
    let bench = Bench.withDispute()
    _ = bench.file("good.rules", Self.rules)
    bench.run("checkpoint", "-o", bench.folder + "/held")
    let result = bench.run(
      arguments.map { ["good.rules", "held"].contains($0) ? "\(bench.folder)/\($0)" : $0 })
    #expect(result.code == 2, "\(result)")
    #expect(!result.errors.isEmpty && result.errors.utf8.count < 6_000)
  }
}
