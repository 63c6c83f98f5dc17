import Ownership

extension CommandDescription {
  /// `custody change request`
  static let changeRequest = recording(
    "change request", "record what a client wants changed",
    examples: [
      Example(
        "custody change request acme 'a longer notice' --contract k-2026-001", "of one contract")
    ],
    positionals: [.client, Positional("WANTS", "what it wants, in its words")],
    options: [.contract, .identifier]
  ) { (clerk: Clerk) throws(Failure) in
    RequestChange(
      try clerk.client(clerk.positional(0)),
      request: try clerk.identifier(clerk.arguments.value(.identifier), "a request"),
      contract: try clerk.identifier(clerk.arguments.value(.contract), "a contract"),
      wants: clerk.positional(1).text, try clerk.occasion())
  }

  /// `custody change decide`
  static let changeDecide = recording(
    "change decide", "grant or refuse what a client wants changed",
    examples: [
      Example(
        "custody change decide acme r-2026-001 granted --by max",
        "max needs an authority that is in force")
    ],
    positionals: [
      .client, Positional("REQUEST", "the request’s id"),
      Positional(
        "DECISION", "granted or refused", completes: .words(["granted", "refused"])),
    ],
    options: [.reason]
  ) { (clerk: Clerk) throws(Failure) in
    let value = clerk.positional(2)
    guard let decision = ChangeDecision(rawValue: value.text) else {
      throw .usage(
        "a change cannot be \"\(value.text)\"", at: value.place(),
        hint: Suggestion.hint(for: value.text, among: ["granted", "refused"])
          ?? "write granted or refused")
    }
    return DecideChange(
      try clerk.client(clerk.positional(0)),
      try clerk.invocation.identifier(clerk.positional(1), "a request"), decision,
      reason: clerk.text(.reason), try clerk.occasion())
  }
}
