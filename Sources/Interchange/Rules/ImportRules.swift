/// How the rows of an exported file become events: a rules file that somebody wrote, understood.
///
/// `Rules.md` beside this module tells how such a file is written. `ImportRules+Parsing.swift` reads it.
public struct ImportRules: Sendable {
  /// In what form ownership history arrives.
  public enum Shape: String, Hashable, Sendable, CaseIterable {
    /// Each row is the state after an update; what differs from the row before is the change.
    case snapshots
    /// Each row gives a new value at a time.
    case changes
    /// Each row is a term: from, until.
    case intervals
  }

  /// The form of the rows.
  public internal(set) var shape = Shape.snapshots
  /// The `source` attribute of the events.
  public internal(set) var source = ""
  /// The IANA name of the zone in which times without an offset are read, if the file names one.
  public var zoneName: String? { zone?.text }

  var file = ""
  var delimiter = UInt8(ascii: ",")
  var encoding = TextEncoding.utf8
  var zone: Written?
  var timeFormat: TimeFormat?
  var client: ClientRule?
  var responsibilities: [ResponsibilityRule] = []
  /// When the row's state begins; in intervals the beginning of the term.
  var begin: TimeColumn?
  /// The end of the term.
  var end: EndRule?
  var sourceTime: TimeColumn?
  var endSourceTime: TimeColumn?
  /// Whole numbers that order the rows of one instant.
  var order: Written?
  var nobody: [String] = []
  var skips: [Condition] = []
  var onlys: [Condition] = []
  var renames: [Renaming.Target: [Renaming]] = [:]
  var firstIsInferred: Occasion?
  var register: Occasion?
  var close: Condition?
  var kept: [KeptColumn] = []
  /// Where the exported history begins: what was so before the first change was so from here on.
  var window: Written?

  /// A word of the rules file and where it stands.
  struct Written: Hashable, Sendable {
    var text: String
    var place: SourcePlace
  }

  /// Where a value comes from.
  enum ValueSource: Sendable {
    case constant(String)
    case column(Written)
  }

  struct ClientRule: Sendable {
    var value: ValueSource
    var prefix: String
  }

  struct ResponsibilityRule: Sendable {
    var name: ValueSource
    var person: ValueSource
    /// Who held it before, where each row of a change says so.
    var previous: Written?
  }

  struct TimeColumn: Sendable {
    var column: Written
    var format: TimeFormat?
  }

  struct EndRule: Sendable {
    var time: TimeColumn
    /// Whether the day that the column names still belongs to the term.
    var includesDay: Bool
  }

  /// On which rows something happens.
  enum Occasion: Sendable {
    case always
    case when(Condition)
  }

  struct KeptColumn: Sendable {
    var column: Written
    var name: String
  }
}

/// Everything that is wrong with a rules file.
public struct RulesErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// In the order of the file; at least one.
  public var problems: [RulesProblem]

  /// All problems, each with its excerpt and caret.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// One thing that is wrong with a rules file.
public struct RulesProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where.
  public var place: SourcePlace
  /// What, and what to do.
  public var message: String

  /// `FILE:LINE:COLUMN: message`, the excerpt, and a caret.
  public var description: String { "\(place.address): \(message)\n\(place.picture)" }
}
