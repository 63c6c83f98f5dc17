import Testing

@testable import CustodyCommands

@Suite struct HelpTests {
  @Test(arguments: Program.commands.map(\.name))
  func `-h, --help and help X agree`(_ name: String) {
    let bench = Bench()
    let words = name.split(separator: " ").map(String.init)
    let help = bench.run(["help"] + words)
    #expect(help.code == 0 && help.errors == "" && help.output.contains("\nExamples\n"))
    #expect(bench.run(words + ["-h"]) == help)
    #expect(bench.run(words + ["--help"]) == help)
  }

  @Test func `the overview comes in three ways`() {
    let bench = Bench()
    let help = bench.run("help")
    #expect(bench.run("--help") == help)
    #expect(bench.run("-h") == help)
    for command in Program.commands {
      #expect(help.output.contains("\n  \(command.name) ") == !command.isHidden)
    }
  }

  @Test func `the version is one line`() {
    #expect(
      Bench().run("--version") == Bench.Result(code: 0, output: "custody 0.1.0\n", errors: ""))
  }

  @Test(arguments: Program.commands.map(\.name))
  func `every example is understood by the parser`(_ name: String) throws {
    let command = try #require(Program.commands.first { $0.name == name })
    for example in command.examples {
      let words = Self.words(example.line)
      let start = try #require(words.lastIndex(of: "custody"))
      let named = name.split(separator: " ").map(String.init)
      #expect(words[(start + 1)...].starts(with: named))
      let arguments = words[(start + 1 + named.count)...].enumerated().map {
        (index: $0.offset, text: $0.element)
      }
      _ = try ArgumentParser(command: command, variable: { _ in nil }).parse(arguments)
    }
  }

  /// The words of a line, as a shell splits it.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line {
      if character == "'" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        words.append(word)
        word = ""
      } else {
        word.append(character)
      }
    }
    return words + [word]
  }

  @Test(arguments: Program.commands.map(\.name))
  func `every option is documented once and no two share a letter`(_ name: String) throws {
    let command = try #require(Program.commands.first { $0.name == name })
    let names = command.allOptions.map(\.name)
    let letters = command.allOptions.compactMap(\.short)
    #expect(Set(names).count == names.count)
    #expect(Set(letters).count == letters.count)
    let help = Bench().run(["help"] + name.split(separator: " ").map(String.init)).output
    for option in command.allOptions { #expect(help.contains(option.usage)) }
  }
}
