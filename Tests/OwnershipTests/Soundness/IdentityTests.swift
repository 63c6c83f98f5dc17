import Ownership
import Testing

@Suite struct IdentityTests {
  @Test(
    "given a string that breaks a rule, when it is taken as an identifier, then that rule is named",
    arguments: [
      ("", IdentifierProblem.empty, "it is empty"),
      (" anna", .spaceAtEnd, "it begins or ends with a space"),
      ("anna ", .spaceAtEnd, "it begins or ends with a space"),
      (" ", .spaceAtEnd, "it begins or ends with a space"),
      (
        "an\u{0}na", .forbidden("\u{0}"),
        "it contains U+0000, a character that cannot be seen or means nothing"
      ),
      (
        "an\tna", .forbidden("\t"),
        "it contains U+0009, a character that cannot be seen or means nothing"
      ),
      (
        "an\u{7F}na", .forbidden("\u{7F}"),
        "it contains U+007F, a character that cannot be seen or means nothing"
      ),
      (
        "an\u{A0}na", .forbidden("\u{A0}"),
        "it contains U+00A0, a character that cannot be seen or means nothing"
      ),
      (
        "an\u{200B}na", .forbidden("\u{200B}"),
        "it contains U+200B, a character that cannot be seen or means nothing"
      ),
      (
        "\u{202E}anna", .forbidden("\u{202E}"),
        "it contains U+202E, a character that cannot be seen or means nothing"
      ),
      (
        "an\u{2028}na", .forbidden("\u{2028}"),
        "it contains U+2028, a character that cannot be seen or means nothing"
      ),
      (
        "an\u{3000}na", .forbidden("\u{3000}"),
        "it contains U+3000, a character that cannot be seen or means nothing"
      ),
      (
        "an\u{E000}na", .forbidden("\u{E000}"),
        "it contains U+E000, a character that cannot be seen or means nothing"
      ),
      (
        "an\u{10FFFD}na", .forbidden("\u{10FFFD}"),
        "it contains U+10FFFD, a character that cannot be seen or means nothing"
      ),
    ])
  func refused(text: String, problem: IdentifierProblem, message: String) {
    #expect(throws: problem) { try PersonID(text) }
    #expect(problem.description == message)
  }

  @Test(
    "given a character that nobody sees, when it is recorded anew, then only that is refused",
    arguments: [
      "\u{FE0F}", "\u{3164}", "\u{115F}", "\u{34F}", "\u{2800}", "\u{E0100}", "\u{FFA0}",
      "\u{17B4}",
      "\u{180B}", "\u{378}", "\u{20C1}", "\u{2FE0}", "\u{E0FFF}",
    ] as [Unicode.Scalar])
  func lookAlikes(scalar: Unicode.Scalar) throws {
    let text = "olga\(scalar)"
    #expect(try PersonID(text).text.utf8.elementsEqual(text.utf8))
    #expect(throws: IdentifierProblem.unseen(scalar)) { try PersonID(new: text) }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let name = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    #expect(
      IdentifierProblem.unseen(scalar).description
        == "it contains U+\(name), which nobody sees, so that it looks like another")
  }

  @Test("given names of every script, when they are recorded anew, then they are taken")
  func newIdentifiers() throws {
    for text in ["a", "Анна Иванова", "田中", "müller & söhne", "한국", "हिन्दी", "🏢", "\u{1C89}"] {
      #expect(try ClientID(new: text).text.utf8.elementsEqual(text.utf8))
    }
    #expect(throws: IdentifierProblem.empty) { try ClientID(new: "") }
    #expect(throws: IdentifierProblem.forbidden("\u{200B}")) { try ClientID(new: "a\u{200B}") }
  }

  @Test("given 256 bytes and 257, when taken as an identifier, then only the first is one")
  func length() throws {
    let longest = String(repeating: "é", count: 128)
    #expect(try PersonID(longest).text.utf8.count == 256)
    #expect(throws: IdentifierProblem.tooLong(bytes: 257)) { try PersonID(longest + "x") }
    #expect(
      IdentifierProblem.tooLong(bytes: 257).description
        == "it has 257 bytes, at most 256 are allowed")
  }

  @Test(
    "given names in any script, when taken as identifiers, then they stay as they were written",
    arguments: ["a", "Анна Иванова", "田中", "müller & söhne", "a/b", "ledger", "🏢"])
  func accepted(text: String) throws {
    #expect(try ClientID(text).text.utf8.elementsEqual(text.utf8))
  }

  @Test("given é in one character and in two, when compared, then they are two identifiers")
  func bytes() throws {
    let composed = try ClientID("caf\u{E9}")
    let decomposed = try ClientID("cafe\u{301}")
    #expect(composed.text == decomposed.text)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed)
    #expect(!(composed < decomposed))
  }

  @Test("given a subject, when it is read, then the id is all after the first slash")
  func subjects() throws {
    #expect(try Subject("ledger") == .ledger)
    #expect(try Subject("client/a/b") == .client(ClientID("a/b")))
    #expect(try Subject("person/ledger") == .person(PersonID("ledger")))
    for text in ["ledger", "client/a/b", "person/Анна"] {
      #expect(try Subject(text).description == text)
    }
    // A combining mark after the slash belongs to the id, although it shares a Character with it.
    #expect(try Subject("client/\u{301}a") == .client(ClientID("\u{301}a")))
  }

  @Test(
    "given what is no subject, when it is read, then it is refused",
    arguments: [
      ("", SubjectProblem.form), ("Ledger", .form), ("client", .form), ("clients/a", .form),
      ("client/", .identifier(.empty)), ("person/ a", .identifier(.spaceAtEnd)),
    ])
  func notSubjects(text: String, problem: SubjectProblem) {
    #expect(throws: problem) { try Subject(text) }
  }

  @Test("given the problems of a subject, when told, then each is one clause")
  func subjectMessages() {
    #expect(
      SubjectProblem.form.description == "a subject is client/<id>, person/<id> or ledger")
    #expect(
      SubjectProblem.identifier(.empty).description == "its id is not an identifier: it is empty")
  }

  @Test("given twelve digits, when read as a sequence, then they are; nothing else is")
  func sequences() {
    #expect(SequenceNumber(digits: "000000000042") == SequenceNumber(42))
    #expect(SequenceNumber(digits: "999999999999")?.value == SequenceNumber.limit)
    #expect(SequenceNumber(42).digits == "000000000042")
    #expect(SequenceNumber(42).description == "42")
    for text in ["42", "00000000042", "0000000000042", "00000000004x", "-00000000042", "٠٠٠٠٠٠"] {
      #expect(SequenceNumber(digits: text) == nil)
    }
  }

  @Test("given the kinds of events, when their types are read back, then each finds itself")
  func kinds() {
    for kind in EventKind.allCases { #expect(EventKind(type: kind.type) == kind) }
    for type in [
      "assignment.made", "custody.assignment.made.v2", "custody.", "", "Custody.note.added",
      "com.example.moved",
    ] { #expect(EventKind(type: type) == nil) }
  }
}
