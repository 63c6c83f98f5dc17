import EventLog
import Merkle
import Ownership
import Presentation

/// Which lines of a file are shown to be the ledger’s by what somebody holds: all others can have been made for
/// the file, whose root proves no more than that they were made together.
struct HeldLines {
  /// The first of them, and the last; `nil` where there are none.
  let range: ClosedRange<UInt64>?
  /// How many lines the root of the file covers.
  private let size: UInt64
  /// The line of a proof.
  private let proven: UInt64?

  /// What a checkpoint shows: the lines that it covers.
  init(upTo held: UInt64, of checkpoint: Checkpoint, _ lines: [LogLine]) {
    let last = min(held, checkpoint.size)
    self.init(last > 0 ? 1...last : nil, checkpoint, lines)
  }

  /// What a head shows: its line, and those before it that stand in the file without a gap, because each names
  /// the one before it by its hash. Beyond a gap nothing does.
  init(behind held: SequenceNumber, of checkpoint: Checkpoint, _ lines: [LogLine]) {
    var first = held.value
    for line in lines.reversed() where line.sequence.value + 1 == first {
      first = line.sequence.value
    }
    self.init(held > .zero ? first...held.value : nil, checkpoint, lines)
  }

  private init(
    _ range: ClosedRange<UInt64>?, _ checkpoint: Checkpoint, _ lines: [LogLine]
  ) {
    self.range = range
    size = checkpoint.size
    proven = lines.count == 1 ? lines[0].sequence.value : nil
  }

  /// That the other lines may not be the ledger’s, in a clause; `nil` where there are none.
  var restIsNotProved: String? {
    guard let range else { return CaseClaims.rootIsNotProved }
    if range == 1...max(size, 1) { return nil }
    if range.lowerBound > 1 {
      let shown =
        range.count == 1
        ? "line \(range.lowerBound)" : "lines \(range.lowerBound) to \(range.upperBound)"
      return
        "that other lines than \(shown) are the ledger’s, or that the root is: a head shows its line, and of "
        + "those before it what stands in the file without a gap; the others can have been made for this file"
    }
    let first = range.upperBound + 1
    let own = proven.map { $0 > range.upperBound ? "; line \($0) is one of them" : "" } ?? ""
    return first == size
      ? "that line \(first) is the ledger’s: it can have been made for this file"
      : "that lines \(first) to \(size) are the ledger’s: they can have been made for this file\(own)"
  }
}

extension EvidenceFileRun {
  /// What stands behind the root, what does not, and which lines are shown by what is held.
  func againstRows(
    _ signatures: CheckedSignatures, _ agreement: Agreement
  ) -> [VerificationSheet.Row] {
    var against = VerificationSheet.Row(
      "against", .optional(held?.value.text), words: witnessWords(signatures, agreement))
    against.more = agreement.caveats.map { "not proved: \($0)" }
    let range = agreement.shown?.range
    return [
      against,
      .init("heldFrom", range.map { .integer($0.lowerBound) } ?? .null),
      .init("heldTo", range.map { .integer($0.upperBound) } ?? .null),
    ]
  }
}
