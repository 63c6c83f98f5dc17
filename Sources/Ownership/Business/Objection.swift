/// One thing that speaks against a command: what contradicts, by which lines, and what to do instead.
public struct Objection: Hashable, Sendable, CustomStringConvertible {
  /// What contradicts, one clause.
  public var message: String
  /// The lines that say so, ascending.
  public var lines: [SequenceNumber]
  /// What to do instead, one clause; code in backquotes is a command.
  public var remedy: String
  /// Whether force does not help: the ledger could not take the line at all.
  public var isFinal: Bool

  /// Something that speaks against a command.
  public init(
    _ message: String, lines: [SequenceNumber] = [], remedy: String, isFinal: Bool = false
  ) {
    self.message = message
    self.lines = Set(lines).sorted()
    self.remedy = remedy
    self.isFinal = isFinal
  }

  /// What contradicts and its lines, without the remedy: `olga left on 2026-02-01 (#17)`.
  public var contradiction: String {
    let numbers = lines.map { "#\($0)" }.joined(separator: ", ")
    return numbers.isEmpty ? message : "\(message) (\(numbers))"
  }

  /// `olga left on 2026-02-01 (#17): assign somebody who is there, or record `person join` first`
  public var description: String { "\(contradiction): \(remedy)" }
}
