import Ownership

/// A row of a file as the rules understand it; names are numbers in the table of texts.
struct Row {
  var client: Int32
  /// When it happened; in intervals the beginning of the term.
  var time: Instant
  /// The end of the term, where the row has one.
  var end: Instant?
  var sourceTime: Instant?
  var endSourceTime: Instant?
  /// Decides between rows of one instant.
  var order: Int64 = 0
  /// Counts the rows over all files.
  var ordinal: Int32
  /// Where the row begins, for remarks.
  var start: RowStart
  var values: [RowValue]
  /// Numbers of the kept texts; −1 where the cell is empty.
  var kept: [Int32]
  var closes = false
  var registers = false
  /// Whether a state that is the first known one counts as inferred.
  var infers = false

  /// The order in which a history is told.
  static func isBefore(_ left: Row, _ right: Row) -> Bool {
    if left.time != right.time { return left.time < right.time }
    if left.order != right.order { return left.order < right.order }
    return left.ordinal < right.ordinal
  }
}

/// Who holds one responsibility, as a row says; nobody is −1.
struct RowValue {
  var responsibility: Int32
  var person: Int32
  /// Who held it before, as the row says; `nil` where the rules do not ask.
  var previous: Int32?

  static var nobody: Int32 { -1 }
}

/// Where a row begins.
struct RowStart {
  var file: Int32
  var line: Int
  var offset: Int
}
