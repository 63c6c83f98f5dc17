import EventLog
@testable import Fuzzing
import Merkle
import Ownership

extension Bench {
  /// Puts a log of other hands into the ledger's folder: drafts in lines whose hashes are right, whatever
  /// `append` would say of them.
  func writeLog(_ drafts: [EventDraft]) throws {
    var segment: [UInt8] = []
    var previous = Digest.zero
    var lasts: [Subject: SequenceNumber] = [:]
    for (index, draft) in drafts.enumerated() {
      let sequence = SequenceNumber(UInt64(index + 1))
      let bytes = HostileLog.line(
        draft, sequence: sequence, previous: previous,
        subjectPrevious: lasts[draft.subject] ?? .zero)
      previous = try LogLine(parsing: bytes).leaf
      lasts[draft.subject] = sequence
      segment += bytes + [0x0A]
    }
    makeFolder(log)
    write(log + "/000000000001.jsonl", segment)
  }
}
