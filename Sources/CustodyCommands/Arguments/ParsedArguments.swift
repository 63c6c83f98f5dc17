/// The arguments of a command, sorted by what they are.
struct ParsedArguments: Sendable {
  /// A value, and where it came from.
  struct Value: Hashable, Sendable {
    let text: String
    let origin: Origin

    /// The place of a byte of the value, for an error's caret.
    func place(offset: Int? = nil) -> Place {
      switch origin {
      case .argument(let index, let start):
        guard let offset else { return .argument(index, bytes: start..<start + text.utf8.count) }
        return .argument(index, bytes: start + offset..<start + offset + 1)
      case .variable(let name): return .variable(name, value: text, offset: offset ?? 0)
      }
    }
  }

  /// Where a value came from.
  enum Origin: Hashable, Sendable {
    /// The index of an argument, and the byte of it at which the value begins.
    case argument(Int, start: Int)
    /// An environment variable.
    case variable(String)
  }

  private let declared: Set<String>
  var options: [String: [Value]] = [:]
  var positionals: [Value] = []

  init(declared: [Option]) {
    self.declared = Set(declared.map(\.name))
  }

  /// Whether the command has the option.
  func knows(_ option: Option) -> Bool { declared.contains(option.name) }

  /// The value of an option; `nil` where it is not given.
  func value(_ option: Option) -> Value? {
    precondition(declared.contains(option.name), "\(option.name) is not declared")
    return options[option.name]?.last
  }

  /// All values of an option that may be repeated.
  func values(_ option: Option) -> [Value] {
    precondition(declared.contains(option.name), "\(option.name) is not declared")
    return options[option.name] ?? []
  }

  /// Whether a switch is given.
  func has(_ option: Option) -> Bool { value(option) != nil }

  /// The positional at an index; `nil` where it is not given.
  func positional(_ index: Int) -> Value? {
    index < positionals.count ? positionals[index] : nil
  }
}
