extension CommandDescription {
  /// `custody completions SHELL`
  static let completions = CommandDescription(
    name: "completions",
    abstract: "a script that lets bash, zsh or fish complete commands, options and ids",
    examples: [
      Example(
        "custody completions bash -o ~/.custody.bash", "then source ~/.custody.bash in ~/.bashrc"),
      Example(
        "custody completions zsh -o ~/.custody.zsh", "then source it in ~/.zshrc, after compinit"),
      Example(
        "custody completions fish -o ~/.config/fish/completions/custody.fish",
        "for every fish from now on"),
    ],
    discussion: [
      "Completes commands, options and their values, and the ids of clients, persons and complaints "
        + "and the names of responsibilities, from the ledger that --log or CUSTODY_LOG names.",
      "The script asks the program with custody complete -- WORD..., where WORD... is the line "
        + "without the program’s name and the last word is the one that is typed. It prints a "
        + "candidate a line; with --describe a tab follows, and what it is. The exit code is 1 where "
        + "the name of a file is wanted.",
    ],
    positionals: [
      Positional(
        "SHELL", "bash, zsh or fish", completes: .words(CompletionScript.allCases.map(\.rawValue)))
    ],
    common: [.outputFile] + Option.everywhere
  ) { (invocation: Invocation) throws(Failure) in
    let value = invocation.arguments.positionals[0]
    guard let script = CompletionScript(rawValue: value.text) else {
      let shells = CompletionScript.allCases.map(\.rawValue)
      throw .usage(
        "there are no completions for \(value.text)", at: value.place(),
        hint: Suggestion.hint(for: value.text, among: shells)
          ?? "there are \(shells.joined(separator: ", "))")
    }
    invocation.write(script.text)
    return .answered
  }
}
