import Foundation
import Signatures
import Testing

/// What `ssh-keygen` signs is verified here, and what is signed here is verified by `ssh-keygen`.
@Suite(.enabled(if: SSHKeygen.isPresent, "ssh-keygen is not on this machine"))
struct SSHKeygenTests {
  @Test func bothAgree() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let namespace = SSHSignature.checkpointNamespace
    let checkpoint = try TlogProofTests.checkpoint()
    try Data(checkpoint.bytes).write(to: folder.appending(path: "checkpoint"))

    #expect(
      try SSHKeygen.run(["-q", "-t", "ed25519", "-N", "", "-C", "anna", "-f", "key"], in: folder)
        == 0)
    #expect(
      try SSHKeygen.run(["-Y", "sign", "-n", namespace, "-f", "key", "checkpoint"], in: folder) == 0
    )
    let armored = try String(
      contentsOf: folder.appending(path: "checkpoint.sig"), encoding: .utf8)
    let line = try String(contentsOf: folder.appending(path: "key.pub"), encoding: .utf8)
    let signature = try SSHSignature(armored: armored)
    try signature.verify(checkpoint.signedBytes, namespace: namespace)
    #expect(signature.armored == armored)
    #expect(signature.publicKey.key == (try SSHPublicKey(parsing: line)).key)

    let key = try #require(
      Ed25519.PrivateKey(seed: (0..<32).map { _ in UInt8.random(in: 0...255) }))
    let own = SSHSignature(
      publicKey: key.publicKey, namespace: namespace,
      signature: key.signature(
        of: SSHSignature.signedBytes(of: checkpoint.signedBytes, namespace: namespace)))
    try own.armored.write(
      to: folder.appending(path: "own.sig"), atomically: false, encoding: .utf8)
    let allowed = "anna namespaces=\"\(namespace)\" \(SSHPublicKey(key.publicKey).line)\n"
    try allowed.write(to: folder.appending(path: "allowed"), atomically: false, encoding: .utf8)
    #expect(
      try AllowedSigners(parsing: Array(allowed.utf8)).entry(for: own, principal: "anna", at: 0)
        != nil)
    let verify = ["-Y", "verify", "-f", "allowed", "-I", "anna", "-n", namespace, "-s", "own.sig"]
    #expect(try SSHKeygen.run(verify, in: folder, input: "checkpoint") == 0)
    #expect(try SSHKeygen.run(verify, in: folder, input: "allowed") != 0)
  }
}

enum SSHKeygen {
  private static let path = "/usr/bin/ssh-keygen"
  static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// Runs the tool in a folder, by the clocks of UTC; gives its exit code.
  static func run(_ arguments: [String], in folder: URL, input: String? = nil) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ["TZ": "UTC"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: folder.appending(path: $0)) }
      ?? FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
