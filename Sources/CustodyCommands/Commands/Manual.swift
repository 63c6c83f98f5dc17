import CustodyLedger

extension CommandDescription {
  /// `custody manual`
  static let manual = CommandDescription(
    name: "manual",
    abstract: "the manual page of all commands, for man",
    examples: [
      Example(
        "custody manual -o ~/.local/share/man/man1/custody.1", "for man custody from now on")
    ],
    discussion: ["Without a file: custody manual | man -l -"],
    common: [.outputFile] + Option.everywhere
  ) { (invocation: Invocation) throws(Failure) in
    invocation.write(ManualPage(version: CustodyVersion.text, commands: Program.commands).text)
    return .answered
  }
}
