import Ownership
import Testing

/// Facts made of fields.
extension DataCodecTests {
  @Test("given every type with the least it needs, when understood, then it is; without, it is not")
  func least() throws {
    for kind in EventKind.allCases {
      var data = kind.fields.filter(\.isRequired).map { JSONMember($0.name, example($0.kind)) }
      if kind == .policyAdopted { data = try members(#"{"bonusBasis":"revenue"}"#) }
      let subject = try subject(kind)
      let fact = try DataCodec.fact(kind: kind, subject: subject, data: data, destroyed: [])
      if case .unknown = fact { Issue.record("\(kind) is unknown") }
      for index in data.indices {
        var less = data
        let missing = less.remove(at: index)
        let problems = DataCodec.problems(kind: kind, subject: subject, data: less, destroyed: [])
        #expect(!problems.isEmpty, "\(kind) without \(missing.name)")
        if kind == .policyAdopted { continue }
        // What a redaction destroyed may be missing, but not what says which step.
        let field = kind.fields.first { $0.name == missing.name }
        let excused = DataCodec.problems(
          kind: kind, subject: subject, data: less, destroyed: [missing.name])
        let isSealed = field.map { Sealing(kind).covers(field: $0.name) }
        #expect(excused.isEmpty == isSealed, "\(kind) without \(missing.name)")
      }
      if data.isEmpty {
        _ = try DataCodec.fact(kind: kind, subject: subject, data: nil, destroyed: [])
      }
    }
  }

  private func example(_ kind: FieldKind) -> JSON {
    switch kind {
    case .text, .identifier, .desk: .string("x")
    case .word(let words): .string(words[0])
    case .day, .moment: .string("2026-03-03")
    case .amount: .string("1250.00")
    case .currency: .string("EUR")
    case .entry: .string("000000000001")
    case .count: .number("7")
    case .format: .number("1")
    case .terms, .amendedTerms, .limits, .heads, .fallback: .object([])
    case .identifiers, .names: .array([])
    }
  }

  @Test("given a destroyed field, when understood, then it is destroyed and not absent")
  func destroyed() throws {
    let client = try Subject("client/acme")
    let anna = try PersonID("anna")
    func fact(_ kind: EventKind, _ text: String, _ fields: [String]) throws -> Fact {
      try DataCodec.fact(
        kind: kind, subject: kind.subjects.contains(.client) ? client : .person(anna),
        data: members(text), destroyed: fields)
    }
    #expect(
      try fact(.assignmentMade, #"{"responsibility":"sales"}"#, ["person"])
        == .assignment(.made(.sales, .destroyed, reason: nil)))
    #expect(
      try fact(.assignmentEnded, #"{"responsibility":"sales"}"#, ["person"])
        == .assignment(.ended(.sales, .destroyed, reason: nil)))
    #expect(
      try fact(.assignmentEnded, #"{"responsibility":"sales"}"#, [])
        == .assignment(.ended(.sales, nil, reason: nil)))
    #expect(
      try fact(.personJoined, "{}", ["manager"])
        == .person(.joined(name: nil, manager: .destroyed, kind: nil)))
    #expect(
      try fact(.personAway, "{}", ["deputy"]) == .person(.away(until: nil, deputy: .destroyed)))
    #expect(
      try fact(.complaintRedirected, #"{"complaint":"k"}"#, ["to"])
        == .complaint(.redirected(ComplaintID("k"), from: nil, to: .destroyed, reason: nil)))
  }

  @Test("given a desk, when it begins with responsibility:, then it is one; else it is a person")
  func desks() throws {
    let complaint = try ComplaintID("k")
    let anna = try PersonID("anna")
    let fact = try DataCodec.fact(
      kind: .complaintRedirected, subject: Subject("client/acme"),
      data: members(#"{"complaint":"k","from":"anna","to":"responsibility:billing"}"#),
      destroyed: [])
    #expect(
      fact
        == .complaint(
          .redirected(
            complaint, from: .known(.person(anna)), to: .known(.responsibility(.billing)),
            reason: nil)))
  }

  @Test("given amounts and currencies, when read, then only exact decimals and three capitals are")
  func money() {
    for text in ["0", "1250.00", "007", "0.5"] { #expect(Amount(text)?.text == text) }
    for text in ["", "-1", "+1", "1.", ".5", "1e3", "1,5", "1.2.3", " 1", "١"] {
      #expect(Amount(text) == nil, "\(text)")
    }
    #expect(Currency("EUR")?.code == "EUR")
    for text in ["eur", "EU", "EURO", "E R", ""] { #expect(Currency(text) == nil) }
  }
}
