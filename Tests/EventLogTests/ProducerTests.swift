import EventLog
import Ownership
import Testing

@Suite struct ProducerTests {
  private func read(_ text: String) throws -> DraftReader.Outcome {
    DraftReader.read(try JSONParser.parse(Array(text.utf8)))
  }

  private func problems(_ text: String) throws -> [String] {
    guard case .refused(let problems) = try read(text) else { return [] }
    return problems.map(\.description)
  }

  private func event(_ more: String) -> String {
    "{\"type\":\"custody.note.added\",\"subject\":\"client/acme\",\"time\":\"2026-01-01T00:00:00Z\","
      + "\"data\":{\"text\":\"x\"}\(more)}"
  }

  @Test func attributesInAnyOrderAndSpellingAreTaken() throws {
    let text = """
      { "data": {"note": "n", "x": [1, null], "text": "t"}, "comexampleflag": true, "time":
      "2026-03-03t11:00:00.5+01:00", "datacontenttype":"application/json", "subject":"client/acme",
      "sourcetime":"2026-03-03T10:00:00Z", "effectivetime":"2026-04-01T00:00:00.000Z",
      "type":"custody.note.added", "specversion":"1.0", "origin":"imported",
      "replaces":"000000000007", "id":"a", "source":"crm", "n":-5 }
      """
    guard case .draft(let draft) = try read(text) else {
      Issue.record("refused")
      return
    }
    #expect(
      draft
        == EventDraft(
          id: "a", source: "crm", type: "custody.note.added",
          subject: .client(try ClientID("acme")),
          time: try Instant(rfc3339: "2026-03-03T10:00:00.500000Z"),
          effectiveTime: try Instant(rfc3339: "2026-04-01T00:00:00Z"),
          sourceTime: try Instant(rfc3339: "2026-03-03T10:00:00Z"), origin: .imported,
          replaces: SequenceNumber(7),
          extras: [
            JSONMember("comexampleflag", .bool(true)),
            JSONMember("datacontenttype", .string("application/json")),
            JSONMember("n", .number("-5")),
          ],
          data: [
            JSONMember("text", .string("t")), JSONMember("note", .string("n")),
            JSONMember("x", .array([.number("1"), .null])),
          ]))
  }

  @Test(arguments: [
    (",\"sequence\":\"000000000001\"", "sequence: is set by the ledger, never by a producer"),
    (
      ",\"recordedtime\":\"2026-01-01T00:00:00Z\"",
      "recordedtime: is set by the ledger, never by a producer"
    ),
    (",\"previous\":\"x\"", "previous: is set by the ledger, never by a producer"),
    (",\"subjectprevious\":\"x\"", "subjectprevious: is set by the ledger, never by a producer"),
    (",\"salt\":\"x\"", "salt: is set by the ledger, never by a producer"),
    (",\"recordedby\":\"x\"", "recordedby: is set by the ledger, never by a producer"),
    (",\"more\":true", "more: is set by the ledger, never by a producer"),
    (",\"redacted\":\"x\"", "redacted: is set by the ledger, never by a producer"),
    (",\"salts\":\"x\"", "salts: is set by the ledger, never by a producer"),
    (
      ",\"earliest\":\"2026-01-01T00:00:00Z\"",
      "earliest: is of a later version: this one does not answer with spans yet"
    ),
    (",\"data_base64\":\"x\"", "data_base64: binary data is not taken; use \"data\""),
    (",\"specversion\":\"0.3\"", "specversion: must be \"1.0\""),
    (",\"id\":null", "id: is null; leave out what is not known"),
    (",\"x\":null", "x: is null; leave out what is not known"),
    (",\"id\":7", "id: is a number; a string is expected"), (",\"id\":\"\"", "id: is empty"),
    (",\"source\":\"\"", "source: is empty"),
    (
      ",\"origin\":\"recorded\"",
      "origin: is \"recorded\"; allowed are imported and inferred, or no origin at all"
    ),
    (
      ",\"replaces\":\"7\"",
      "replaces: is \"7\"; a line is named by twelve digits, such as \"000000000042\""
    ),
    (
      ",\"replaces\":\"000000000000\"",
      "replaces: is \"000000000000\"; a line is named by twelve digits, such as \"000000000042\""
    ),
    (
      ",\"sourcetime\":\"yesterday\"",
      "sourcetime: \"yesterday\" is not an RFC 3339 time: expected a year of four digits"
    ),
    (
      ",\"effectivetime\":\"2026-01-01T00:00:00.1234567Z\"",
      "effectivetime: \"2026-01-01T00:00:00.1234567Z\" is not an RFC 3339 time: "
        + "at most six decimals (microseconds) are kept"
    ),
    (",\"Trace\":\"x\"", "Trace: names of attributes are lower-case letters and digits"),
    (",\"trace-id\":\"x\"", "trace-id: names of attributes are lower-case letters and digits"),
    (
      ",\"x\":{}",
      "x: is an object; an attribute is a string, a whole number of 32 bits, true or false"
    ),
    (
      ",\"x\":1.5",
      "x: is a number; an attribute is a string, a whole number of 32 bits, true or false"
    ),
    (
      ",\"x\":2147483648",
      "x: is a number; an attribute is a string, a whole number of 32 bits, true or false"
    ),
  ])
  func whatAProducerMayNotSayIsRefused(more: String, message: String) throws {
    #expect(try problems(event(more)) == [message])
  }

  @Test func allProblemsOfAnEventAreFound() throws {
    #expect(
      try problems("{\"subject\":\"acme\",\"more\":1}") == [
        "subject: a subject is client/<id>, person/<id> or ledger",
        "more: is set by the ledger, never by a producer", "\"type\" is missing",
        "\"time\" is missing",
      ])
    #expect(try problems("[]") == ["an event is an object, not a list"])
  }

  @Test func fieldsOfDataAreNamed() throws {
    #expect(
      try problems(
        "{\"type\":\"custody.revenue.received\",\"subject\":\"client/acme\","
          + "\"time\":\"2026-01-01T00:00:00Z\",\"data\":{\"amount\":\"-1\",\"currency\":\"eur\"}}")
        == [
          "data.amount: is \"-1\"; an amount is an exact decimal that is not negative, "
            + "such as \"1250.00\"",
          "data.currency: is \"eur\"; a currency is three capitals, such as EUR",
        ])
    #expect(
      try problems(
        "{\"type\":\"custody.person.returned\",\"subject\":\"person/olga\","
          + "\"time\":\"2026-01-01T00:00:00Z\",\"data\":[]}") == [
          "data is a list; an object is expected"
        ])
  }
}
