import Foundation
import Testing

@testable import CustodyCommands

/// The script for bash, as bash runs it: what is put into the line for what is typed.
@Suite(
  .enabled(
    if: BuiltProgram.isThere && Bash.isThere, "bash or the built program is not there"))
struct BashCompletionTests {
  private static func bench() -> Bench {
    let bench = Bench.withDispute()
    bench.append(
      """
      {"type":"custody.client.registered","subject":"client/big o'client $5","time":"2026-03-12T08:00:00Z","data":{"name":"Big"}}
      {"type":"custody.client.registered","subject":"client/crm:42","time":"2026-03-12T08:00:00Z","data":{"name":"From the CRM"}}
      """)
    return bench
  }

  @Test func `bash finds no fault with the script`() throws {
    let end = try Bash.run(["-n"], script: CompletionScript.bash.text)
    #expect(end.code == 0 && end.errors == "")
  }

  static let lines: [(typed: String, inserted: [String])] = [
    ("custody compl", ["complaint", "completions"]),
    ("custody complaint s", ["show"]),
    ("custody who ac", ["acme"]),
    ("custody who ром", ["ромашка"]),
    ("custody who bi", [#"big\ o\'client\ \$5"#]),
    (#"custody who big\ o"#, [#"big\ o\'client\ \$5"#]),
    (#"custody who "big o"#, [#"big o'client \$5"#]),
    ("custody who 'big ", [#"big o'\''client $5"#]),
    (#"custody who big\ o\'client\ \$5 acc"#, ["account"]),
    ("custody who crm:4", ["42"]),
    ("custody who --format=j", ["json", "jsonl"]),
    ("custody who 'crm:4", ["crm:42"]),
    ("custody log --subject client/р", ["client/ромашка"]),
    ("custody who $(touch HARM) zz", []),
  ]

  @Test(arguments: lines)
  func `what is put into the line reads as the id`(
    _ line: (typed: String, inserted: [String])
  ) throws {
    let program = try #require(BuiltProgram())
    let bench = Self.bench()
    let call = """
      COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
      COMP_LINE=$TYPED COMP_POINT=${#TYPED}
      cd "$FOLDER" && _custody "$PROGRAM"
      if ((${#COMPREPLY[@]})); then printf '%s\\n' "${COMPREPLY[@]}"; fi
      """
    let end = try Bash.run(
      [], script: CompletionScript.bash.text + call,
      variables: [
        "TYPED": line.typed, "PROGRAM": program.path, "CUSTODY_LOG": bench.log,
        "FOLDER": bench.folder,
      ])
    #expect(end.errors == "")
    #expect(end.output.split(separator: "\n").map(String.init) == line.inserted)
    #expect(bench.read(bench.folder + "/HARM") == nil)
  }
}

/// The shell bash, where it is installed.
enum Bash {
  private static let path = ["/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash"]
    .first(where: FileManager.default.isExecutableFile(atPath:))

  static var isThere: Bool { path != nil }

  /// Runs a script that comes on standard input.
  static func run(
    _ arguments: [String], script: String, variables: [String: String] = [:]
  ) throws -> BuiltProgram.End {
    let file = NSTemporaryDirectory() + "custody-\(UUID().uuidString).bash"
    try Data(script.utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let running = BuiltProgram.Running()
    running.process.executableURL = URL(fileURLWithPath: path ?? "")
    running.process.arguments = arguments + [file]
    running.process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"].merging(
      variables
    ) { _, given in given }
    running.process.standardInput = FileHandle.nullDevice
    running.process.standardOutput = running.output
    running.process.standardError = running.errors
    try running.process.run()
    return running.end()
  }
}
