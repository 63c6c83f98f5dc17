import Ownership
import Testing

@Suite("Strings by their bytes")
struct ByteEqualityTests {
  @Test(
    "given canonically equivalent strings, when their bytes are compared, then they differ",
    arguments: [
      ("\u{E9}", "e\u{301}"), ("a\u{323}\u{307}", "a\u{307}\u{323}"), ("\u{212A}", "K"),
      ("client/a\u{323}\u{307}", "client/a\u{307}\u{323}"),
    ])
  func equivalent(left: String, right: String) throws {
    #expect(left == right)
    #expect(!left.hasSameBytes(as: right))
    #expect(!right.hasSameBytes(as: left))
    let ids = [try PersonID(left), try PersonID(right)]
    #expect(ids[0] != ids[1])
    #expect(Set(ids).count == 2)
  }

  @Test("given strings of any length, when one byte is another, then they are not the same")
  func oneByte() throws {
    for length in 1...40 {
      let text = String(repeating: "x", count: length)
      #expect(text.hasSameBytes(as: String(decoding: Array(text.utf8), as: UTF8.self)))
      #expect(!text.hasSameBytes(as: text + "x"))
      for place in 0..<length {
        var bytes = Array(text.utf8)
        bytes[place] = UInt8(ascii: "y")
        #expect(!text.hasSameBytes(as: String(decoding: bytes, as: UTF8.self)))
      }
    }
  }

  @Test(
    "given a slash with a mark above it, when a subject is read, then the id begins behind the slash"
  )
  func marks() throws {
    // `hasPrefix` would not find the slash, which is one character with the mark.
    let subject = try Subject("client/\u{338}a")
    let client = try ClientID("\u{338}a")
    #expect(subject == .client(client))
  }

  @Test("given all kinds, when their fields are asked for, then each is that of its own type")
  func fields() {
    for kind in EventKind.allCases {
      #expect(EventKind(type: kind.type) == kind)
      #expect(kind.allFields == kind.fields + EventKind.commonFields)
    }
    #expect(EventKind.assignmentMade.fields.map(\.name) == ["responsibility", "person", "reason"])
    #expect(EventKind.ledgerOpened.fields.map(\.name) == ["name", "zone", "format"])
    #expect(EventKind.evidenceIssued.fields.map(\.name) == ["complaint", "heads"])
    #expect(EventKind(type: "custody.") == nil)
    #expect(EventKind(type: "assignment.made") == nil)
  }
}
