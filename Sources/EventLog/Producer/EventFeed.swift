import Storage

/// Reads producers' events ahead, on a thread of its own, while the caller is at work on those before.
///
///     pieces ──► EventInput on its thread ──► rows, in their order ──► next()
///
/// It gives what `EventInput` gives. Little input is read at once, without a thread. Of more, a few
/// pieces are on their way at any time, so that memory does not grow with the length of the text.
public final class EventFeed {
  private let file: String
  private let more: () throws(LogError) -> [UInt8]
  /// Where there is little to read or no second processor.
  private var alone: EventInput?
  private let pieces = BlockingQueue<[UInt8]>()
  private let batches = BlockingQueue<Batch>()
  private var batch = Batch(rows: [], isLast: false)
  private var place = 0
  private var piecesAhead = 0
  private var isAtEnd = false
  private var hasBegun = false

  /// The rows that one piece of the text has brought; those of the last one end it.
  private struct Batch: Sendable {
    var rows: [EventInput.Row]
    var isLast: Bool
  }

  /// So much is read before a thread is worth its while.
  static let threshold = 256 << 10
  /// How many pieces are read ahead of the rows that are asked for.
  private static let piecesAheadLimit = 4

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - file: its name for messages; `-` for standard input.
  ///   - more: gives the next piece of it, an empty one at the end; called on the caller's thread.
  public init(file: String, more: @escaping () throws(LogError) -> [UInt8]) {
    self.file = file
    self.more = more
  }

  deinit {
    pieces.close()
  }

  /// The next event; `nil` at the end.
  public func next() throws(LogError) -> EventInput.Row? {
    if !hasBegun { try begin() }
    if alone != nil { return try alone?.next() }
    while place == batch.rows.count {
      if batch.isLast { return nil }
      while piecesAhead < Self.piecesAheadLimit, !isAtEnd { send(try more()) }
      batch = batches.take() ?? Batch(rows: [], isLast: true)
      place = 0
      piecesAhead -= 1
    }
    place += 1
    return batch.rows[place - 1]
  }

  private func begin() throws(LogError) {
    hasBegun = true
    var first: [UInt8] = []
    while first.count < Self.threshold {
      let piece = try more()
      if piece.isEmpty {
        alone = EventInput(file: file, bytes: first)
        return
      }
      if first.isEmpty { first = piece } else { first += piece }
    }
    if Threads.processorCount > 1, startThread() { return send(first) }
    let more = more
    var rest: [UInt8]? = first
    alone = EventInput(file: file) { () throws(LogError) in
      defer { rest = nil }
      return if let rest { rest } else { try more() }
    }
  }

  private func send(_ piece: [UInt8]) {
    isAtEnd = piece.isEmpty
    piecesAhead += 1
    pieces.put(piece)
  }

  /// The thread gives one batch for each piece that it takes: when it asks for the next one, or ends.
  private func startThread() -> Bool {
    let (file, pieces, batches) = (file, pieces, batches)
    return Threads.start {
      var rows: [EventInput.Row] = []
      var hasTaken = false
      var input = EventInput(file: file) { () throws(LogError) in
        if hasTaken {
          batches.put(Batch(rows: rows, isLast: false))
          rows = []
        }
        hasTaken = true
        return pieces.take() ?? []
      }
      do throws(LogError) {
        while let row = try input.next() { rows.append(row) }
      } catch {
        preconditionFailure("taking a piece does not fail")
      }
      batches.put(Batch(rows: rows, isLast: true))
    }
  }
}
