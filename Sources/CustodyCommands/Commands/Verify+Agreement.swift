import CustodyLedger
import EventLog
import Merkle
import Ownership
import Signatures

extension Option {
  static let consistencyProof = Option(
    "--consistency", value: "FILE",
    "a proof of custody prove --consistency, for --against a checkpoint of another size than that of "
      + "the file")
}

/// What a file has to do with the checkpoint or head that somebody holds.
struct Agreement {
  /// For people; `nil` where nothing was held against it.
  private(set) var words: String?

  /// Nothing was held against it.
  init() {}

  init(_ words: String, _ held: HeldWitness) {
    self.words = words + (held.signatureWords.map { "; \($0)" } ?? "")
  }

  /// The same, and that it agrees with a log.
  func and(_ log: String?) -> Agreement {
    var agreement = self
    agreement.words = [log, words].compactMap { $0 }.joined(separator: "; ")
    return log == nil ? self : agreement
  }
}

/// Comparing a file with what somebody holds, without the log.
extension EvidenceFileRun {
  /// Compares the checkpoint of the file with the log that `--log` names, and with what somebody holds; a head
  /// must be of one of the lines.
  func agreement(
    of checkpoint: Checkpoint, lines: [LogLine] = []
  ) throws(Failure) -> Agreement {
    let log = try agreementWithLog(of: checkpoint)
    return try agreementWithHeld(of: checkpoint, lines: lines).and(log)
  }

  /// The log that was named beside the file; that of the environment is not meant by it.
  private var log: ParsedArguments.Value? {
    invocation.arguments.value(.log).flatMap { value in
      if case .argument = value.origin { value } else { nil }
    }
  }

  /// That the checkpoint is one of the log that `--log` names, for people; `nil` where none is named.
  private func agreementWithLog(of checkpoint: Checkpoint) throws(Failure) -> String? {
    guard let log else { return nil }
    let verification = try invocation.reading { () throws(LogError) in
      try LogVerification(of: invocation.ledger.folder, against: .checkpoint(checkpoint))
    }
    if let contradiction = verification.contradiction(of: .checkpoint(checkpoint)) {
      throw Failure(
        .broken, "\(value.text) is not of the log in \(log.text): \(contradiction)",
        at: log.place(),
        hint:
          "the lines of either check out among themselves: one of the two was written anew, or is of "
          + "another ledger")
    }
    if let head = verification.falseHeads.first(where: { $0.sequence.value == checkpoint.size }) {
      throw Failure(
        .broken,
        "\(value.text) was issued by line \(head.sequence), which names line \(head.stated) as the last of "
          + "\(head.subject), and in the log in \(log.text) it was \(head.last)", at: log.place(),
        hint: "it leaves lines out")
    }
    return
      "it is of the log in \(log.text): the first \(checkpoint.size) lines there have its root, and its origin"
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
      if let bridge { return try agreement(of: checkpoint, other, held, by: bridge) }
      guard other.size == checkpoint.size else {
        let sizes = [other.size, checkpoint.size].sorted()
        throw .usage(
          "\(held.name) covers \(other.size) lines and \(value.text) \(checkpoint.size): they cannot be "
            + "compared without the log, or a proof", at: held.value.place(),
          hint:
            "ask for the text of custody prove --consistency \(sizes[0])..\(sizes[1]), and give it "
            + "with --consistency FILE")
      }
      guard other == checkpoint else {
        throw Failure(
          .broken, "\(value.text) has another root than \(held.name)", at: held.value.place())
      }
    case .head(let sequence, let leaf):
      if let bridge {
        throw .usage(
          "a head says nothing of the size of the log, so that --consistency cannot lead to it",
          at: bridge.place(), hint: "give --against a checkpoint")
      }
      guard let line = lines.first(where: { $0.sequence == sequence }) else {
        throw .usage(
          "line \(sequence) is not in \(value.text)", at: held.value.place(),
          hint: "compare the log itself with it: custody verify --against")
      }
      guard line.leaf == leaf else {
        throw Failure(
          .broken, "line \(sequence) in \(value.text) has another leaf hash than \(held.name)",
          at: held.value.place())
      }
      if lines.count == 1 {
        return Agreement(
          "it agrees with \(held.name), which somebody held and which shows nothing of the log’s origin and "
            + "size", held)
      }
    }
    return Agreement("it agrees with \(held.name), which somebody held", held)
  }

  /// Compares two checkpoints of different sizes by a consistency proof.
  private func agreement(
    of checkpoint: Checkpoint, _ other: Checkpoint, _ held: HeldWitness,
    by bridge: ParsedArguments.Value
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
        hint: "ask for the text of custody prove --consistency \(old.size)..\(new.size)")
    }
    guard proof.checkpoint.checkpoint == new else {
      throw Failure(
        .broken, "\(bridge.text) leads to another root than that of \(newName)", at: bridge.place())
    }
    try verify(proof, bridge, old: old, name: isHeldOlder ? held.name : value.text)
    let words =
      isHeldOlder
      ? "it continues \(held.name), which somebody held: the first \(old.size) lines are unchanged"
      : "\(held.name), which somebody held, continues it: these \(old.size) lines stood in the log then"
    return Agreement(words, held)
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
  private func verify(
    _ proof: TlogConsistency, _ value: ParsedArguments.Value, old: Checkpoint, name: String
  ) throws(Failure) {
    do throws(TlogConsistency.Problem) {
      try proof.verify(old: old)
    } catch {
      if case .otherSize = error {
        throw .usage(
          "\(value.text) begins at \(proof.oldSize) lines, and \(name) covers \(old.size)",
          at: value.place(),
          hint: "ask for the text of custody prove --consistency \(old.size).."
            + "\(proof.checkpoint.checkpoint.size)")
      }
      throw Failure(.broken, "\(value.text) does not continue \(name): \(error)", at: value.place())
    }
  }

  // MARK: A consistency proof by itself

  /// Checks a file that is a consistency proof, from the checkpoint of `--against`.
  func checkConsistency() throws(Failure) -> ExitCode {
    let proof = try Self.consistency(value, bytes)
    let checkpoint = proof.checkpoint.checkpoint
    if let bridge = invocation.arguments.value(.consistencyProof) {
      throw .usage(
        "\(value.text) is itself a consistency proof", at: bridge.place(),
        hint: "leave --consistency out")
    }
    guard let held, case .checkpoint(let old) = held.witness else {
      throw .usage(
        "\(value.text) shows how a log of \(proof.oldSize) lines went on, and that checkpoint is "
          + "not given", at: held?.value.place() ?? value.place(),
        hint: "name it with --against CHECKPOINT")
    }
    try verify(proof, value, old: old, name: held.name)
    let log = try agreementWithLog(of: checkpoint)
    var rows = rows(of: proof.checkpoint, CheckedSignatures())
    rows[0].words =
      "proved: the log \(checkpoint.origin) of \(checkpoint.size) lines with the root "
      + "\(checkpoint.root) continues \(held.name): the first \(old.size) lines are unchanged"
    rows.append(.init("unchangedLines", .integer(old.size), words: held.signatureWords))
    rows[1].words = log
    rows.append(
      .init(
        "against", .string(held.value.text),
        words:
          "not proved: that any of the lines is true, or that nobody else was shown another log"))
    invocation.write(VerificationSheet(rows), as: format)
    return held.signatures.code
  }

  // MARK: A checkpoint by itself

  /// Checks a file that is a checkpoint: its signature, or what somebody holds.
  func check(_ file: SignedCheckpoint) throws(Failure) -> ExitCode {
    guard invocation.arguments.value(.verifierKey) != nil || held != nil || log != nil else {
      throw .usage(
        "\(value.text) is a checkpoint, which proves nothing by itself", at: value.place(),
        hint:
          "compare the log with it by custody verify --against \(value.text), or verify who signed "
          + "it with --key")
    }
    let signatures = try signatures(of: file)
    let agreement = try agreement(of: file.checkpoint)
    var rows = rows(of: file, signatures)
    rows[0].words =
      "a checkpoint of \(file.checkpoint.size) lines of \(file.checkpoint.origin) with the root "
      + "\(file.checkpoint.root)"
    rows.append(
      .init("against", .optional(held?.value.text), words: witnessWords(signatures, agreement)))
    invocation.write(VerificationSheet(rows), as: format)
    return code(signatures)
  }

  private func rows(
    of file: SignedCheckpoint, _ signatures: CheckedSignatures
  ) -> [VerificationSheet.Row] {
    [
      .init("origin", .string(file.checkpoint.origin)),
      .init("size", .integer(file.checkpoint.size)),
      .init("root", .string(file.checkpoint.root.base64)),
      .init("signedBy", signatures.json, words: signatures.words),
    ]
  }
}
