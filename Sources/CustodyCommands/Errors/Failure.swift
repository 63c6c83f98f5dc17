/// How a command ends. Never a count.
enum ExitCode: Int32, CaseIterable, Sendable {
  /// Answered, or clean.
  case answered = 0
  /// The answer is “nobody” or “none”.
  case nobody = 1
  /// Usage, or a bad argument or row.
  case usage = 2
  /// The log cannot be read, or is damaged.
  case unreadable = 3
  /// The log’s integrity is broken.
  case broken = 4
  /// Answered or recorded, but the result could not be written.
  case unwritten = 5
  /// Interrupted at the keyboard.
  case interrupted = 130

  /// What it means, for the help and the manual.
  var meaning: String {
    switch self {
    case .answered: "answered, or done"
    case .nobody: "the answer is nobody or none, or an audit found something"
    case .usage: "usage, or bad input"
    case .unreadable: "the log cannot be read, or is damaged"
    case .broken: "the log’s integrity is broken"
    case .unwritten: "answered or recorded, but the result could not be written"
    case .interrupted: "interrupted"
    }
  }
}

/// Why a command did not do what it was asked: every problem, and how the program ends.
struct Failure: Error, Sendable {
  var code: ExitCode
  var problems: [Problem]

  init(_ code: ExitCode, _ problems: [Problem]) {
    self.code = code
    self.problems = problems
  }

  init(_ code: ExitCode, _ message: String, at place: Place? = nil, hint: String? = nil) {
    self.init(code, [Problem(message, at: place, hint: hint)])
  }

  /// A bad argument or row.
  static func usage(_ message: String, at place: Place? = nil, hint: String? = nil) -> Failure {
    Failure(.usage, message, at: place, hint: hint)
  }
}

/// One problem: what, where, and what to do.
struct Problem: Hashable, Sendable {
  /// What is wrong, in one clause without a full stop.
  var message: String
  /// Where.
  var place: Place?
  /// What to do.
  var hint: String?
  /// Whether it only says how many others there are.
  var isCount = false

  /// How many problems are not shown.
  static func count(_ words: String, hint: String?) -> Problem {
    var problem = Problem(words, hint: hint)
    problem.isCount = true
    return problem
  }

  /// A problem; of a message that quotes something endless only the beginning and the end are kept.
  init(_ message: String, at place: Place? = nil, hint: String? = nil) {
    self.message = message.shortened
    self.place = place
    self.hint = hint?.split(separator: "\n").map { String($0).shortened }.joined(separator: "\n")
  }
}

extension String {
  /// The text, or the beginning and the end of a long one, with how long it is. Complexity: O(1) of a long one.
  var shortened: String {
    let (head, tail) = (700, 200)
    let count = utf8.count
    guard count > head + tail + 100 else { return self }
    let start = String(decoding: utf8.prefix(head), as: UTF8.self)
    let end = String(decoding: utf8.suffix(tail), as: UTF8.self)
    return "\(start) … (\(count) bytes in all) … \(end)"
  }
}

/// Where a problem is.
enum Place: Hashable, Sendable {
  /// In the command line: which argument, and which bytes of it; the whole of it without a range.
  case argument(Int, bytes: Range<Int>?)
  /// In an environment variable with its value, at a byte of it.
  case variable(String, value: String, offset: Int)
  /// In a file: an address, a line of text and the columns before the caret.
  case text(address: String, excerpt: String, caret: Int)
}
