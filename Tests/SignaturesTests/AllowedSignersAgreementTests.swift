import Foundation
import SeededNumbers
import Signatures
import Testing

/// Files of allowed signers, each read here and by `ssh-keygen`: whoever may sign by the one may by the other.
@Suite(.enabled(if: SSHKeygen.isPresent, "ssh-keygen is not on this machine"))
struct AllowedSignersAgreementTests {
  /// A folder with two keys, and a text that the first has signed.
  private final class Bench {
    let folder: URL
    let signature: SSHSignature
    let own: String
    let other: String
    let rsa: String

    init() throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("a text\n".utf8).write(to: folder.appending(path: "text"))
      func run(_ words: String) throws -> Int32 {
        try SSHKeygen.run(words.split(separator: " ").map(String.init), in: folder)
      }
      for (name, kind) in [("own", "ed25519"), ("other", "ed25519"), ("rsa", "rsa")] {
        try #require(
          try SSHKeygen.run(["-q", "-t", kind, "-N", "", "-C", name, "-f", name], in: folder) == 0)
      }
      try #require(try run("-Y sign -n custody-checkpoint -f own text") == 0)
      func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      }
      signature = try SSHSignature(armored: try text("text.sig"))
      own = String(try text("own.pub").dropLast())
      other = String(try text("other.pub").dropLast())
      rsa = String(try text("rsa.pub").dropLast())
      self.folder = folder
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// What both say of a file.
    func expectAgreement(_ file: [UInt8], _ principal: String = "anna@example.com") throws {
      try Data(file).write(to: folder.appending(path: "allowed"))
      let code = try SSHKeygen.run(
        [
          "-Y", "verify", "-f", "allowed", "-I", principal, "-n", "custody-checkpoint",
          "-O", "verify-time=20260601120000Z", "-s", "text.sig",
        ], in: folder, input: "text")
      let allowed = try AllowedSigners(parsing: file)
      let entry = allowed.entry(for: signature, principal: principal, at: 1_780_315_200)
      // Without a name, whoever may sign at all is somebody by a name.
      let anybody = allowed.entry(for: signature, at: 1_780_315_200)
      let shown = String(decoding: file, as: UTF8.self)
      #expect(
        (entry != nil) == (code == 0), "\(shown.debugDescription): ssh-keygen ends with \(code)")
      if code == 0 { #expect(anybody != nil, "\(shown.debugDescription) allows somebody") }
    }
  }

  /// Lines in which `KEY` is the key that has signed, `OTHER` and `RSA` others.
  static let lines = [
    "anna@example.com KEY", "anna@example.com  KEY", "anna@example.com\tKEY",
    " \t anna@example.com KEY",
    "anna@example.com KEY\r", "\ranna@example.com KEY", "anna@example.com\rKEY",
    "anna@example.com OTHER",
    "anna@example.com RSA",
    "*@example.com KEY", "anna@* KEY", "* KEY", "?nna@example.com KEY", "anna@example.co? KEY",
    "anna@example.com? KEY", "a*a@*.c*m KEY", "boris,anna@example.com KEY",
    "anna@example.com,boris KEY",
    "!anna@example.com,* KEY", "*,!anna@example.com KEY", "!boris,* KEY", "!boris KEY", "!* KEY",
    ",anna@example.com KEY", "anna@example.com, KEY", "boris,,anna@example.com KEY", "! KEY",
    "!,* KEY",
    "\"anna@example.com\" KEY", "\"anna@example.com KEY", "anna@\"example.com\" KEY",
    "\"anna\"@example.com KEY", "\"boris\"anna@example.com KEY", "\"anna@example.com\"KEY",
    "\"anna@example.com\" \"x\" KEY", "\"\" KEY", "anna@example.com", "anna@example.com ",
    "#anna KEY",
    " # anna KEY", "ANNA@example.com KEY", "anna@example.com\u{0} KEY",
    "anna@example.com KEY\u{0}x",
    "anna@example.com namespaces=\"custody-checkpoint\" KEY",
    "anna@example.com namespaces=\"custody-*\" KEY",
    "anna@example.com namespaces=\"git,custody-checkpoint\" KEY",
    "anna@example.com namespaces=\"git\" KEY",
    "anna@example.com namespaces=\"custody-*,!custody-checkpoint\" KEY",
    "anna@example.com namespaces=\"\" KEY",
    "anna@example.com namespaces=\",custody-checkpoint\" KEY",
    "anna@example.com namespaces=\"custody-checkpoint,\" KEY",
    "anna@example.com namespaces=\"custody-checkpoint\",namespaces=\"custody-checkpoint\" KEY",
    "anna@example.com namespaces=\"\",namespaces=\"custody-checkpoint\" KEY",
    "anna@example.com NAMESPACES=\"custody-checkpoint\" KEY",
    "anna@example.com Namespaces=\"git\" KEY",
    "anna@example.com namespaces=custody-checkpoint KEY", "anna@example.com namespaces = \"x\" KEY",
    "anna@example.com namespaces KEY", "anna@example.com namespaces=\"custody-checkpoint\", KEY",
    "anna@example.com ,namespaces=\"custody-checkpoint\" KEY", "anna@example.com , KEY",
    "anna@example.com ,, KEY",
    "anna@example.com namespaces=\"custody-checkpoint\",,cert-authority KEY",
    "anna@example.com namespaces=\"custody-checkpoint\"x KEY",
    "anna@example.com namespaces=\"custody-checkpoint KEY",
    "anna@example.com namespaces=\"a b,custody-*\" KEY",
    "anna@example.com namespaces=\"a\\\"b,custody-*\" KEY",
    "anna@example.com namespaces=\"custody-*\\\" KEY",
    "anna@example.com cert-authority KEY", "anna@example.com cert-authorityx KEY",
    "anna@example.com no-touch-required KEY", "anna@example.com valid-after=\"20260101\" KEY",
    "anna@example.com valid-after=\"20260601\" KEY",
    "anna@example.com valid-after=\"20260602\" KEY",
    "anna@example.com valid-after=\"202606011200Z\" KEY",
    "anna@example.com valid-after=\"20260601120001Z\" KEY",
    "anna@example.com valid-before=\"20260601\" KEY",
    "anna@example.com valid-before=\"20260602\" KEY",
    "anna@example.com valid-before=\"20260601120000\" KEY",
    "anna@example.com valid-before=\"20260601115959\" KEY",
    "anna@example.com valid-after=\"20260101\",valid-before=\"20261231\" KEY",
    "anna@example.com valid-after=\"20260101\",valid-before=\"20260101\" KEY",
    "anna@example.com valid-after=\"20260301\",valid-before=\"20260201\" KEY",
    "anna@example.com valid-after=\"20260101\",valid-after=\"20260101\" KEY",
    "anna@example.com valid-after=\"2026\" KEY", "anna@example.com valid-after=\"\" KEY",
    "anna@example.com valid-after=\"2026-01-01\" KEY",
    "anna@example.com valid-after=\"20261301\" KEY",
    "anna@example.com valid-after=\"20260231\" KEY",
    "anna@example.com valid-before=\"20260631\" KEY",
    "anna@example.com valid-after=\"20260100\" KEY",
    "anna@example.com valid-after=\"2026 1 1\" KEY",
    "anna@example.com valid-after=\"20261 01\" KEY",
    "anna@example.com valid-after=\"202601012400\" KEY",
    "anna@example.com valid-after=\"20260101000061\" KEY",
    "anna@example.com valid-after=\"19700101\" KEY",
    "anna@example.com valid-after=\"19690101\" KEY",
    "anna@example.com valid-after=\"0000 0101\" KEY",
    "anna@example.com valid-after=\"+0260101\" KEY",
    "anna@example.com valid-before=\"99991231\" KEY",
    "anna@example.com KEY comment with words", "anna@example.com ssh-ed25519",
    "anna@example.com ssh-ed25519 ",
    "anna@example.com ssh-rsa KEY", "anna@example.com x KEY", "ssh-ed25519 KEY", "KEY",
    "anna@example.com\u{B}KEY", "anna@example.com \u{C}KEY", "anna@example.com cert-authority\tKEY",
    "anna@example.com namespaces=\"custody-checkpoint\"\r KEY",
  ]

  @Test func bothReadEachLineAlike() throws {
    let bench = try Bench()
    for line in Self.lines {
      let text = line.replacing("OTHER", with: bench.other).replacing("RSA", with: bench.rsa)
        .replacing("KEY", with: bench.own)
      try bench.expectAgreement(Array("\(text)\n".utf8))
      // Without an LF at its end, and with other lines around it.
      try bench.expectAgreement(Array(text.utf8))
      let others = Array("# caf\u{E9}\n\nboris \(bench.other)\n".utf8) + [0xE9, 0x20, 0xFF, 0x0A]
      try bench.expectAgreement(others + Array("nonsense\n\(text)\r\nmore nonsense".utf8))
    }
    let split = bench.own.split(separator: " ")
    let base64 = String(split[1])
    for key in [
      "ssh-ed25519 \(base64.prefix(20))\r\(base64.dropFirst(20))", "ssh-ed25519 \(base64)=",
      "ssh-ed25519 \(base64.dropLast())", "ssh-ed25519 \(base64)AAAA", "ssh-ed25519\t\(base64)",
      "ssh-ed25519  \(base64)", "ssh-Ed25519 \(base64)", "sk-ssh-ed25519@openssh.com \(base64)",
      "ssh-ed25519 \(base64.prefix(20)) \(base64.dropFirst(20))", "ssh-ed25519 \(base64)\u{B}",
    ] { try bench.expectAgreement(Array("anna@example.com \(key)\n".utf8)) }
    let long = String(repeating: "x", count: 1022)
    for patterns in [
      "\(long),*", "\(long)x,*", "*,\(long)", "*,\(long)x", "\(long)x,!anna@example.com,*",
      "!anna@example.com,\(long)x",
    ] { try bench.expectAgreement(Array("\(patterns) \(bench.own)\n".utf8)) }
  }

  @Test func aLineThatForbidsAllAllowsNobodyByAnyName() throws {
    let bench = try Bench()
    for principals in ["!anna@example.com", "!boris", "!*", "*,!*", "boris,!boris", "!b,!c"] {
      let file = Array("\(principals) \(bench.own)\n".utf8)
      for name in ["anna@example.com", "boris", "b", "!boris", principals] {
        try bench.expectAgreement(file, name)
      }
      let allowed = try AllowedSigners(parsing: file)
      #expect(allowed.entry(for: bench.signature, at: 1_780_315_200) == nil, "\(principals)")
    }
  }

  @Test func bothReadDamagedLinesAlike() throws {
    let bench = try Bench()
    var numbers = SeededNumbers(seed: 11)
    let pieces = Array("\",\"\\= \t\r!*?#,,namespaces=\"\u{0}aZ0".utf8)
    for _ in 0..<SeededNumbers.rounds(60) {
      let line = Self.lines[Int(numbers.next() % UInt64(Self.lines.count))]
      var bytes = Array(
        line.replacing("OTHER", with: bench.other).replacing("RSA", with: bench.rsa)
          .replacing("KEY", with: bench.own).utf8)
      for _ in 0...(numbers.next() % 2) {
        let place = Int(numbers.next() % UInt64(min(bytes.count, 60)))
        switch numbers.next() % 3 {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(pieces[Int(numbers.next() % UInt64(pieces.count))], at: place)
        default: bytes[place] = pieces[Int(numbers.next() % UInt64(pieces.count))]
        }
      }
      try bench.expectAgreement(bytes + [0x0A])
    }
  }
}
