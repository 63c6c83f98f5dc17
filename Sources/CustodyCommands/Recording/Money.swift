import Ownership

extension CommandDescription {
  /// `custody revenue`
  static let revenue = recording(
    "revenue", "record money that a client has paid",
    examples: [
      Example("custody revenue acme 12000.00 EUR --contract k-2026-001", "on one contract")
    ],
    positionals: [
      .client, Positional("AMOUNT", "an exact decimal"), Positional("CURRENCY", "ISO 4217"),
    ],
    options: [.contract]
  ) { (clerk: Clerk) throws(Failure) in
    ReceiveRevenue(
      try clerk.client(clerk.positional(0)),
      contract: try clerk.identifier(clerk.arguments.value(.contract), "a contract"),
      try clerk.amount(clerk.positional(1)), try clerk.currency(clerk.positional(2)),
      try clerk.occasion())
  }

  /// `custody bonus pay`
  static let bonusPay = recording(
    "bonus pay", "record a bonus that was paid to somebody for a client",
    examples: [
      Example(
        "custody bonus pay acme olga 600.00 EUR --basis revenue --contract k-2026-001 "
          + "--from 2026-01-01 --to 2026-03-31", "for the first quarter")
    ],
    positionals: [
      .client, .person, Positional("AMOUNT", "an exact decimal"),
      Positional("CURRENCY", "ISO 4217"),
    ],
    options: [.basis, .contract, .periodFrom, .periodTo, .identifier]
  ) { (clerk: Clerk) throws(Failure) in
    let value = try clerk.required(.basis)
    guard let basis = BonusBasis(rawValue: value.text) else {
      throw .usage("--basis cannot be \"\(value.text)\"", at: value.place())
    }
    return PayBonus(
      try clerk.client(clerk.positional(0)),
      bonus: try clerk.identifier(clerk.arguments.value(.identifier), "a bonus"),
      to: try clerk.person(clerk.positional(1)),
      contract: try clerk.identifier(clerk.arguments.value(.contract), "a contract"),
      try clerk.amount(clerk.positional(2)), try clerk.currency(clerk.positional(3)), on: basis,
      from: try clerk.day(.periodFrom), upTo: try clerk.day(.periodTo), try clerk.occasion())
  }

  /// `custody bonus reverse`
  static let bonusReverse = recording(
    "bonus reverse", "take a bonus back, or a part of it",
    examples: [
      Example("custody bonus reverse acme b-2026-001 --reason 'contract ended'", "all of it"),
      Example("custody bonus reverse acme b-2026-001 200.00 --reason 'part refunded'", "a part"),
    ],
    positionals: [
      .client, Positional("BONUS", "the bonus’s id"),
      Positional("AMOUNT", "how much; without it, what is left", isOptional: true),
    ],
    options: [.reason]
  ) { (clerk: Clerk) throws(Failure) in
    var amount: Amount?
    if let value = clerk.arguments.positional(2) { amount = try clerk.amount(value) }
    return ReverseBonus(
      try clerk.client(clerk.positional(0)),
      try clerk.invocation.identifier(clerk.positional(1), "a bonus"), amount,
      reason: try clerk.required(.reason).text, try clerk.occasion())
  }
}
