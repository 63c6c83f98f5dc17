public import Ownership

/// Rows and columns, from which every format is made: text on a terminal, CSV, Markdown, JSON lines.
public struct Table: Sendable {
  /// A column.
  public struct Column: Hashable, Sendable {
    /// Its name for machines: the header of CSV, the key of JSON.
    public let key: String
    /// Its title for people.
    public let title: String
    /// Where its values stand.
    public let alignment: Alignment
    /// Whether it may be wrapped when the table is too wide.
    public let wraps: Bool

    /// A column; its title is its key in capitals unless another is given.
    public init(
      _ key: String, title: String? = nil, alignment: Alignment = .left, wraps: Bool = false
    ) {
      self.key = key
      self.title = (title ?? key.uppercased()).printable
      self.alignment = alignment
      self.wraps = wraps
    }
  }

  /// A value.
  public enum Cell: Hashable, Sendable {
    /// No value: a dash on a terminal, nothing in CSV, `null` in JSON.
    case nothing
    /// A value that a redaction has destroyed: `(redacted)`; in JSON `null`, and its key in the row’s
    /// `redacted`.
    case redacted
    case text(String, Style = .plain)
    case number(UInt64)
    /// Lines of the log: `#17 #21`, a list of numbers in JSON.
    case lines([SequenceNumber])
    /// Yes or nothing for people, `true` or `false` for machines.
    case flag(Bool, Style = .plain)

    /// A text, or no value.
    public static func optional(_ text: String?, _ style: Style = .plain) -> Cell {
      text.map { .text($0, style) } ?? .nothing
    }

    /// A text that a redaction may have destroyed, or no value.
    public static func optional(_ text: Erasable<String>?, _ style: Style = .plain) -> Cell {
      text.map { $0.value.map { .text($0, style) } ?? .redacted } ?? .nothing
    }

    /// What stands for a value that was destroyed.
    public static var redactedText: String { "(redacted)" }
  }

  /// The columns, from the left.
  public let columns: [Column]
  /// The rows; each has one cell a column.
  public private(set) var rows: [[Cell]]

  /// A table without rows.
  public init(_ columns: [Column]) {
    self.columns = columns
    rows = []
  }

  /// Adds a row with one cell a column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "one cell a column")
    rows.append(row)
  }
}

extension Table.Cell {
  /// The value for machines; nothing is empty.
  var plainText: String {
    switch self {
    case .nothing: ""
    case .redacted: Self.redactedText
    case .text(let text, _): text
    case .number(let number): String(number)
    case .lines(let lines): lines.map { "#\($0)" }.joined(separator: " ")
    case .flag(let value, _): value ? "true" : "false"
    }
  }

  /// The value for people.
  var shownText: String {
    switch self {
    case .nothing: "–"
    case .redacted: Self.redactedText
    case .text(let text, _): text.printable
    case .number(let number): String(number)
    case .lines(let lines): lines.isEmpty ? "–" : lines.map { "#\($0)" }.joined(separator: " ")
    case .flag(let value, _): value ? "yes" : "–"
    }
  }

  var style: Style {
    switch self {
    case .nothing: .dim
    case .redacted: .problem
    case .text(_, let style): style
    case .number: .plain
    case .lines: .dim
    case .flag(let value, let style): value ? style : .dim
    }
  }

  var json: JSON {
    switch self {
    case .nothing, .redacted: .null
    case .text(let text, _): .string(text)
    case .number(let number): .integer(number)
    case .lines(let lines): .array(lines.map { .integer($0.value) })
    case .flag(let value, _): .bool(value)
    }
  }
}
