/// What a shell offers for an argument or the value of an option.
enum CompletionKind: Hashable, Sendable {
  case clients
  case persons
  case complaints
  case responsibilities
  /// Persons, and responsibilities with `responsibility:` before them.
  case desks
  /// `client/ID`, `person/ID`, `ledger`.
  case subjects
  /// The types of events.
  case types
  /// The names of commands.
  case commands
  /// One of a few words.
  case words([String])
  /// The names of files, which the shell knows.
  case files

  /// The kind that the name of an argument tells; `nil` where it tells none.
  init?(of name: String) {
    switch name {
    case "CLIENT": self = .clients
    case "PERSON", "MANAGER", "WHO": self = .persons
    case "COMPLAINT": self = .complaints
    case "RESPONSIBILITY": self = .responsibilities
    case "DESK": self = .desks
    case "SUBJECT": self = .subjects
    case "TYPE": self = .types
    case "COMMAND", "VERB": self = .commands
    case "FILE", "FOLDER", "RULES", "CHECKPOINT|HEAD": self = .files
    default: return nil
    }
  }
}
