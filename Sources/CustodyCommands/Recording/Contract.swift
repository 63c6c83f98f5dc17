import Ownership

extension CommandDescription {
  /// `custody contract sign`
  static let contractSign = recording(
    "contract sign", "record a contract that was signed",
    examples: [
      Example(
        "custody contract sign acme --person olga --value 12000.00 --currency EUR --term notice=30d "
          + "--until 2027-05-31", "sold by olga, with one term and an end")
    ],
    discussion: ["A contract makes nobody a holder: assign does."],
    positionals: [.client],
    options: [.identifier, .seller, .term, .value, .currency, .ends]
  ) { (clerk: Clerk) throws(Failure) in
    var value: Amount?
    if let given = clerk.arguments.value(.value) { value = try clerk.amount(given) }
    var currency: Currency?
    if let given = clerk.arguments.value(.currency) { currency = try clerk.currency(given) }
    return SignContract(
      try clerk.client(clerk.positional(0)),
      contract: try clerk.identifier(clerk.arguments.value(.identifier), "a contract"),
      person: try clerk.person(.seller), terms: try terms(clerk), value: value, currency: currency,
      ends: try clerk.day(.ends), try clerk.occasion())
  }

  private static func terms(_ clerk: Clerk) throws(Failure) -> [Term] {
    var terms: [Term] = []
    for value in clerk.arguments.values(.term) {
      let (name, text) = try clerk.pair(value)
      if terms.contains(where: { $0.name.hasSameBytes(as: name) }) {
        throw .usage("the term \(name) is given twice", at: value.place())
      }
      terms.append(Term(name: name, value: text))
    }
    return terms
  }

  /// `custody contract amend`
  static let contractAmend = recording(
    "contract amend", "change terms of a contract",
    examples: [
      Example(
        "custody contract amend acme k-2026-001 --term notice=60d --strike discount",
        "one term set, one struck out")
    ],
    positionals: [.client, .contract], options: [.term, .strike]
  ) { (clerk: Clerk) throws(Failure) in
    var terms = try terms(clerk)
    for value in clerk.arguments.values(.strike) {
      if terms.contains(where: { $0.name.hasSameBytes(as: value.text) }) {
        throw .usage("the term \(value.text) is given twice", at: value.place())
      }
      terms.append(Term(name: value.text, value: nil))
    }
    return AmendContract(
      try clerk.client(clerk.positional(0)), try contract(clerk), terms: terms,
      try clerk.occasion())
  }

  private static func contract(_ clerk: Clerk) throws(Failure) -> ContractID {
    try clerk.invocation.identifier(clerk.positional(1), "a contract")
  }

  /// `custody contract renew`
  static let contractRenew = recording(
    "contract renew", "let a contract run on",
    examples: [
      Example("custody contract renew acme k-2026-001 --until 2028-05-31", "to another end"),
      Example("custody contract renew acme k-2026-001", "without an end"),
    ],
    positionals: [.client, .contract], options: [.ends]
  ) { (clerk: Clerk) throws(Failure) in
    RenewContract(
      try clerk.client(clerk.positional(0)), try contract(clerk), ends: try clerk.day(.ends),
      try clerk.occasion())
  }

  /// `custody contract end`
  static let contractEnd = recording(
    "contract end", "end a contract",
    examples: [
      Example("custody contract end acme k-2026-001 --last-day 2026-06-30", "after that day")
    ],
    positionals: [.client, .contract], options: [.reason], isEnding: true
  ) { (clerk: Clerk) throws(Failure) in
    EndContract(
      try clerk.client(clerk.positional(0)), try contract(clerk), reason: clerk.text(.reason),
      try clerk.occasion())
  }
}
