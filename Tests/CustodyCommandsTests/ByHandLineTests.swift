import EventLog
import Foundation
import Merkle
import Ownership
import Signatures
import Testing

/// The script of `ByHand.md` knows a line by the places at which its parts stand, and not by words that stand
/// somewhere on it.
@Suite(.enabled(if: !ScriptRun.shells.isEmpty, "the common tools are not on this machine"))
struct ByHandLineTests {
  static let key = [UInt8](repeating: 5, count: 16)

  static func seal(_ value: String) -> String {
    Seal.digest(of: Array(value.utf8).span, key: key.span).base64
  }

  static func row(_ value: String) -> String { "\n\(Base64.encode(key)) \(value)" }

  /// The sealed line 1 of a type, with what stands behind `time` and in `data`.
  static func line(
    _ type: String, _ data: String, extras: String = "", subject: String = "ledger",
    time: String = "2026-01-01T00:00:00Z"
  ) -> String {
    #"{"specversion":"1.0","sequence":"000000000001","recordedtime":"2026-01-01T00:00:00.000000Z","#
      + #""previous":"\#(Digest.zero.base64)","subjectprevious":"000000000000","#
      + #""salts":"AAAAAAAAAAAAAAAAAAAAAA==","id":"1","source":"x","type":"\#(type)","#
      + #""subject":"\#(subject)","time":"\#(time)","recordedby":"x"\#(extras),"data":\#(data)}"#
  }

  /// Expects that code and script, in every shell, take a line, or that they do not.
  func expect(
    _ isTaken: Bool, _ sealed: String, _ rows: String = "", _ script: ScriptRun,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let proof = try ByHandTests.proof(only: sealed, rows: rows)
    #expect(ByHandTests.isAccepted(proof) == isTaken, "\(sealed)", sourceLocation: sourceLocation)
    for shell in ScriptRun.shells {
      let result = try script.run(shell, proof)
      #expect(
        result.code == (isTaken ? 0 : 1), "\(shell), \(sealed): \(result.words)",
        sourceLocation: sourceLocation)
    }
  }

  @Test func `the type is what stands in its place, whatever else is called so`() throws {
    let script = try ScriptRun()
    let olga = #""olga""#
    let (seal, row) = (Self.seal(olga), Self.row(olga))
    let opened = #""type":"custody.ledger.opened","x":1"#
    // Nothing of a redaction is sealed: a seal there is a text like any other.
    try expect(
      false,
      Self.line(
        "custody.entry.redacted",
        #"{"entry":"000000000001","fields":[{"a":1,"type":"crm.x","b":2}],"reason":"\#(seal)"}"#),
      row, script)
    try expect(
      false,
      Self.line(
        "custody.policy.adopted",
        #"{"limits":{"a":1,"type":"crm.scored","b":"\#(seal)"}}"#), row, script)
    // A genuine line that speaks of other types.
    try expect(
      true,
      Self.line(
        "custody.policy.adopted", #"{"limits":{\#(opened)},"note":"\#(seal)"}"#), row, script)
    let quoted = #"",\"type\":\"custody.ledger.opened\",""#
    try expect(
      true, Self.line("custody.note.added", #"{"text":"\#(Self.seal(quoted))"}"#),
      Self.row(quoted), script)
  }

  @Test func `a type that the vocabulary does not have seals all its fields`() throws {
    let script = try ScriptRun()
    let olga = #""olga""#
    let (seal, row) = (Self.seal(olga), Self.row(olga))
    for name in Sealing.lasting + [#"x\"kind"#, #"x\\"#, "data", "type", "more"] {
      let data = #"{"\#(name)":"\#(seal)"}"#
      for type in ["custody.case.opened", "custody.note.addedx", "crm.x", "custody.", "note.added"]
      {
        try expect(true, Self.line(type, data), row, script)
      }
      try expect(
        !Sealing.lasting.contains(name), Self.line("custody.note.added", data), row, script)
    }
    try expect(
      true, Self.line("crm.x", #"{"a":"\#(seal)"}"#, extras: #","kind":"\#(seal)""#), row + row,
      script)
    try expect(
      false, Self.line("crm.x", #"{"a":"\#(seal)"}"#, extras: #","seen":"\#(seal)""#), row + row,
      script)
    // What is sealed stands on a sealed line as its seal.
    try expect(false, Self.line("crm.x", #"{"a":"\#(seal)","b":1}"#), row, script)
    try expect(false, Self.line("crm.x", "[1]"), "", script)
  }

  @Test func `the lists of the script are those of the code`() throws {
    let script = try ScriptRun().text
    func words(_ start: String, _ end: String) throws -> [String] {
      let from = try #require(script.range(of: start)).upperBound
      let to = try #require(script[from...].range(of: end)).lowerBound
      return script[from..<to].split { !$0.isLetter && $0 != "." }.map(String.init)
    }
    let types = EventKind.allCases.map(\.type) + Sealing.coming
    #expect(
      Set(try words("kinds = split(", ", kind,")) == Set(types.map { String($0.dropFirst(8)) }))
    #expect(try words("lasting = ", "kinds =") == Sealing.lasting)
  }

  @Test func `a value is one value, and a line has the form of a line`() throws {
    let script = try ScriptRun()
    let type = "custody.note.added"
    func expectValue(_ isTaken: Bool, _ value: String) throws {
      try expect(
        isTaken, Self.line(type, #"{"text":"\#(Self.seal(value))"}"#), Self.row(value), script)
    }
    for value in [
      #""a","by":"max""#, #""a"}"#, #""a""b""#, "1,2", "01", "1.", "nul", " 1", "[1,]",
      #"{"a":1,"a":1}"#,
      #"{"a" :1}"#, #""\/""#, #""\u0041""#, #""\u001F""#, "", #""\"#, "[[[1]]", "truefalse", "S",
      "V",
      #"{"a"}"#, #"{1:2}"#,
    ] { try expectValue(false, value) }
    for value in [
      #""a\",\"by\":\"max""#, #"{"a":[1,{"a":null}],"b":-0.5e+7}"#, "[]", "{}", "[[],{}]",
      #""\u001f\\""#,
      #""""#, "true",
    ] { try expectValue(true, value) }
    let text = #"{"text":"\#(Self.seal("1"))"}"#
    for (isTaken, sealed) in [
      (true, Self.line(type, text)),
      (false, Self.line(type, text).replacing(#""id":"1","#, with: "")),
      (false, Self.line(type, text).replacing(#""id":"1","#, with: #""id":"","#)),
      (
        false,
        Self.line(type, text).replacing(#""id":"1","source":"x""#, with: #""source":"x","id":"1""#)
      ),
      (false, Self.line(type, text, time: "2026-01-01T01:00:00+01:00")),
      (false, Self.line(type, text, time: "yesterday")),
      (false, Self.line(type, text, subject: "firm/acme")),
      (false, Self.line(type, text, extras: #","More":true"#)),
      (false, Self.line(type, text, extras: #","more":1"#)),
      (false, Self.line(type, text, extras: #","more":true,"redacted":"1""#)),
      (false, Self.line(type, text, extras: #","time":"2026-01-01T00:00:00Z""#)),
      (false, Self.line(type, text, extras: #","origin":"imported""#)),
      (true, Self.line(type, text, extras: #","more":true"#)),
      (true, Self.line(type, text, extras: #","replaces":"000000000001""#)),
      (false, Self.line(type, text) + " "), (false, " " + Self.line(type, text)),
      (false, Self.line(type, text).replacing(#"{"text""#, with: #"{"text":1,"text""#)),
      (false, "[" + Self.line(type, text) + "]"),
    ] { try expect(isTaken, sealed, Self.row("1"), script) }
  }

  @Test func `what nobody sees and what steers a terminal is spelt out`() throws {
    let script = try ScriptRun()
    let unseen =
      Array(0x7F...0x9F) + [
        0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x200B, 0x200F, 0x2028, 0x202E, 0x2060, 0x2066, 0x2800,
        0x3164,
        0xE000, 0xFE0F, 0xFEFF, 0xFFF9, 0xE0001, 0xE0FFF, 0xF0000, 0x10FFFF,
      ]
    for code in unseen {
      let character = String(Character(try #require(Unicode.Scalar(code))))
      let value = "\"a\(character)бé\""
      let proof = try ByHandTests.proof(
        only: Self.line("custody.note.added", #"{"text":"\#(Self.seal(value))"}"#),
        rows: Self.row(value))
      for shell in ScriptRun.shells {
        let result = try script.run(shell, proof)
        let spelt = character.utf16.map { unit in
          let hexadecimal = String(unit, radix: 16)
          return "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
        }.joined()
        #expect(result.code == 0 && result.words.contains("a\(spelt)бé"), "\(result.words)")
        #expect(!result.words.unicodeScalars.contains { $0.value == UInt32(code) })
      }
    }
    // Bytes that are no text can be controls to a terminal that reads them otherwise.
    let sealed = Array(Self.line("custody.note.added", "{}").utf8)
    let place = try #require(sealed.firstRange(of: Array(#""source":"x""#.utf8))).upperBound - 2
    for bytes in [[0x9B], [0xC2], [0xC0, 0x9B], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]]
      as [[UInt8]]
    {
      var line = sealed
      line.replaceSubrange(place...place, with: bytes)
      let proof = try ByHandTests.changed(
        ByHandTests.proof(only: Self.line("custody.note.added", "{}"))
      ) { lines in
        lines[1] = "extra \(Base64.encode(line))"
        let root = TreeHash.leaf(line)
        lines[4] = "custody/\(root.hexadecimal.prefix(16))"
        lines[6] = root.base64
      }
      #expect(!ByHandTests.isAccepted(proof))
      for shell in ScriptRun.shells {
        let result = try script.run(shell, proof)
        #expect(result.code == 1, "\(bytes)")
      }
    }
  }

  @Test func `an origin is taken by verify and script alike`() throws {
    let script = try ScriptRun()
    let sealed = Self.line("custody.note.added", "{}")
    let own = "custody/\(TreeHash.leaf(Array(sealed.utf8)).hexadecimal.prefix(16))"
    let bench = ByHandTests.bench()
    let later = try ByHandTests.proof(3, bench)
    let origins = [
      own, own.uppercased(), "custody/" + own.dropFirst(8).uppercased(), own + "0",
      "custody/0123456789abcdef", "custody/0123456789ABCDEF", "custody/", "x",
      "Custody/0123456789abcdef",
      "custody/0123456789abcdeg",
    ]
    for origin in origins {
      let first = try ByHandTests.proof(only: sealed, origin: origin)
      let other = ByHandTests.changed(later) { lines in
        lines[lines.firstIndex { $0.hasPrefix("custody/") } ?? 0] = origin
      }
      for proof in [first, other] {
        let path = bench.folder + "/origin"
        bench.write(path, proof)
        let checked = bench.run("verify", path)
        #expect(checked.code == 0 || checked.code == 4, "\(checked)")
        for shell in ScriptRun.shells {
          let result = try script.run(shell, proof)
          #expect(result.code == (checked.code == 0 ? 0 : 1), "\(origin)")
        }
      }
    }
    let path = bench.folder + "/own"
    bench.write(path, try ByHandTests.proof(only: sealed))
    #expect(bench.run("verify", path).code == 0)
  }

  @Test func `a size that the hashes do not bind is said not to be proved`() throws {
    let script = try ScriptRun()
    let bench = ByHandTests.bench()
    for sequence in [1, 8, 9, 11] {
      let proof = try ByHandTests.proof(sequence, bench)
      let inclusion = try TlogProof(parsing: proof).inclusion
      for size in 1...20 {
        let stated = ByHandTests.changed(proof) { lines in
          lines[(lines.firstIndex { $0.hasPrefix("custody/") } ?? 0) + 1] = "\(size)"
        }
        let path = bench.folder + "/size"
        bench.write(path, stated)
        let checked = bench.run("verify", path)
        let fits = inclusion.sizes.contains(UInt64(size))
        #expect(checked.code == (fits ? 0 : 4))
        let words =
          "the hashes are the same for \(inclusion.sizes.lowerBound) to \(inclusion.sizes.upperBound)"
        let isOpen = fits && inclusion.sizes.count > 1
        #expect(checked.output.contains(words) == isOpen)
        // Every form tells the same, to programs by the ends of the range.
        let (from, to) =
          isOpen
          ? (inclusion.sizes.lowerBound, inclusion.sizes.upperBound) : (UInt64(size), UInt64(size))
        let one = isOpen ? nil : "\(size)"
        for (format, words) in [
          (
            "json",
            "\"size\":\(one ?? "null"),\"statedSize\":\(size),\"sizeFrom\":\(from),\"sizeTo\":\(to),"
          ),
          (
            "csv",
            "\r\nsize,\(one ?? "")\r\nstatedSize,\(size)\r\nsizeFrom,\(from)\r\nsizeTo,\(to)\r\n"
          ),
          ("markdown", "\n| sizeFrom | \(from) |\n| sizeTo | \(to) |\n"),
        ] where fits {
          let output = bench.run("verify", path, "--format", format).output
          #expect(output.contains(words), "\(output)")
        }
        let result = try script.run(ScriptRun.shells[size % ScriptRun.shells.count], stated)
        #expect(result.code == (fits ? 0 : 1) && result.words.contains(words) == isOpen)
      }
    }
  }
}
