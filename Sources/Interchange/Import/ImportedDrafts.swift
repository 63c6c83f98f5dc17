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

  /// Takes items in their order, and counts those of one instant that are alike but for whom they name.
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
    var id = stem(item, item.time.description)
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

  /// Counts, for the items of one instant, those before them whose ids would be the same.
  private mutating func count(_ range: Range<Int>) {
    let time = items[range.lowerBound].time.description
    var seen: [String: Int32] = [:]
    for place in range {
      let id = stem(items[place], time)
      let earlier = seen[id, default: 0]
      seen[id] = earlier + 1
      items[place].earlier = earlier
    }
  }

  /// The id of an event, but for the count of those like it.
  private func stem(_ item: DraftList.Item, _ time: String) -> String {
    var parts = [escaped(item.client)]
    if item.responsibility >= 0 { parts.append(escaped(item.responsibility)) }
    let number = item.order.map { "#\($0)" } ?? ""
    return (parts + [time, item.word + number]).joined(separator: "/")
  }

  private func escaped(_ name: Int32) -> String {
    let text = table.text(Int(name))
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") }) else {
      return text
    }
    return text.replacing("%", with: "%25").replacing("/", with: "%2F")
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

extension DraftList.Item {
  /// What an id calls it. Whether somebody is named can be seen of a destroyed name, too; whom, can not.
  fileprivate var word: String {
    switch kind {
    case .made: "made"
    case .ended: person < 0 ? "vacated" : "ended"
    case .registered: "registered"
    case .closed: "closed"
    }
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
