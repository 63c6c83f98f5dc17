import Ownership

/// The events of an import on their way: put in order, given ids, written out as drafts.
///
/// An id is made of what no redaction can destroy, never of where the event stood or of whom it names: a
/// hash over a person would let everybody try names. So a second import, or a longer export of the same
/// history, gives the same id to the same event, and an export that tells it otherwise conflicts with it:
///
///     acme/account/2016-02-29T01:16:00Z/made#7/2
///     └──┘ └─────┘ └──────────────────┘ └──┘ │ └ only from the second such event of an instant on:
///     client  │        effective time     │  │   A, B, A within a minute
///             └ left out where it is      │  └ the number of the row, where the rules name a column
///               about the client          │    to order by
///                                         └ `ended`, `vacated` (an ending that names nobody),
///                                           `registered`, `closed`
///
/// In names, `/` is written `%2F` and `%` is written `%25`, so that no two spell one id.
struct DraftList {
  /// One event; names are numbers in the table of texts.
  struct Item {
    enum Kind { case made, ended, registered, closed }

    var kind: Kind
    var client: Int32
    var responsibility: Int32 = -1
    /// −1 where the event names nobody.
    var person: Int32 = -1
    var time: Instant
    var sourceTime: Instant?
    var isInferred = false
    var kept: [Int32] = []
    /// The row's own number, where the rules name a column of them.
    var order: Int64?
    /// 0 for endings that may come first within their instant.
    var rank = 1
    var ordinal = 0
    /// How many before it, at the same instant, are alike but for whom they name.
    var earlier: Int32 = 0
  }

  private var items: [Item] = []
  /// When each client was last given something, by the client's number.
  private var lastGift: [Int32: Instant] = [:]

  /// Adds an event; those of one client arrive in the order in which they happened.
  mutating func append(_ item: Item) {
    var item = item
    item.ordinal = items.count
    switch item.kind {
    case .made, .registered: lastGift[item.client] = item.time
    case .ended, .closed: item.rank = lastGift[item.client] == item.time ? 1 : 0
    }
    items.append(item)
  }

  /// Adds an ending that names whom it ends, and so can never end what somebody else was given.
  mutating func append(termEnd item: Item) {
    var item = item
    item.ordinal = items.count
    item.rank = 0
    items.append(item)
  }

  var count: Int { items.count }

  /// The drafts by (effective time, endings first, file order).
  ///
  /// - Parameters:
  ///   - table: the names that items refer to.
  ///   - keptTexts: the texts of their kept columns.
  func drafts(rules: ImportRules, table: TextTable, keptTexts: TextTable) -> ImportedDrafts {
    let order = items.sorted { left, right in
      if left.time != right.time { return left.time < right.time }
      if left.rank != right.rank { return left.rank < right.rank }
      return left.ordinal < right.ordinal
    }
    return ImportedDrafts(
      order, source: rules.source, kept: rules.kept.map(\.name), table: table,
      keptTexts: keptTexts)
  }
}
