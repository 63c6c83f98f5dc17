import Foundation
import Merkle
import Signatures
import Testing

/// The script of `ByHand.md`, run as it stands there, agrees with the code about every leaf.
@Suite(.enabled(if: CommonTools.arePresent, "sha256sum is not on this machine"))
struct ByHandTests {
  static func script() throws -> String {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Signatures/ByHand.md")
    let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```")
    #expect(parts.count == 3)
    return String(parts[1].trimmingPrefix("sh\n"))
  }

  /// Whether the script accepts a line and a proof.
  func isAccepted(_ script: String, line: String, proof: [UInt8]) throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in [
      ("check-proof", Array(script.utf8)), ("line", Array(line.utf8)), ("proof", proof),
    ] {
      try Data(bytes).write(to: folder.appending(path: name))
    }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["check-proof", "line", "proof"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test func theScriptAgreesWithTheCode() throws {
    let script = try Self.script()
    let checkpoint = try TlogProofTests.checkpoint().signed(by: TlogProofTests.key)
    for index in TlogProofTests.leaves.indices {
      let extra: [UInt8]? = index % 2 == 0 ? nil : [1, 2, 3]
      let proof = try #require(
        TlogProof(
          TlogProofTests.inclusion(UInt64(index)), checkpoint: checkpoint, extra: extra))
      #expect(try isAccepted(script, line: "line \(index)", proof: proof.bytes), "leaf \(index)")
    }
    let proof = try #require(TlogProof(TlogProofTests.inclusion(4), checkpoint: checkpoint))
    #expect(try !isAccepted(script, line: "line 5", proof: proof.bytes))
    #expect(try !isAccepted(script, line: "line 4\n", proof: proof.bytes))
    let moved = String(decoding: proof.bytes, as: UTF8.self).replacing("index 4", with: "index 5")
    #expect(try !isAccepted(script, line: "line 4", proof: Array(moved.utf8)))
  }
}

private enum CommonTools {
  static var arePresent: Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/sha256sum")
  }
}
