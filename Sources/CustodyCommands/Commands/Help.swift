extension CommandDescription {
  /// `custody help [COMMAND]`
  static let help = CommandDescription(
    name: "help",
    abstract: "help on a command, or on all",
    examples: [
      Example("custody help", "the commands"),
      Example("custody help who", "all about one; the same as custody who --help"),
    ],
    positionals: [Positional("COMMAND", "the command", isOptional: true)]
  ) { (invocation: Invocation) throws(Failure) in
    guard let wanted = invocation.arguments.positional(0) else {
      invocation.write(invocation.helpText.overview(Program.commands))
      return .answered
    }
    guard let command = Program.commands.first(where: { $0.name == wanted.text }) else {
      let names = Program.commands.map(\.name)
      throw .usage(
        "there is no command \(wanted.text)", at: wanted.place(),
        hint: Suggestion.hint(for: wanted.text, among: names) ?? "custody help lists the commands")
    }
    invocation.write(invocation.helpText.text(command))
    return .answered
  }
}
