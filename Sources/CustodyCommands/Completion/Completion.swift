/// What may stand where a command line is being typed.
///
/// Reads the words as `Program` and `ArgumentParser` do, but never complains.
struct Completion {
  /// A word that may stand there.
  struct Candidate: Hashable {
    let text: String
    /// What it is, in a few words; empty for an id.
    let meaning: String
  }

  /// What is wanted where the cursor is.
  enum Wanted {
    case candidates([Candidate])
    /// Something out of the ledger, or files, after a beginning that stays: `--client=`.
    case kind(CompletionKind, after: String)
  }

  /// The words before the one that is typed, without the program’s name.
  let words: [String]
  /// The word that is typed, as far as it is there.
  let current: String
  /// The ledger’s folder, where the words name one.
  private(set) var folder: String?
  /// What is wanted.
  private(set) var wanted = Wanted.candidates([])

  /// Reads a command line; the last word is the one that is typed.
  init(_ line: [String]) {
    words = Array(line.dropLast())
    current = line.last ?? ""
    wanted = read()
  }

  private mutating func read() -> Wanted {
    var place = 0
    while place < words.count, Self.isOption(words[place]) {
      guard let option = takesNext(words[place], of: Option.question) else {
        place += 1
        continue
      }
      if place + 1 == words.count { return values(option) }
      place += 2
    }
    if place >= words.count {
      return Self.isOption(current)
        ? options(Option.everywhere + [.version], given: words) : .candidates(Self.names(nil))
    }
    guard
      let (command, count) = try? Program.command(
        named: words[place...], at: .argument(place, bytes: nil))
    else {
      return .candidates(place + 1 == words.count ? Self.names(words[place]) : [])
    }
    return read(words[(place + count)...], of: command)
  }

  /// What is wanted after some arguments of a command.
  private mutating func read(
    _ arguments: ArraySlice<String>, of command: CommandDescription
  ) -> Wanted {
    var positionals: [String] = []
    var optionsEnded = false
    var place = arguments.startIndex
    while place < arguments.endIndex {
      let word = arguments[place]
      place += 1
      if optionsEnded || !Self.isOption(word) {
        positionals.append(word)
      } else if word == "--" {
        optionsEnded = true
      } else if let option = takesNext(word, of: command.allOptions) {
        if place == arguments.endIndex {
          if !Self.isOption(current) { return values(option) }
        } else if !Self.isOption(arguments[place]) {
          place += 1
        }
      }
    }
    if !optionsEnded, Self.isOption(current) {
      return options(command.allOptions, given: Array(arguments))
    }
    let declared = command.positionals
    let index = positionals.count
    guard let last = declared.last, index < declared.count || last.isRepeating else {
      return optionsEnded ? .candidates([]) : options(command.allOptions, given: Array(arguments))
    }
    switch (index < declared.count ? declared[index] : last).completes {
    case .commands?: return .candidates(Self.names(positionals.first))
    case let kind?: return .kind(kind, after: "")
    case nil: return .candidates([])
    }
  }

  /// The option that has its value in the next word; notes the folder of a ledger in passing.
  private mutating func takesNext(_ word: String, of options: [Option]) -> Option? {
    if let (name, value) = Self.split(word) {
      if name == Option.log.name { folder = value }
      return nil
    }
    let found = options.first { $0.value != nil && ($0.name == word || $0.short == word) }
    if found?.name == Option.log.name, let place = words.firstIndex(of: word) {
      folder = words.dropFirst(place + 1).first
    }
    return found
  }

  private func values(_ option: Option, after start: String = "") -> Wanted {
    if option.choices.isEmpty, let kind = option.completes { return .kind(kind, after: start) }
    return .candidates(option.choices.map { Candidate(text: start + $0, meaning: "") })
  }

  private func options(_ options: [Option], given: [String]) -> Wanted {
    if let (name, _) = Self.split(current) {
      let found = options.first { $0.name == name && $0.value != nil }
      return found.map { values($0, after: name + "=") } ?? .candidates([])
    }
    let left = options.filter { option in
      option.isRepeatable
        || !given.contains { word in
          word == option.name || word == option.short || Self.split(word)?.name == option.name
        }
    }
    return .candidates(left.map { Candidate(text: $0.name, meaning: $0.help) })
  }

  private static func isOption(_ word: String) -> Bool {
    word != "-" && word.utf8.starts(with: "-".utf8)
  }

  /// The halves of `--name=value`.
  private static func split(_ word: String) -> (name: String, value: String)? {
    guard word.utf8.starts(with: "--".utf8),
      let equals = word.utf8.firstIndex(of: UInt8(ascii: "="))
    else { return nil }
    return (String(word[..<equals]), String(word[word.utf8.index(after: equals)...]))
  }

  /// The first words of commands, or the second words after a first one.
  private static func names(_ first: String?) -> [Candidate] {
    var names: [Candidate] = []
    for command in Program.commands where !command.isHidden {
      let words = command.name.split(separator: " ").map(String.init)
      if let first {
        if words.count == 2, words[0] == first {
          names.append(Candidate(text: words[1], meaning: command.abstract))
        }
      } else if words.count == 1 {
        names.append(Candidate(text: words[0], meaning: command.abstract))
      } else if !names.contains(where: { $0.text == words[0] }) {
        let verbs = Program.commands.filter { $0.name.utf8.starts(with: "\(words[0]) ".utf8) }
          .map { $0.name.dropFirst(words[0].count + 1) }
        names.append(Candidate(text: words[0], meaning: verbs.joined(separator: ", ")))
      }
    }
    return names
  }
}
