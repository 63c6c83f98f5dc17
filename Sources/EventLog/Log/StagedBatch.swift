/// Rows that have been checked and wait to be written together: what their producers said, in
/// canonical bytes, without what the ledger adds.
struct StagedBatch {
  /// One row. Its bytes stand in one piece of the arena: head, middle, data.
  struct Row {
    var piece: UInt32
    var start: UInt32
    var headLength: UInt16
    var middleLength: UInt16
    var dataLength: UInt16
    /// The number of the subject.
    var subject: UInt32
    /// The number of source and id; -1 where the id is the ledger's own.
    var id: Int32
    var subjectPrevious: UInt64
  }

  private(set) var rows: [Row] = []
  /// Pieces rather than one array, which would be copied as it grows.
  private var pieces: [[UInt8]] = []
  /// Whether its last row leaves no room for `more`: then nothing can follow it.
  var isClosed = false
  /// How many rows have been refused.
  var refusedCount = 0
  /// The first event that was met and is not a row.
  private(set) var leftOut: LeftOut?

  /// An event that was left out of the batch.
  struct LeftOut {
    /// Which it was, from 1.
    var ordinal: Int
    /// Why.
    var reason: String
  }

  static let pieceLength = 4 << 20

  var count: Int { rows.count }

  /// Notes that an event is no row: whoever counted the lines of the batch counted it.
  mutating func leaveOut(_ reason: String) {
    if leftOut == nil { leftOut = LeftOut(ordinal: rows.count + 1, reason: reason) }
  }

  /// Adds a row whose parts stand at the ranges of `layout`.
  mutating func append(
    _ line: [UInt8], _ layout: LineLayout, subject: Int, id: Int, subjectPrevious: UInt64
  ) {
    let length = layout.head.count + layout.middle.count + layout.data.count
    if pieces.last.map({ $0.count + length > Self.pieceLength }) ?? true {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(Self.pieceLength)
    }
    let piece = pieces.count - 1
    let start = pieces[piece].count
    pieces[piece].append(contentsOf: line[layout.head])
    pieces[piece].append(contentsOf: line[layout.middle])
    pieces[piece].append(contentsOf: line[layout.data])
    rows.append(
      Row(
        piece: UInt32(piece), start: UInt32(start), headLength: UInt16(layout.head.count),
        middleLength: UInt16(layout.middle.count), dataLength: UInt16(layout.data.count),
        subject: UInt32(subject), id: Int32(id), subjectPrevious: subjectPrevious))
  }

  /// The bytes that the producer of a row set: head, middle, data.
  func parts(
    _ row: Row
  ) -> (head: ArraySlice<UInt8>, middle: ArraySlice<UInt8>, data: ArraySlice<UInt8>) {
    let bytes = pieces[Int(row.piece)]
    let head = Int(row.start)
    let middle = head + Int(row.headLength)
    let data = middle + Int(row.middleLength)
    return (bytes[head..<middle], bytes[middle..<data], bytes[data..<data + Int(row.dataLength)])
  }
}
