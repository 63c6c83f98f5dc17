extension CommandDescription {
  /// `custody help [COMMAND]`
  static let help = CommandDescription(
    name: "help",
    abstract: "help on a command, or on all",
    examples: [
      Example("custody help", "the commands"),
      Example("custody help who", "all about one; the same as custody who --help"),
    ],
    positionals: [
      Positional("COMMAND", "the command", isOptional: true),
      Positional("VERB", "its second word, where it has two", isOptional: true),
    ]
  ) { (invocation: Invocation) throws(Failure) in
    guard let wanted = invocation.arguments.positional(0) else {
      invocation.write(invocation.helpText.overview(Program.commands))
      return .answered
    }
    let words = invocation.arguments.positionals
    let verbs = Program.verbs(of: wanted.text)
    if words.count == 1, !verbs.isEmpty,
      !Program.commands.contains(where: { $0.name == wanted.text })
    {
      invocation.write(invocation.helpText.verbs(of: wanted.text, verbs))
      return .answered
    }
    let (command, count) = try Program.command(named: words.map(\.text)[...], at: wanted.place())
    if count == 1, let extra = invocation.arguments.positional(1) {
      throw .usage(
        "\(command.name) is a whole command; \(extra.text) is more than help takes",
        at: extra.place(), hint: "write custody help \(command.name)")
    }
    invocation.write(invocation.helpText.text(command))
    return .answered
  }
}
