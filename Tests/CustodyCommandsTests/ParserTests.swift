import Testing

@testable import CustodyCommands

@Suite struct ParserTests {
  static let command = CommandDescription(
    name: "try", abstract: "tries", examples: [],
    positionals: [Positional("A", "one"), Positional("B", "two", isOptional: true)],
    options: [
      Option("--at", short: "-a", value: "T", "when", variable: "TRY_AT"),
      Option("--type", value: "TYPE", "which", isRepeatable: true),
      Option("--dry", short: "-d", "no"),
    ]
  ) { (_: Invocation) throws(Failure) in .answered }

  func parse(_ arguments: [String], _ variables: [String: String] = [:]) throws -> String {
    let parser = ArgumentParser(command: Self.command, variable: { variables[$0] })
    let parsed = try parser.parse(arguments.enumerated().map { ($0.offset, $0.element) })
    let options = Self.command.options.map { option in
      option.name + "=" + parsed.values(option).map(\.text).joined(separator: ",")
    }
    return (parsed.positionals.map(\.text) + options).joined(separator: " ")
  }

  @Test(arguments: [
    (["x"], "x --at= --type= --dry="),
    (["x", "y"], "x y --at= --type= --dry="),
    (["--at", "1", "x"], "x --at=1 --type= --dry="),
    (["x", "--at=1=2"], "x --at=1=2 --type= --dry="),
    (["x", "-a", "1", "-d"], "x --at=1 --type= --dry="),
    (["x", "-a1"], "x --at=1 --type= --dry="),
    (["x", "--at=-1"], "x --at=-1 --type= --dry="),
    (["x", "--at", "-"], "x --at=- --type= --dry="),
    (["--type", "p", "-", "--type=q"], "- --at= --type=p,q --dry="),
    (["--", "--at", "-x"], "--at -x --at= --type= --dry="),
    (["x", "--at="], "x --at= --type= --dry="),
  ])
  func `arguments are sorted by what they are`(_ arguments: [String], _ sorted: String) throws {
    #expect(try parse(arguments) == sorted)
  }

  @Test func `an option goes before its variable, and the variable before the default`() throws {
    #expect(try parse(["x"], ["TRY_AT": "v"]) == "x --at=v --type= --dry=")
    #expect(try parse(["x", "--at", "1"], ["TRY_AT": "v"]) == "x --at=1 --type= --dry=")
    #expect(try parse(["x"], ["TRY_AT": ""]) == "x --at= --type= --dry=")
  }

  @Test func `every problem is reported, not the first`() {
    #expect { try parse(["--nope", "--att=1", "--dry=1", "x", "y", "z"]) } throws: { error in
      (error as? Failure)?.problems.map(\.message) == [
        "unknown option --nope", "unknown option --att", "--dry takes no value",
        "one argument too many",
      ]
    }
  }

  @Test func `common options may stand before the command`() {
    let bench = Bench.withDispute()
    let after = bench.run("log", "--color", "never", "--format", "csv")
    #expect(bench.run("--color", "never", "--format=csv", "log") == after)
    #expect(after.code == 0)
  }
}

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xabc", 1),
    ("abc", "axc", 1), ("ca", "abc", 3), ("kitten", "sitting", 3), ("", "abc", 3),
  ])
  func `distance counts insertions, deletions, substitutions and swaps`(
    _ left: String, _ right: String, _ distance: Int
  ) {
    #expect(Suggestion.distance(Array(left), Array(right)) == distance)
    #expect(Suggestion.distance(Array(right), Array(left)) == distance)
  }

  @Test func `look-alikes of another script are found`() {
    #expect(Suggestion.nearest(to: "асме", among: ["acme", "beta"]) == ["acme"])
    #expect(Suggestion.nearest(to: "ACME", among: ["acme", "beta"]) == ["acme"])
    #expect(Suggestion.nearest(to: "xyz", among: ["acme", "beta"]).isEmpty)
  }

  @Test func `a hint names at most three`() {
    #expect(
      Suggestion.hint(for: "lag", among: ["log", "leg", "lug", "lig"])?.contains(" or ") == true)
    #expect(Suggestion.hint(for: "who", among: ["who"]) == "did you mean who?")
    #expect(Suggestion.nearest(to: "lag", among: ["log", "leg", "lug", "lig"]).count == 3)
  }
}
