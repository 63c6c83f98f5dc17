/// What a command is, in one table: from it come the parser, `-h`, `--help` and `help X`, and whatever
/// else describes commands.
struct CommandDescription: Sendable {
  /// The word that calls it.
  let name: String
  /// What it does, in one line that begins with a small letter and has no full stop.
  let abstract: String
  /// How it is used, most common first.
  let examples: [Example]
  /// More, in paragraphs.
  let discussion: [String]
  /// What stands without a name, in order.
  let positionals: [Positional]
  /// Its own options; the common ones come on their own.
  let options: [Option]
  /// The groups of common options that it has.
  let common: [Option]
  /// Whether the overview leaves it out, because programs call it and people do not.
  let isHidden: Bool
  /// Does it.
  let run: @Sendable (Invocation) throws(Failure) -> ExitCode

  init(
    name: String, abstract: String, examples: [Example], discussion: [String] = [],
    positionals: [Positional] = [], options: [Option] = [], common: [Option] = Option.everywhere,
    isHidden: Bool = false,
    run: @escaping @Sendable (Invocation) throws(Failure) -> ExitCode
  ) {
    self.name = name
    self.abstract = abstract
    self.examples = examples
    self.discussion = discussion
    self.positionals = positionals
    self.options = options
    self.common = common
    self.isHidden = isHidden
    self.run = run
  }

  /// Its own options, then the common ones.
  var allOptions: [Option] { options + common }
}

/// A line to type, and what it is for.
struct Example: Sendable {
  let line: String
  let meaning: String

  init(_ line: String, _ meaning: String) {
    self.line = line
    self.meaning = meaning
  }
}

/// An argument that stands without a name.
struct Positional: Sendable {
  let name: String
  let help: String
  let isOptional: Bool
  let isRepeating: Bool
  /// What a shell offers for it.
  let completes: CompletionKind?

  init(
    _ name: String, _ help: String, isOptional: Bool = false, isRepeating: Bool = false,
    completes: CompletionKind? = nil
  ) {
    self.name = name
    self.completes = completes ?? CompletionKind(of: name)
    self.help = help
    self.isOptional = isOptional
    self.isRepeating = isRepeating
  }

  /// As it stands in a usage line.
  var usage: String {
    let name = isRepeating ? "\(name)..." : name
    return isOptional ? "[\(name)]" : name
  }
}

/// An option.
struct Option: Sendable {
  /// With its two dashes.
  let name: String
  /// With its dash.
  let short: String?
  /// The name of its value; `nil` for a switch.
  let value: String?
  /// The values there are; empty for any.
  let choices: [String]
  let help: String
  /// What holds without it, in words.
  let standard: String?
  /// The environment variable that speaks where the option is not given.
  let variable: String?
  let isRepeatable: Bool
  /// What a shell offers for its value, beside the choices.
  let completes: CompletionKind?

  init(
    _ name: String, short: String? = nil, value: String? = nil, choices: [String] = [],
    _ help: String, standard: String? = nil, variable: String? = nil, isRepeatable: Bool = false,
    completes: CompletionKind? = nil
  ) {
    self.completes = completes ?? value.flatMap(CompletionKind.init(of:))
    self.name = name
    self.short = short
    self.value = value
    self.choices = choices
    self.help = help
    self.standard = standard
    self.variable = variable
    self.isRepeatable = isRepeatable
  }

  /// As it stands in help: `-o, --output FILE`.
  var usage: String {
    (short.map { "\($0), " } ?? "") + name + (value.map { " \($0)" } ?? "")
  }
}
