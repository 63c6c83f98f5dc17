import Ownership

extension CommandDescription {
  /// `custody authority grant`
  static let authorityGrant = recording(
    "authority grant", "let somebody decide something",
    examples: [
      Example("custody authority grant max discount", "for all clients"),
      Example(
        "custody authority grant olga discount --client acme --limit 500.00 --currency EUR",
        "for one client, up to an amount"),
    ],
    positionals: [.person, Positional("DECISION", "what may be decided, such as discount")],
    options: [.forClient, .amountLimit, .currency, .ends]
  ) { (clerk: Clerk) throws(Failure) in
    var limit: Amount?
    if let value = clerk.arguments.value(.amountLimit) { limit = try clerk.amount(value) }
    var currency: Currency?
    if let value = clerk.arguments.value(.currency) { currency = try clerk.currency(value) }
    return GrantAuthority(
      try clerk.person(clerk.positional(0)),
      try clerk.invocation.identifier(clerk.positional(1), "a decision"),
      client: try clerk.client(.forClient), limit: limit, currency: currency,
      until: try clerk.day(.ends), try clerk.occasion())
  }

  /// `custody authority revoke`
  static let authorityRevoke = recording(
    "authority revoke", "take an authority back",
    examples: [
      Example("custody authority revoke max discount", "the general one"),
      Example("custody authority revoke olga discount --client acme", "the one for that client"),
    ],
    positionals: [.person, Positional("DECISION", "what may no longer be decided")],
    options: [.forClient], isEnding: true
  ) { (clerk: Clerk) throws(Failure) in
    RevokeAuthority(
      try clerk.person(clerk.positional(0)),
      try clerk.invocation.identifier(clerk.positional(1), "a decision"),
      client: try clerk.client(.forClient), try clerk.occasion())
  }
}
