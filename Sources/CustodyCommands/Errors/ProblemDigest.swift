/// Problems as they are shown: of those that differ only in what they quote a few, and the count of the rest.
///
/// Whoever sends two hundred thousand bad lines learns of each cause, and not of each line.
struct ProblemDigest {
  /// How many problems of a cause are shown.
  static let perCause = 5
  /// How many causes are shown.
  static let causeLimit = 20

  private var shown: [(problem: Problem, cause: [UInt8])] = []
  private var counts: [[UInt8]: Int] = [:]
  /// Problems of causes that are not shown.
  private var others = 0
  private let showsAll: Bool
  private let hint: String?

  /// - Parameters:
  ///   - showsAll: whether nothing is left out.
  ///   - hint: where the rest is to be seen.
  init(showsAll: Bool, hint: String? = nil) {
    self.showsAll = showsAll
    self.hint = hint
  }

  /// How many problems there were.
  private(set) var count = 0

  /// Takes a problem; memory does not grow with those that are not shown.
  mutating func append(_ problem: Problem) {
    count += 1
    if showsAll || problem.isCount {
      shown.append((problem, []))
      return
    }
    let cause = Self.cause(problem.message)
    guard let known = counts[cause] else {
      guard counts.count < Self.causeLimit else {
        others += 1
        return
      }
      counts[cause] = 1
      shown.append((problem, cause))
      return
    }
    counts[cause] = known + 1
    if known < Self.perCause { shown.append((problem, cause)) }
  }

  mutating func append(contentsOf problems: some Sequence<Problem>) {
    for problem in problems { append(problem) }
  }

  /// The problems that are shown, in their order; behind the last of a cause how many more there are.
  var problems: [Problem] {
    var left = counts.mapValues { min($0, Self.perCause) }
    var result: [Problem] = []
    for (problem, cause) in shown {
      result.append(problem)
      guard let rest = left[cause] else { continue }
      left[cause] = rest - 1
      let more = (counts[cause] ?? 0) - Self.perCause
      if rest == 1, more > 0 {
        result.append(.count("and \(more) more like the one above", hint: hint))
      }
    }
    if others > 0 {
      result.append(.count("and \(others) more of other kinds", hint: hint))
    }
    return result
  }

  /// A message without what it quotes and counts: what is in quotes, and digits.
  private static func cause(_ message: String) -> [UInt8] {
    var cause: [UInt8] = []
    var isQuoted = false
    for byte in message.utf8 {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, !(0x30...0x39).contains(byte) {
        cause.append(byte)
      }
    }
    return cause
  }
}
