import EventLog
import Merkle
import Ownership
import Signatures

/// Something that reads bytes which anybody may have written, with the promises that it keeps whatever
/// they are. No input may stop the program; beyond that each target says what must hold.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// A line of a log: accepted exactly when a slow second implementation finds it canonical.
  case line
  /// JSON: what was read is written and read again as the same value.
  case json
  /// A producer's events, as `append` takes them: what is accepted becomes a canonical line.
  case events
  /// The text of a checkpoint: no byte of it is lost.
  case checkpoint
  /// A note or a checkpoint with signatures: no byte of it is lost, and no signature is made up.
  case note
  /// A C2SP tlog-proof: no byte of it is lost; it holds for at most one leaf.
  case proof
  /// A case file: no byte of it is lost; checking it ends in a verdict or in a word why not.
  case caseFile
  /// Rows of events from somebody hostile, put into a log by its rules: every complaint among them has a
  /// verdict, and the case file of that verdict checks.
  case hostileLog
  /// Signatures and signers of OpenSSH: no part is lost.
  case ssh
  /// Spreadsheets: every byte is in a record, or a problem says where.
  case csv
  /// Import rules: read, or refused with places.
  case rules

  /// Reads `bytes`.
  ///
  /// - Returns: the promise that was broken; `nil` when all hold.
  package func brokenPromise(_ bytes: [UInt8]) -> String? {
    switch self {
    case .line: Self.line(bytes)
    case .json: Self.json(bytes)
    case .events: Self.events(bytes)
    case .checkpoint: Self.checkpoint(bytes)
    case .note: Self.note(bytes)
    case .proof: Self.proof(bytes)
    case .caseFile: Self.caseFile(bytes)
    case .hostileLog: HostileLog(rows: bytes).brokenPromise
    case .ssh: Self.ssh(bytes)
    case .csv: Self.csv(bytes)
    case .rules: Self.rules(bytes)
    }
  }
}
