import Foundation
import Testing

@testable import CustodyCommands

/// Where a signed checkpoint and its signature go, and what they never take the place of.
extension SignedCheckpointTests {
  @Test(.enabled(if: hasKeygen, "ssh-keygen is not on this machine"))
  func `a signed checkpoint takes the place of no key, and of no signature that is read`() throws {
    let bench = Bench.withDispute()
    func key(_ name: String) throws {
      let made = ["-q", "-t", "ed25519", "-N", "", "-f", name]
      #expect(try run(Self.keygen, made, in: bench.folder) == 0)
    }
    try key("id")
    try key("n.sig")
    try key("linked")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: bench.folder + "/l.sig", withDestinationPath: bench.folder + "/linked")
    try manager.linkItem(atPath: bench.folder + "/linked", toPath: bench.folder + "/hard")
    try manager.createSymbolicLink(
      atPath: bench.folder + "/two.sig", withDestinationPath: bench.folder + "/two")
    bench.write(bench.folder + "/two", Array("kept\n".utf8))
    bench.write(bench.folder + "/notes.sig", Array("signed by nobody\n".utf8))
    let held = bench.folder + "/held"
    #expect(bench.run("checkpoint", "--ssh-key", bench.folder + "/id", "-o", held).code == 0)
    let names = try manager.contentsOfDirectory(atPath: bench.folder).sorted()
      .filter { !$0.hasPrefix("EventLog") && bench.read(bench.folder + "/\($0)") != nil }
    let before = names.map { bench.read(bench.folder + "/\($0)") }
    for (key, output) in [
      ("id.pub", "id"), ("id", "id.pub"), ("n.sig", "n"), ("n.sig.pub", "n"), ("linked", "l"),
      ("linked", "hard"), ("id", "two"), ("id", "notes"),
    ] {
      let result = bench.run(
        "checkpoint", "--ssh-key", bench.folder + "/" + key, "-o", bench.folder + "/" + output)
      #expect(result.code == 2, "\(key) \(output)")
      #expect(result.errors.contains("take its place"), "\(result.errors)")
    }
    let signature = bench.run(
      "verify", "--against", held, "--key", bench.folder + "/id.pub", "-o", held + ".sig")
    #expect(signature.code == 2 && signature.errors.contains("is a file that the command reads"))
    #expect(names.map { bench.read(bench.folder + "/\($0)") } == before)
    let endless = bench.run("checkpoint", "--ssh-key", "/dev/zero", "-o", held)
    #expect(endless.code == 2 && endless.errors.contains("/dev/zero is no file"))
  }

  @Test(
    .enabled(if: hasKeygen, "ssh-keygen is not on this machine"),
    .enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
  func `no signature goes beside a name of what is open already`() throws {
    let bench = Bench.withDispute()
    let made = ["-q", "-t", "ed25519", "-N", "", "-f", "id"]
    #expect(try run(Self.keygen, made, in: bench.folder) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: bench.folder + "/open", withDestinationPath: "/dev/fd/1")
    let before = bench.read("/dev/stdout.sig")
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "open"] {
      let end = try ResultTests.shell(
        "\"$0\" checkpoint --ssh-key id -o \(name) > told", bench)
      #expect(end.code == 2, "\(name): \(end.errors)")
      #expect(end.errors.contains("is a name for what is open already"), "\(end.errors)")
      #expect(bench.read(bench.folder + "/told") == [])
    }
    #expect(
      bench.read(bench.folder + "/open.sig") == nil && bench.read("/dev/stdout.sig") == before)
  }

  @Test(.enabled(if: hasKeygen, "ssh-keygen is not on this machine"))
  func `a signature that stands there keeps its rights`() throws {
    let bench = Bench.withDispute()
    let made = ["-q", "-t", "ed25519", "-N", "", "-f", "id"]
    #expect(try run(Self.keygen, made, in: bench.folder) == 0)
    let held = bench.folder + "/held"
    bench.write(held + ".sig", [])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: held + ".sig")
    #expect(bench.run("checkpoint", "--ssh-key", bench.folder + "/id", "-o", held).code == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: held + ".sig")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(bench.read(held + ".sig")?.isEmpty == false)
  }

  @Test(.enabled(if: hasKeygen, "ssh-keygen is not on this machine"))
  func `ssh-keygen writes nowhere but into a folder of its own, which is gone then`() throws {
    let bench = Bench.withDispute()
    let made = ["-q", "-t", "ed25519", "-N", "", "-f", "id"]
    #expect(try run(Self.keygen, made, in: bench.folder) == 0)
    bench.makeFolder(bench.folder + "/bin")
    let program = bench.file(
      "bin/ssh-keygen",
      """
      #!/bin/sh
      for file; do :; done
      folder=$(dirname "$file")
      { echo "$folder"; ls -ld "$folder"; ls -A "$folder"; ls -l "$file"; } > '\(bench.folder)/seen'
      exec \(Self.keygen) "$@"
      """)
    #expect(Entry.chmod(program, 0o755))
    bench.variables["PATH"] = bench.folder + "/bin"
    let held = bench.folder + "/held"
    for code: Int32 in [0, 2] {
      if code == 2 { bench.remove(bench.folder + "/id") }
      let result = bench.run("checkpoint", "--ssh-key", bench.folder + "/id", "-o", held)
      #expect(result.code == code, "\(result.errors)")
      let seen = String(decoding: try #require(bench.read(bench.folder + "/seen")), as: UTF8.self)
        .split(separator: "\n")
      try #require(seen.count == 4)
      #expect(seen[0] != bench.folder && seen[1].hasPrefix("drwx------"), "\(seen)")
      #expect(seen[2] == "checkpoint" && seen[3].hasPrefix("-rw-------"), "\(seen)")
      #expect(!FileManager.default.fileExists(atPath: String(seen[0])))
    }
    #expect(bench.run("verify", "--against", held, "--key", bench.folder + "/id.pub").code == 0)
  }
}
