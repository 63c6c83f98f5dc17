import Foundation
import Testing

/// The script of `ByHand.md` in a folder of its own.
final class ScriptRun {
  private let folder: URL
  /// The script.
  let text: String

  init() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/Signatures/ByHand.md")
    let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
    try #require(parts.count == 3)
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    text = String(parts[1].trimmingPrefix("sh\n"))
    try Data(text.utf8).write(to: folder.appending(path: "check-proof"))
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
  ///
  /// - Parameter name: that of the file, in the folder of the script.
  func run(
    _ shell: [String], _ proof: [UInt8], named name: String = "proof"
  ) throws -> (code: Int32, words: String) {
    try Data(proof).write(to: folder.appending(path: name))
    return try ChildRun.run(shell[0], shell.dropFirst() + ["check-proof", name], in: folder)
  }

  /// Whether a command has left its file; it is removed.
  func hasRun(command name: String) -> Bool {
    (try? FileManager.default.removeItem(at: folder.appending(path: name))) != nil
  }
}
