/// What is wrong with a text, and in which of its lines.
public struct TextProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, counted from 1.
  public let line: Int
  /// What is wrong and what was expected, to follow `FILE:LINE: `.
  public let message: String

  /// A problem of a line, counted from 1.
  public init(line: Int, _ message: String) {
    self.line = line
    self.message = message
  }

  /// The same problem of a text that stands `lines` lines further down in another.
  public func moved(down lines: Int) -> TextProblem {
    TextProblem(line: line + lines, message)
  }

  /// `line N: what is wrong`.
  public var description: String { "line \(line): \(message)" }
}
