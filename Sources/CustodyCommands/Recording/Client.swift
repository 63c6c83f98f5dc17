import Ownership

extension CommandDescription {
  /// `custody client add`
  static let clientAdd = recording(
    "client add", "register a client, or a closed one anew",
    examples: [Example("custody client add acme --name 'Acme Ltd'", "it is a client from now on")],
    positionals: [
      Positional("CLIENT", "the id that it gets; a pseudonym, the name goes with --name")
    ],
    options: [.name(of: "what the client is called")]
  ) { (clerk: Clerk) throws(Failure) in
    RegisterClient(
      try clerk.invocation.identifier(clerk.positional(0), "a client"),
      name: clerk.text(.name), try clerk.occasion())
  }

  /// `custody client rename`
  static let clientRename = recording(
    "client rename", "give a client another name",
    examples: [Example("custody client rename acme 'Acme Group'", "the id stays")],
    positionals: [.client, Positional("NAME", "what it is called from now on")]
  ) { (clerk: Clerk) throws(Failure) in
    RenameClient(
      try clerk.client(clerk.positional(0)), to: clerk.positional(1).text, try clerk.occasion())
  }

  /// `custody client close`
  static let clientClose = recording(
    "client close", "close a client: nobody holds anything of it any more",
    examples: [
      Example("custody client close acme --reason lost", "from now on"),
      Example("custody client close acme --last-day 2026-06-30", "after that day"),
    ],
    positionals: [.client], options: [.reason], isEnding: true
  ) { (clerk: Clerk) throws(Failure) in
    CloseClient(
      try clerk.client(clerk.positional(0)), reason: clerk.text(.reason), try clerk.occasion())
  }
}

extension Option {
  /// `--name`, with what it names.
  static func name(of help: String) -> Option { Option(Option.name.name, value: "NAME", help) }
}
