public import EventLog
public import Merkle
public import Ownership
public import Presentation

/// A ledger as it was read at one moment: the history to ask, and where its lines stand.
public struct LedgerReading: Sendable {
  /// The lines, ready to be asked.
  public let history: History
  /// What the ledger is called.
  public let name: String?
  /// The last line.
  public let head: LogHead
  /// What stands behind the last line and is not in the ledger, in a sentence; `nil` when nothing does.
  public let tail: String?
  /// Redactions that are recorded and whose content still stands; where not all lines were read, those that
  /// fields of `data` of these name.
  public let unfinishedRedactions: [UnfinishedRedaction]
  /// Whether all lines were read, not only those that a question needs.
  public let isWhole: Bool
  /// The file of the index that was not one of these lines; `nil` where none was, or it was not looked at.
  public internal(set) var indexDifference: String?
  /// The leaf hash of a line; `nil` where there is none, or leaves were not kept.
  public internal(set) var leaf: @Sendable (SequenceNumber) -> Digest? = { _ in nil }
  private let locate: @Sendable (SequenceNumber) -> LinePlace?

  init(
    history: History, name: String?, head: LogHead, tail: String?, isWhole: Bool,
    unfinished: [UnfinishedRedaction] = [],
    locate: @escaping @Sendable (SequenceNumber) -> LinePlace?
  ) {
    self.history = history
    self.name = name
    self.head = head
    self.tail = tail
    self.isWhole = isWhole
    unfinishedRedactions = unfinished
    self.locate = locate
  }

  /// The file of a line and its number there; `nil` where there is no such line.
  ///
  /// Complexity: O(log segments).
  public func place(of sequence: SequenceNumber) -> LinePlace? {
    locate(sequence)
  }

  /// The lines for screens and JSON.
  ///
  /// - Parameter tellsOffers: whether sentences about handoffs are wanted; costs one pass over all lines.
  public func lines(tellsOffers: Bool) -> Lines {
    Lines(history: history, tellsOffers: tellsOffers, place: locate)
  }
}
