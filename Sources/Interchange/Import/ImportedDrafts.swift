public import Ownership

/// The events of an import in their order, each written out as a draft when it is asked for: a million
/// drafts at once would take more memory than all else.
public struct ImportedDrafts: RandomAccessCollection, Sendable {
  private var items: [DraftList.Item] = []
  private var source = ""
  /// The names of the kept columns.
  private var kept: [String] = []
  private var table = TextTable()
  private var keptTexts = TextTable()

  /// No events.
  init() {}

  /// Takes items in their order, and counts those that say the same at the same instant.
  init(
    _ items: [DraftList.Item], source: String, kept: [String], table: TextTable,
    keptTexts: TextTable
  ) {
    self.items = items
    self.source = source
    self.kept = kept
    self.table = table
    self.keptTexts = keptTexts
    var start = 0
    while start < items.count {
      var end = start + 1
      while end < items.count, items[end].time == items[start].time { end += 1 }
      if end - start > 1 { count(start..<end) }
      start = end
    }
  }

  /// Zero.
  public var startIndex: Int { 0 }
  /// How many there are.
  public var endIndex: Int { items.count }

  /// Writes out one event. Complexity: O(bytes of the event).
  public subscript(place: Int) -> EventDraft {
    let item = items[place]
    guard let client = try? ClientID(table.text(Int(item.client))) else {
      preconditionFailure("the rows' reader takes identifiers only")
    }
    var id = contentID(item, item.time.description, table)
    if item.earlier > 0 { id += "/\(item.earlier + 1)" }
    var data = names(item, table)
    for (column, text) in zip(kept, item.kept) where text >= 0 {
      data.append(JSONMember(column, .string(keptTexts.text(Int(text)))))
    }
    return EventDraft(
      id: id, source: source, type: item.kind.eventKind.type, subject: .client(client),
      time: item.time, sourceTime: item.sourceTime,
      origin: item.isInferred ? .inferred : .imported, data: data.isEmpty ? nil : data)
  }

  /// Counts, for the items of one instant, those before them that have the same content.
  private mutating func count(_ range: Range<Int>) {
    let time = items[range.lowerBound].time.description
    var seen: [String: Int32] = [:]
    for place in range {
      let id = contentID(items[place], time, table)
      let earlier = seen[id, default: 0]
      seen[id] = earlier + 1
      items[place].earlier = earlier
    }
  }

  private func contentID(_ item: DraftList.Item, _ time: String, _ table: TextTable) -> String {
    let client = table.text(Int(item.client))
    let what =
      switch item.kind {
      case .made, .ended: table.text(Int(item.responsibility))
      case .registered: "registered"
      case .closed: "closed"
      }
    var hash = ContentHash()
    hash.combine(number: item.kind.rawValue)
    hash.combine(field: client)
    hash.combine(field: what)
    hash.combine(field: item.person < 0 ? "" : table.text(Int(item.person)))
    hash.combine(number: UInt64(bitPattern: item.time.microseconds))
    return "\(client)/\(what)/\(time)/\(hash.hexadecimal)"
  }

  private func names(_ item: DraftList.Item, _ table: TextTable) -> [JSONMember] {
    var data: [JSONMember] = []
    if item.responsibility >= 0 {
      data.append(JSONMember("responsibility", .string(table.text(Int(item.responsibility)))))
    }
    if item.person >= 0 {
      data.append(JSONMember("person", .string(table.text(Int(item.person)))))
    }
    return data
  }
}

extension DraftList.Item.Kind {
  fileprivate var eventKind: EventKind {
    switch self {
    case .made: .assignmentMade
    case .ended: .assignmentEnded
    case .registered: .clientRegistered
    case .closed: .clientClosed
    }
  }
}
