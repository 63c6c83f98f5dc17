import Ownership
import Testing

@Suite struct DataCodecTests {
  func members(_ text: String) throws -> [JSONMember] {
    try #require(try JSONText.read(text).members)
  }

  func subject(_ kind: EventKind) throws -> Subject {
    switch kind.subjects[0] {
    case .client: try Subject("client/acme")
    case .person: try Subject("person/anna")
    case .ledger: .ledger
    }
  }

  @Test(
    "given members in any order, when made canonical, then own fields, by, note, and others follow",
    arguments: [
      (
        EventKind.assignmentMade.type,
        #"{"z":1,"note":"n","person":"a","by":"b","a":null,"responsibility":"sales"}"#,
        #"{"responsibility":"sales","person":"a","by":"b","note":"n","z":1,"a":null}"#
      ),
      // An optional field that is null is left out, `by` and `note` too; a required one stays.
      (
        EventKind.assignmentMade.type,
        #"{"reason":null,"person":null,"note":null,"by":null}"#, #"{"person":null}"#
      ),
      // A null inside terms stays.
      (
        EventKind.contractAmended.type, #"{"terms":{"b":null,"a":"x"},"contract":"c"}"#,
        #"{"contract":"c","terms":{"b":null,"a":"x"}}"#
      ),
      // Times in the fields of section 3 are written in UTC.
      (
        EventKind.personAway.type, #"{"deputy":"b","until":"2026-03-03T10:00:00.50+01:00"}"#,
        #"{"until":"2026-03-03T09:00:00.500000Z","deputy":"b"}"#
      ),
      (EventKind.personAway.type, #"{"until":"2026-03-03"}"#, #"{"until":"2026-03-03"}"#),
      (
        EventKind.complaintFiled.type,
        #"{"arose":"2026-03-03T00:00:00+01:00..2026-03-04","complaint":"k"}"#,
        #"{"complaint":"k","arose":"2026-03-02T23:00:00Z..2026-03-04"}"#
      ),
      // What is malformed stays as it is; so does an unknown type's data but for by and note.
      (EventKind.personAway.type, #"{"until":"soon"}"#, #"{"until":"soon"}"#),
      (
        "custody.client.vanished", #"{"note":"n","until":"2026-03-03T10:00:00+01:00"}"#,
        #"{"note":"n","until":"2026-03-03T10:00:00+01:00"}"#
      ),
      (EventKind.personReturned.type, "{}", "{}"),
      // Numbers stay as they are written.
      (
        EventKind.policyAdopted.type, #"{"limits":{"clientsPerPerson":4.0e1}}"#,
        #"{"limits":{"clientsPerPerson":4.0e1}}"#
      ),
    ])
  func canonical(type: String, given: String, expected: String) throws {
    let result = DataCodec.canonical(try members(given), type: type)
    #expect(result == (try members(expected)))
    #expect(DataCodec.canonical(result, type: type) == result)
  }

  /// One example for every message.
  static let broken: [(EventKind, String, [String])] = [
    (.assignmentMade, "{}", ["data.responsibility: is missing", "data.person: is missing"]),
    (
      .assignmentMade, #"{"responsibility":"sales","person":null}"#,
      ["data.person: is null; a string is expected"]
    ),
    (
      .assignmentMade, #"{"responsibility":7,"person":["a"]}"#,
      [
        "data.responsibility: is a number; a string is expected",
        "data.person: is a list; a string is expected",
      ]
    ),
    (
      .assignmentMade, #"{"responsibility":{},"person":true}"#,
      [
        "data.responsibility: is an object; a string is expected",
        "data.person: is true or false; a string is expected",
      ]
    ),
    (
      .assignmentMade, #"{"responsibility":"sales","person":" a"}"#,
      ["data.person: is \" a\", which is not an identifier: it begins or ends with a space"]
    ),
    (.clientRenamed, #"{"name":"x","by":1}"#, ["data.by: is a number; a string is expected"]),
    (.clientRenamed, #"{"name":"x","note":[]}"#, ["data.note: is a list; a string is expected"]),
    (
      .complaintRedirected, #"{"complaint":"k","to":"responsibility:"}"#,
      ["data.to: is \"\", which is not an identifier: it is empty"]
    ),
    (
      .complaintRedirected, #"{"complaint":"k","from":"","to":"anna"}"#,
      ["data.from: is \"\", which is not an identifier: it is empty"]
    ),
    (
      .personJoined, #"{"kind":"robot"}"#,
      ["data.kind: is \"robot\"; allowed are person, team, house"]
    ),
    (
      .personAway, #"{"until":"2026-03"}"#,
      ["data.until: is \"2026-03\"; a date or an RFC 3339 time is expected"]
    ),
    (
      .personAway, #"{"until":"2026-03-01..2026-03-02"}"#,
      ["data.until: is \"2026-03-01..2026-03-02\"; a date or an RFC 3339 time is expected"]
    ),
    (
      .personAway, #"{"until":"2026-02-30"}"#,
      [
        "data.until: is \"2026-02-30\", which is not a time: there is no such date in the calendar"
      ]
    ),
    (
      .complaintFiled, #"{"complaint":"k","arose":"2026-04..2026-03"}"#,
      [
        "data.arose: is \"2026-04..2026-03\", which is not a time: the range ends before it begins"
      ]
    ),
    (
      .revenueReceived, #"{"amount":"-1","currency":"eur"}"#,
      [
        "data.amount: is \"-1\"; an amount is an exact decimal that is not negative, such as \"1250.00\"",
        "data.currency: is \"eur\"; a currency is three capitals, such as EUR",
      ]
    ),
    (
      .entryRetracted, #"{"entry":"42","reason":"x"}"#,
      ["data.entry: is \"42\"; a line is named by twelve digits, such as \"000000000042\""]
    ),
    (
      .ledgerRecovered, #"{"segment":"s","offset":"7","bytes":1.5,"sha256":"h"}"#,
      [
        "data.offset: is a string; a whole number is expected",
        "data.bytes: is 1.5; a whole number is expected",
      ]
    ),
    (
      .contractSigned, #"{"contract":"c","terms":{"a":null}}"#,
      ["data.terms: has null in \"a\"; an object of strings is expected"]
    ),
    (
      .contractSigned, #"{"contract":"c","terms":[]}"#,
      ["data.terms: is a list; an object is expected"]
    ),
    (
      .contractAmended, #"{"contract":"c","terms":{"a":1}}"#,
      ["data.terms: has a number in \"a\"; an object of strings or null is expected"]
    ),
    (
      .policyAdopted, #"{"limits":{"handoffPendingDays":"14"}}"#,
      ["data.limits: has a string in \"handoffPendingDays\"; an object of numbers is expected"]
    ),
    (
      .evidenceIssued, #"{"heads":{"ledger":1}}"#,
      ["data.heads: has a number in \"ledger\"; an object of lines of twelve digits is expected"]
    ),
    (
      .policyAdopted, #"{"fallback":["sales"]}"#,
      ["data.fallback: is a list; an object is expected"]
    ),
    (
      .policyAdopted, #"{"fallback":{"":[]}}"#,
      ["data.fallback: is \"\", which is not an identifier: it is empty"]
    ),
    (
      .policyAdopted, #"{"fallback":{"sales":"account"}}"#,
      ["data.fallback: sales is a string; a list is expected"]
    ),
    (
      .policyAdopted, #"{"fallback":{"sales":[1]}}"#,
      ["data.fallback: sales is a list of strings"]
    ),
    (
      .policyAdopted, #"{"responsibilities":["x "]}"#,
      [
        "data.responsibilities: is \"x \", which is not an identifier: it begins or ends with a space"
      ]
    ),
    (
      .policyAdopted, #"{"bonusBasis":"retention"}"#,
      ["data.bonusBasis: is \"retention\"; allowed are signing, revenue"]
    ),
    (
      .policyAdopted, #"{"note":"nothing"}"#,
      ["a policy sets at least one of fallback, responsibilities, limits and bonusBasis"]
    ),
    (
      .policyAdopted, #"{"limits":null}"#,
      ["a policy sets at least one of fallback, responsibilities, limits and bonusBasis"]
    ),
    (
      .entryRedacted,
      #"{"entry":"000000000001","fields":"person","reason":"r"}"#,
      ["data.fields: is a string; a list is expected"]
    ),
    (
      .entryRedacted,
      #"{"entry":"000000000001","fields":[1],"reason":"r"}"#,
      ["data.fields: is a list of strings"]
    ),
  ]

  @Test(
    "given data that breaks a rule, when checked, then every problem is told", arguments: broken)
  func problems(kind: EventKind, data: String, messages: [String]) throws {
    let subject = try subject(kind)
    let data = try members(data)
    let found = DataCodec.problems(kind: kind, subject: subject, data: data, destroyed: [])
    #expect(found.map(\.description) == messages)
    #expect(throws: found[0]) {
      try DataCodec.fact(kind: kind, subject: subject, data: data, destroyed: [])
    }
    let fact = DataCodec.fact(type: kind.type, subject: subject, data: data, destroyed: [])
    #expect(fact == .unknown(.malformed(found[0])))
    let draft = EventDraft(
      type: kind.type, subject: subject, time: Instant(clamping: 0), data: data)
    // A draft's data is canonical, so an optional field that is null is no problem any more.
    #expect(draft.problems.map(\.description) == messages)
  }

  @Test(
    "given a type on a subject that is not its own, when checked, then the right ones are named",
    arguments: [
      (
        EventKind.personLeft, "client/acme",
        "custody.person.left stands on person/<id>, not on client/acme"
      ),
      (
        .policyAdopted, "person/anna", "custody.policy.adopted stands on ledger, not on person/anna"
      ),
      (.clientClosed, "ledger", "custody.client.closed stands on client/<id>, not on ledger"),
    ])
  func subjects(kind: EventKind, subject: String, message: String) throws {
    let data = kind == .policyAdopted ? try members(#"{"bonusBasis":"signing"}"#) : nil
    let found = DataCodec.problems(
      kind: kind, subject: try Subject(subject), data: data, destroyed: [])
    #expect(found.map(\.description) == [message])
  }
}
