import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation
import Signatures

extension Option {
  static let consistencyProof = Option(
    "--consistency", value: "FILE",
    "a proof of custody prove --consistency, for --against a checkpoint of another size than that of "
      + "the file")
}

/// What a file has to do with the log beside it, and with the checkpoint or head that somebody holds.
struct Agreement {
  /// For people; `nil` where nothing was held against it.
  private(set) var words: String?
  /// Whether somebody else than the file says how many lines its root covers.
  private(set) var bindsSize = false
  /// The lines that are shown to be the ledger’s by what is held; `nil` where nothing is.
  private(set) var shown: HeldLines?
  /// That lines of the file may not be the ledger’s.
  private var doubt: String?
  /// What a signature of what is held leaves open.
  private var uniqueness: String?

  /// Nothing was held against it.
  init() {}

  init(_ words: String, _ held: HeldWitness, shows shown: HeldLines, bindsSize: Bool) {
    self.words = words + (held.signatureWords.map { "; \($0)" } ?? "")
    self.bindsSize = bindsSize
    self.shown = shown
    doubt = shown.restIsNotProved
    uniqueness = held.signatures.signers.isEmpty ? nil : CaseClaims.uniquenessIsNotProved
  }

  /// The sizes of which a proof from what is held to the file does not tell which one it is; `nil` where no
  /// proof led there, or something else binds it.
  fileprivate(set) var openSizes: ClosedRange<UInt64>?

  /// What is not proved, in clauses.
  var caveats: [String] { [doubt, uniqueness].compactMap { $0 } }

  /// The same, and that it agrees with a log, which says how many lines there are. Whoever has made the file can
  /// have made that as well: what is held shows no more lines than before.
  func and(_ log: String?) -> Agreement {
    guard let log else { return self }
    var agreement = self
    agreement.words = [log, words].compactMap { $0 }.joined(separator: "; ")
    agreement.bindsSize = true
    agreement.openSizes = nil
    return agreement
  }
}

/// Comparing a file with what somebody holds: with the log where it stands beside it, else without.
extension EvidenceFileRun {
  /// Compares the checkpoint of the file with the log that `--log` names, and with what somebody holds; a head
  /// must be of one of the lines, or of the log’s.
  func agreement(
    of checkpoint: Checkpoint, lines: [LogLine] = [], losses: [String] = []
  ) throws(Failure) -> Agreement {
    let log = try agreementWithLog(of: checkpoint, losses: losses)
    return try agreementWithHeld(of: checkpoint, lines: lines).and(log)
  }

  private func agreementWithHeld(
    of checkpoint: Checkpoint, lines: [LogLine]
  ) throws(Failure) -> Agreement {
    let bridge = invocation.arguments.value(.consistencyProof)
    guard let held else {
      guard let bridge else { return Agreement() }
      throw .usage(
        "--consistency leads from one checkpoint to another, and only \(value.text) is given",
        at: bridge.place(), hint: "name the other with --against CHECKPOINT")
    }
    switch held.witness {
    case .checkpoint(let other):
      try requireOneLedger(checkpoint, value.text, other, held.name, at: held.value.place())
      let shown = HeldLines(upTo: other.size, of: checkpoint, lines)
      if let bridge { return try agreement(of: checkpoint, other, held, by: bridge, shows: shown) }
      guard other.size == checkpoint.size else {
        if log != nil { return try agreementOfLog(of: checkpoint, lines, with: held) }
        throw .usage(
          "\(held.name) covers \(other.size) lines and \(value.text) \(checkpoint.size): they cannot be "
            + "compared without the log, or a proof", at: held.value.place(),
          hint: Self.consistencyHint(
            other.size, checkpoint.size,
            then: ", and give it with --consistency FILE, or name the log with --log"))
      }
      guard other.root == checkpoint.root else {
        throw Failure(
          .broken, "\(value.text) has another root than \(held.name)", at: held.value.place())
      }
      return Agreement(
        "it agrees with \(held.name), which somebody held", held, shows: shown, bindsSize: true)
    case .head(let sequence, let leaf):
      if let bridge {
        throw .usage(
          "a head says nothing of the size of the log, so that --consistency cannot lead to it",
          at: bridge.place(), hint: "give --against a checkpoint")
      }
      guard let line = lines.first(where: { $0.sequence == sequence }) else {
        if log != nil { return try agreementOfLog(of: checkpoint, lines, with: held) }
        throw .usage(
          "line \(sequence) is not in \(value.text)", at: held.value.place(),
          hint: sequence == .zero
            ? "before line 1 every log is the same; give the head of a line"
            : "name the log as well, with --log, or compare the log itself with it: custody verify --against"
        )
      }
      guard line.leaf == leaf else {
        throw Failure(
          .broken, "line \(sequence) in \(value.text) has another leaf hash than \(held.name)",
          at: held.value.place())
      }
      let words =
        lines.count == 1
        ? "it agrees with \(held.name), which somebody held and which shows nothing of the log’s origin and size"
        : "it agrees with \(held.name), which somebody held"
      // A log beside it has all lines before that one.
      let shown =
        log == nil
        ? HeldLines(behind: sequence, of: checkpoint, lines)
        : HeldLines(upTo: sequence.value, of: checkpoint, lines)
      return Agreement(words, held, shows: shown, bindsSize: false)
    }
  }

  /// Finds that two checkpoints are of one ledger: of two, no size and no root says anything.
  private func requireOneLedger(
    _ checkpoint: Checkpoint, _ name: String, _ other: Checkpoint, _ otherName: String,
    at place: Place?
  ) throws(Failure) {
    if checkpoint.origin.hasSameBytes(as: other.origin) { return }
    throw Failure(
      .broken,
      "\(name) is of \(checkpoint.origin.shortened), and \(otherName) of \(other.origin.shortened): they are of "
        + "two ledgers", at: place)
  }

  /// Compares two checkpoints of different sizes by a consistency proof.
  private func agreement(
    of checkpoint: Checkpoint, _ other: Checkpoint, _ held: HeldWitness,
    by bridge: ParsedArguments.Value, shows shown: HeldLines
  ) throws(Failure) -> Agreement {
    let proof = try Self.consistency(
      bridge, try InputFile(bridge, invocation.surroundings).whole(limit: TlogConsistency.byteLimit)
    )
    let isHeldOlder = other.size <= checkpoint.size
    let (old, new) = isHeldOlder ? (other, checkpoint) : (checkpoint, other)
    let newName = isHeldOlder ? value.text : held.name
    guard proof.checkpoint.checkpoint.size == new.size else {
      throw .usage(
        "\(bridge.text) leads to \(proof.checkpoint.checkpoint.size) lines, and \(newName) covers "
          + "\(new.size)", at: bridge.place(),
        hint: Self.consistencyHint(old.size, new.size))
    }
    try requireOneLedger(
      proof.checkpoint.checkpoint, bridge.text, new, newName, at: bridge.place())
    guard proof.checkpoint.checkpoint.root == new.root else {
      throw Failure(
        .broken, "\(bridge.text) leads to another root than that of \(newName)", at: bridge.place())
    }
    try verify(proof, bridge, old: old, name: isHeldOlder ? held.name : value.text)
    let words =
      isHeldOlder
      ? "it continues \(held.name), which somebody held: the first \(old.size) lines are unchanged"
      : "\(held.name), which somebody held, continues it: these \(old.size) lines stood in the log then"
    var agreement = Agreement(
      words, held, shows: shown, bindsSize: other.size >= checkpoint.size)
    if !agreement.bindsSize {
      agreement.openSizes =
        ConsistencyProof(oldSize: old.size, newSize: new.size, hashes: proof.hashes).newSizes
    }
    return agreement
  }

  /// What to ask for where two sizes are to be compared. Every log continues one of no lines.
  private static func consistencyHint(
    _ one: UInt64, _ other: UInt64, then: String = ""
  ) -> String {
    let (old, new) = (min(one, other), max(one, other))
    return old == 0
      ? "a checkpoint of no lines says nothing of any log; ask for one of at least one line"
      : "ask for the text of custody prove --consistency \(old)..\(new)\(then)"
  }

  /// Reads a consistency proof.
  static func consistency(
    _ value: ParsedArguments.Value, _ bytes: [UInt8]
  ) throws(Failure) -> TlogConsistency {
    do throws(TextProblem) {
      return try TlogConsistency(parsing: bytes)
    } catch {
      throw Failure(.unreadable, "\(value.text):\(error.line): \(error.message)", at: value.place())
    }
  }

  /// Checks a consistency proof from an older checkpoint, which messages call `name`.
  func verify(
    _ proof: TlogConsistency, _ value: ParsedArguments.Value, old: Checkpoint, name: String
  ) throws(Failure) {
    do throws(TlogConsistency.Problem) {
      try proof.verify(old: old)
    } catch {
      if case .otherSize = error {
        throw .usage(
          "\(value.text) begins at \(proof.oldSize) lines, and \(name) covers \(old.size)",
          at: value.place(),
          hint: Self.consistencyHint(old.size, proof.checkpoint.checkpoint.size))
      }
      throw Failure(.broken, "\(value.text) does not continue \(name): \(error)", at: value.place())
    }
  }
}
