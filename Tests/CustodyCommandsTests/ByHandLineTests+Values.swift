import Testing

/// What may stand in the place of an attribute, of `data` and of a subject: the script of `ByHand.md` and the code agree.
extension ByHandLineTests {
  @Test func `an extra is a whole number of 32 bits, however it is spelt`() throws {
    let script = try ScriptRun()
    for (number, isTaken) in [
      ("-0", true), ("0", true), ("-2147483648", true), ("2147483647", true),
      ("2147483648", false), ("-2147483649", false), ("00", false), ("-01", false), ("1.0", false),
      ("1e1", false), ("99999999999999999999", false),
    ] {
      try expect(
        isTaken, Self.line("custody.entry.redacted", "{}", extras: ",\"x\":\(number)"), "", script)
      let sealed = Self.line("crm.x", "{}", extras: ",\"x\":\"\(Self.seal(number))\"")
      try expect(isTaken, sealed, Self.row(number), script)
    }
  }

  @Test func `fields are not shown in the place of a value that is none`() throws {
    let script = try ScriptRun()
    for (value, isTaken) in [
      ("[1]", true), ("\"x\"", true), ("{}", false), ("{\"a\":1}", false),
      ("{\"text\":\"x\"}", false),
    ] {
      for type in ["crm.x", "custody.note.added"] {
        try expect(isTaken, Self.line(type, "\"\(Self.seal(value))\""), Self.row(value), script)
      }
    }
  }

  @Test func `a line is about an identifier`() throws {
    let script = try ScriptRun()
    func scalar(_ code: UInt32) -> String {
      Unicode.Scalar(code).map { String(Character($0)) } ?? ""
    }
    let barred: [UInt32] = [
      0x7F, 0xA0, 0xAD, 0x600, 0x70F, 0x1680, 0x180E, 0x200B, 0x2028, 0x202F, 0x205F, 0x3000,
      0xE000,
      0xF8FF, 0xFEFF, 0xE0001, 0xE007F, 0xF0000, 0x10FFFD,
    ]
    let taken: [UInt32] = [0x41, 0xE9, 0x34F, 0x3164, 0x2800, 0x4E00, 0xFE0F, 0x1F44D, 0xE0100]
    for (codes, isTaken) in [(barred, false), (taken, true)] {
      for code in codes {
        try expect(
          isTaken, Self.line("crm.x", "{}", subject: "client/a\(scalar(code))b"), "", script)
      }
    }
    for (id, isTaken) in [
      (" a", false), ("a ", false), ("a b", true), (#"a\u0001"#, false), (#"a\\u0001"#, true),
      (String(repeating: "a", count: 256), true), (String(repeating: "a", count: 257), false),
      (String(repeating: #"\\"#, count: 256), true), (String(repeating: "é", count: 129), false),
    ] { try expect(isTaken, Self.line("crm.x", "{}", subject: "person/\(id)"), "", script) }
  }
}
