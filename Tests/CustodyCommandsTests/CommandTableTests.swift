import Foundation
import Testing

@testable import CustodyCommands

/// Every command with every option that its help names.
@Suite struct CommandTableTests {
  static let codes: Set<Int32> = [0, 1, 2, 3, 4, 5]

  /// A value that an option may be given.
  static func value(_ option: Option, _ bench: Bench) -> String {
    if let choice = option.choices.first { return choice }
    return switch option.value {
    case "FILE" where option.name == "--output": bench.folder + "/out.json"
    case "FILE", "RULES", "CHECKPOINT|HEAD": bench.folder + "/given"
    case "FOLDER": bench.log
    case "CLIENT": "acme"
    case "PERSON", "MANAGER", "WHO": "ivan"
    case "COMPLAINT": "c1"
    case "RESPONSIBILITY": "account"
    case "SEQUENCE": "2"
    default: "2026-03-02"
    }
  }

  static func positionals(_ command: CommandDescription, _ bench: Bench) -> [String] {
    command.positionals.filter { !$0.isOptional }.map { positional in
      value(Option("--x", value: positional.name, ""), bench)
    }
  }

  @Test(arguments: Program.commands.map(\.name))
  func `no command falls by an option that its help names`(_ name: String) throws {
    let command = try #require(Program.commands.first { $0.name == name })
    let bench = Bench.withDispute()
    bench.variables["PATH"] = "/nonexistent"
    for option in command.allOptions {
      _ = bench.file("given", "client,at\nacme,2026-03-02T10:00:00Z\n")
      let words = name.split(separator: " ").map(String.init)
      let given = option.value == nil ? [option.name] : [option.name, Self.value(option, bench)]
      for arguments in [
        words + Self.positionals(command, bench) + given, words + given, words + [option.name],
      ] {
        let result = bench.run(arguments)
        #expect(Self.codes.contains(result.code), "\(arguments): \(result)")
        #expect(result.code < 2 || !result.errors.isEmpty, "\(arguments) is refused with a word")
      }
    }
  }

  @Test func `scripts and the manual are written to a file`() throws {
    let bench = Bench()
    for words in [["completions", "bash"], ["completions", "zsh"], ["manual"]] {
      let path = bench.folder + "/written"
      let printed = bench.run(words)
      let result = bench.run(words + ["-o", path])
      #expect(result.code == 0 && result.output == "" && result.errors == "")
      #expect(bench.read(path).map { String(decoding: $0, as: UTF8.self) } == printed.output)
    }
    bench.run("init", "--name", "n", "--zone", "UTC")
    let refused = bench.run("manual", "-o", bench.log + "/000000000001.jsonl")
    #expect(refused.code == 2 && refused.errors.contains("lies in the folder of a ledger"))
  }
}
