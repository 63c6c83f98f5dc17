import Foundation
import Merkle
import SeededNumbers
import Signatures
import Testing

/// The script of `ByHand.md`, run as it stands there by every shell that is here, agrees with the code about
/// every proof, and runs nothing that a proof says.
@Suite(.enabled(if: !ScriptRun.shells.isEmpty, "the common tools are not on this machine"))
struct ByHandTests {
  static func proof(_ index: UInt64 = 4, signed: Bool = true) throws -> [UInt8] {
    var checkpoint = try TlogProofTests.checkpoint()
    if signed { checkpoint = try checkpoint.signed(by: TlogProofTests.key) }
    let proof = TlogProof(
      TlogProofTests.inclusion(index), checkpoint: checkpoint,
      extra: index % 2 == 0 ? nil : [1, 2, 3])
    return try #require(proof).bytes
  }

  @Test func `each leaf's proof is accepted by every shell, and no other line's`() throws {
    let script = try ScriptRun()
    for index in TlogProofTests.leaves.indices {
      let proof = try Self.proof(UInt64(index), signed: index % 3 != 0)
      for shell in ScriptRun.shells {
        let (code, words) = try script.run(shell, line: "line \(index)", proof: proof)
        #expect(
          code == 0 && words == "the line is in the log of 11 lines with this root\n",
          "\(shell), leaf \(index): \(words)")
      }
    }
    let proof = try Self.proof()
    for shell in ScriptRun.shells {
      for line in ["line 5", "line 4\n", ""] {
        let (code, words) = try script.run(shell, line: line, proof: proof)
        #expect(code == 1 && words == "refused: the line is not proven\n", "\(shell): \(words)")
      }
    }
  }

  @Test func `commands in a proof are refused, and never run`() throws {
    let script = try ScriptRun()
    let proof = String(decoding: try Self.proof(5), as: UTF8.self)
    let lines = proof.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let commands = [
      "a[$(touch$IFS\\pwned)]", "a[`touch${IFS}pwned`]", "$(touch pwned)", "`touch pwned`",
      "x; touch pwned", "x\" ; touch pwned; \"", "'; touch pwned; '", "$((a[$(touch pwned)]))",
      "0 -o a[$(touch pwned)0]", "*", "011", "0x5", "a", "5 ", "-1", "5\u{0}", "",
    ]
    for (place, line) in lines.enumerated().dropFirst() {
      let word = line.split(separator: " ").first.map { $0.count < 8 ? "\($0) " : "" } ?? ""
      for command in commands {
        for forged in [word + command, line + command] where forged != line {
          var all = lines
          all[place] = forged
          let bytes = Array(all.joined(separator: "\n").utf8)
          // One shell at a time keeps this short; each of them meets every command.
          let shell = ScriptRun.shells[(place + command.utf8.count) % ScriptRun.shells.count]
          let (code, _) = try script.run(shell, line: "line 5", proof: bytes)
          #expect(code == 1, "\(shell): \(forged)")
          #expect(!script.hasRun(command: "pwned"), "\(shell): \(forged)")
        }
      }
    }
  }

  @Test func `what the code refuses, the script refuses`() throws {
    let script = try ScriptRun()
    var numbers = SeededNumbers(seed: 5)
    let proof = try Self.proof(5)
    var refused = 0
    for round in 0..<SeededNumbers.rounds(120) {
      let bytes = numbers.damaged(proof)
      if (try? TlogProof(parsing: bytes).verify(leaf: TlogProofTests.leaves[5])) != nil { continue }
      let shell = ScriptRun.shells[round % ScriptRun.shells.count]
      let (code, words) = try script.run(shell, line: "line 5", proof: bytes)
      #expect(code == 1, "\(shell), \(words): \(String(decoding: bytes, as: UTF8.self))")
      refused += 1
    }
    #expect(refused > 60)
  }
}

/// The script of `ByHand.md` in a folder of its own.
final class ScriptRun {
  private let folder: URL

  init() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Signatures/ByHand.md")
    let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
    try #require(parts.count == 3)
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(parts[1].trimmingPrefix("sh\n").utf8).write(to: folder.appending(path: "check-proof"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The shells of this machine: `sh` itself, and others that are `sh` elsewhere.
  static let shells: [[String]] = {
    let isExecutable = FileManager.default.isExecutableFile
    let tools = ["/usr/bin/sha256sum", "/usr/bin/base64", "/usr/bin/awk", "/usr/bin/od"]
    guard tools.allSatisfy(isExecutable) else { return [] }
    let known = [
      ["/bin/sh"], ["/bin/dash"], ["/bin/bash"], ["/bin/bash", "--posix"], ["/bin/ksh"],
      ["/bin/busybox", "sh"],
    ]
    return known.filter { isExecutable($0[0]) }
  }()

  /// The exit code, and everything that was said.
  func run(_ shell: [String], line: String, proof: [UInt8]) throws -> (Int32, String) {
    try Data(line.utf8).write(to: folder.appending(path: "line"))
    try Data(proof).write(to: folder.appending(path: "proof"))
    let process = Process()
    process.executableURL = URL(filePath: shell[0])
    process.arguments = shell.dropFirst() + ["check-proof", "line", "proof"]
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Whether a command has left its file; it is removed.
  func hasRun(command name: String) -> Bool {
    (try? FileManager.default.removeItem(at: folder.appending(path: name))) != nil
  }
}
