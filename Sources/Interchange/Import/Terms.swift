import Ownership

/// Intervals: each row is a term that begins with an assignment and ends by the name of its holder.
///
/// The end is an event of its own with its own id, so a term that was open in one export and has its end
/// in the next adds the end and nothing else.
struct Terms {
  let rules: ImportRules
  private(set) var drafts = DraftList()
  private(set) var unchanged = 0
  /// Rows whose terms overlap, with what to say.
  private(set) var remarks: [(row: RowStart, message: String)] = []

  private struct Term: Hashable {
    var client: Int32
    var responsibility: Int32
    var person: Int32
    var begin: Instant
    var end: Instant?
    var kept: [Int32]
  }

  init(rules: ImportRules) {
    self.rules = rules
  }

  /// Takes all rows by the beginning of their terms.
  mutating func take(_ rows: [Row], table: TextTable) {
    var seen: Set<Term> = []
    var registered: Set<Int32> = []
    var reach: [Pair: Reach] = [:]
    for row in rows {
      let before = drafts.count
      if row.registers, registered.insert(row.client).inserted {
        drafts.append(
          DraftList.Item(
            kind: .registered, client: row.client, time: row.time, sourceTime: row.sourceTime,
            isInferred: row.infers, kept: row.kept))
      }
      for value in row.values {
        let term = Term(
          client: row.client, responsibility: value.responsibility, person: value.person,
          begin: row.time, end: row.end, kept: row.kept)
        guard seen.insert(term).inserted else { continue }
        let pair = Pair(client: row.client, responsibility: value.responsibility)
        check(term, row, against: reach[pair], table)
        add(term, row, isFirst: reach[pair] == nil)
        let end = max(row.end ?? .last, reach[pair]?.end ?? .first)
        reach[pair] = Reach(end: end, line: row.start.line)
      }
      if drafts.count == before { unchanged += 1 }
    }
  }

  private struct Pair: Hashable {
    var client: Int32
    var responsibility: Int32
  }

  /// How far the terms before reach, and the line of the latest.
  private struct Reach {
    var end: Instant
    var line: Int
  }

  private mutating func add(_ term: Term, _ row: Row, isFirst: Bool) {
    var item = DraftList.Item(
      kind: term.person == RowValue.nobody ? .ended : .made, client: term.client,
      responsibility: term.responsibility, person: term.person, time: term.begin,
      sourceTime: row.sourceTime, isInferred: isFirst && row.infers, kept: term.kept)
    drafts.append(item)
    guard let end = term.end, term.person != RowValue.nobody else { return }
    item.kind = .ended
    item.time = end
    item.sourceTime = row.endSourceTime
    item.isInferred = false
    item.kept = []
    drafts.append(termEnd: item)
  }

  private mutating func check(_ term: Term, _ row: Row, against reach: Reach?, _ table: TextTable) {
    guard let reach, reach.end > term.begin else { return }
    remarks.append(
      (
        row.start,
        "this term of \(table.text(Int(term.responsibility))) of \(table.text(Int(term.client))) begins "
          + "before the one of line \(reach.line) ends; whoever began last counts"
      ))
  }
}
