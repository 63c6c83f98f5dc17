import Ownership

/// Snapshots and changes: tells what differs from the row before of the same client.
struct StateChanges {
  let rules: ImportRules
  /// Where the exported history begins.
  let window: Instant?
  private(set) var drafts = DraftList()
  private(set) var unchanged = 0
  /// Rows that contradict the row before, with what to say.
  private(set) var remarks: [(row: RowStart, message: String)] = []
  private var holders: [Key: Int32] = [:]
  private var clients: [Int32: Client] = [:]

  init(rules: ImportRules, window: Instant?) {
    self.rules = rules
    self.window = window
  }

  private struct Key: Hashable {
    var client: Int32
    var responsibility: Int32
    /// How often the client was closed before: closing empties it.
    var closings: Int32
  }

  private struct Client {
    var isRegistered = false
    var isClosed = false
    var closings: Int32 = 0
  }

  /// Takes the rows in the order of the history.
  mutating func take(_ row: Row, table: TextTable) {
    let before = drafts.count
    var client = clients[row.client] ?? Client()
    if row.closes {
      if !client.isClosed {
        drafts.append(item(.closed, row))
        client = Client(isRegistered: false, isClosed: true, closings: client.closings + 1)
      }
    } else {
      if row.registers, !client.isRegistered {
        var registration = item(.registered, row)
        registration.isInferred = row.infers && client.closings == 0 && clients[row.client] == nil
        drafts.append(registration)
        client.isRegistered = true
        client.isClosed = false
      }
      for value in row.values { take(value, of: row, client, table) }
    }
    clients[row.client] = client
    if drafts.count == before { unchanged += 1 }
  }

  private mutating func take(_ value: RowValue, of row: Row, _ client: Client, _ table: TextTable) {
    let key = Key(
      client: row.client, responsibility: value.responsibility, closings: client.closings)
    var current = holders[key]
    if let previous = value.previous {
      if let held = current {
        if previous != held { remark(row, says: previous, held: held, table) }
      } else if previous != RowValue.nobody, let window, window < row.time, client.closings == 0 {
        var first = item(.made, row, value)
        first.person = previous
        first.time = window
        // The source wrote it down with the change that says what was before.
        first.kept = []
        first.order = nil
        first.isInferred = true
        drafts.append(first)
        current = previous
      }
    }
    holders[key] = value.person
    if value.person == current ?? RowValue.nobody { return }
    var change = item(value.person == RowValue.nobody ? .ended : .made, row, value)
    change.isInferred = current == nil && row.infers && client.closings == 0
    drafts.append(change)
  }

  private func item(_ kind: DraftList.Item.Kind, _ row: Row, _ value: RowValue? = nil)
    -> DraftList.Item
  {
    DraftList.Item(
      kind: kind, client: row.client, responsibility: value?.responsibility ?? -1,
      person: value?.person ?? -1, time: row.time, sourceTime: row.sourceTime, kept: row.kept,
      order: rules.order == nil ? nil : row.order)
  }

  private mutating func remark(_ row: Row, says: Int32, held: Int32, _ table: TextTable) {
    func name(_ person: Int32) -> String { person < 0 ? "nobody" : table.text(Int(person)) }
    remarks.append(
      (
        row.start,
        "the row says that \(name(says)) was responsible before, the rows before it say \(name(held))"
      ))
  }
}
