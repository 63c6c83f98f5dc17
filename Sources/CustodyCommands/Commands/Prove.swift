import CustodyLedger
import EventLog
import Merkle
import Ownership
import Signatures

extension Option {
  static let consistency = Option(
    "--consistency", value: "OLD..NEW",
    "prove instead that the log of NEW lines begins with what it was at OLD lines; without NEW, that "
      + "the log as it stands does")
}

extension CommandDescription {
  /// `custody prove SEQUENCE`
  static let prove = CommandDescription(
    name: "prove",
    abstract: "prove that a line is in the log, or that the log only grew",
    examples: [
      Example(
        "custody prove 42 -o 42.tlog-proof", "the line, its proof and the checkpoint, as text"),
      Example("custody prove 42 --key acme.key", "with the checkpoint signed"),
      Example(
        "custody prove --consistency 4711.. -o since-4711.consistency",
        "to somebody who holds a checkpoint of 4711 lines: nothing before it has changed"),
    ],
    discussion: [
      "The text is a C2SP tlog-proof: the line in base64 (extra), its place counted from 0 (index), the "
        + "hashes from the line’s own up to the root, and the checkpoint, which is written first, as "
        + "custody checkpoint does. Whoever has it checks it without the log: custody verify 42.tlog-proof.",
      "The line stands in extra as it is hashed, with seals in the places of its values, and below it each "
        + "value with its key: the hash of both is the seal. A script of shell and awk checks "
        + "that: Sources/Signatures/ByHand.md shows it.",
      "It proves that the line is in a log with the root that the checkpoint names, and not how many lines that "
        + "log has (a signature or a checkpoint that somebody held says so), that the line is true, nor that no "
        + "later line speaks against it: custody evidence does that.",
      "A consistency proof (--consistency) is the text with which C2SP tlog-witness asks a witness to "
        + "cosign: the older size, hashes (RFC 6962), and the newer checkpoint. Whoever holds a checkpoint "
        + "of the older size checks it without the log: custody verify FILE --against CHECKPOINT.",
    ],
    positionals: [
      Positional(
        "SEQUENCE", "the number of the line, unless --consistency is given", isOptional: true)
    ],
    options: [.consistency, .outputFile, .signingKey, .dryRun], common: Option.writing
  ) { (invocation: Invocation) throws(Failure) in
    try ProveRun(invocation).run()
  }
}

/// The making of a proof.
private struct ProveRun {
  let invocation: Invocation
  let key: SignerKey?

  /// The log as it is proved: its checkpoint, and the tree over its lines.
  private struct Proved {
    let head: LogHead
    let checkpoint: Checkpoint
    let tree: LogTree
  }

  init(_ invocation: Invocation) throws(Failure) {
    self.invocation = invocation
    key = try invocation.signerKey()
  }

  func run() throws(Failure) -> ExitCode {
    let consistency = invocation.arguments.value(.consistency)
    switch (invocation.arguments.positional(0), consistency) {
    case (let line?, nil): return try proveLine(line)
    case (nil, let range?): return try proveConsistency(range)
    case (_?, let range?):
      throw .usage(
        "a line and --consistency are two proofs", at: range.place(), hint: "ask for one at a time")
    case (nil, nil):
      throw .usage(
        "SEQUENCE is missing: the number of the line", at: .argument(.max, bytes: nil),
        hint: "write custody prove 42, or custody prove --consistency OLD..NEW")
    }
  }

  // MARK: A line

  private func proveLine(_ value: ParsedArguments.Value) throws(Failure) -> ExitCode {
    guard value.text.utf8.count <= 12, let number = UInt64(value.text), number > 0 else {
      throw .usage(
        "\"\(value.text)\" is not the number of a line", at: value.place(),
        hint: "write a sequence, such as 42")
    }
    let proved = try proved(upTo: number, value)
    let line: LogLine
    do throws(LogError) {
      line = try invocation.ledger.line(SequenceNumber(number))
    } catch { throw invocation.failure(error) }
    let signed = try invocation.signed(proved.checkpoint, by: key)
    let inclusion = proved.tree.inclusion(
      of: SequenceNumber(number), size: proved.checkpoint.size)
    guard let proof = TlogProof(inclusion, checkpoint: signed, extra: line.proof) else {
      preconditionFailure("a line of the log fits into a proof of it")
    }
    try write(proof.bytes, proved.head)
    return .answered
  }

  // MARK: Two sizes

  private func proveConsistency(_ value: ParsedArguments.Value) throws(Failure) -> ExitCode {
    let (old, stated) = try sizes(value)
    let proved = try proved(upTo: max(old, stated ?? 1), value)
    let size = stated ?? proved.checkpoint.size
    guard
      let checkpoint = Checkpoint(
        origin: proved.checkpoint.origin, size: size, root: proved.tree.root(size: size)),
      let proof = TlogConsistency(
        proved.tree.consistency(from: old, to: size),
        checkpoint: try invocation.signed(checkpoint, by: key))
    else { preconditionFailure("two sizes of a log have a proof") }
    try write(proof.bytes, proved.head)
    return .answered
  }

  /// `OLD..NEW` or `OLD..`, each at least 1.
  private func sizes(_ value: ParsedArguments.Value) throws(Failure) -> (UInt64, UInt64?) {
    let text = value.text
    let bytes = Array(text.utf8)
    let points =
      bytes.indices.dropLast().first { bytes[$0] == 0x2E && bytes[$0 + 1] == 0x2E } ?? bytes.count
    let later = bytes.dropFirst(points + 2)
    let new = Self.size(later)
    guard let old = Self.size(bytes[..<points]), points < bytes.count, later.isEmpty || new != nil
    else {
      throw .usage(
        "\"\(text)\" is not OLD..NEW", at: value.place(),
        hint: "write two numbers of lines, such as 4711..5000, or 4711.. for the log as it stands")
    }
    if let new, new < old {
      throw .usage(
        "a log of \(new) lines cannot continue one of \(old)", at: value.place(),
        hint: "write the smaller number first")
    }
    return (old, new)
  }

  private static func size(_ digits: ArraySlice<UInt8>) -> UInt64? {
    guard (1...12).contains(digits.count),
      let size = UInt64(String(decoding: digits, as: UTF8.self)),
      size > 0
    else { return nil }
    return size
  }

  // MARK: Both

  /// Writes the checkpoint and reads the tree, of a log that has the line `number`.
  private func proved(
    upTo number: UInt64, _ value: ParsedArguments.Value
  ) throws(Failure) -> Proved {
    let stated = try invocation.stateCheckpoint(orOnlyRead: true)
    guard number <= stated.head.sequence.value else {
      throw .usage(
        "there is no line \(number)", at: value.place(),
        hint: "custody log shows which lines there are")
    }
    let tree = try invocation.reading { () throws(LogError) in
      try LogTree(reading: invocation.ledger.folder)
    }
    return Proved(head: stated.head, checkpoint: stated.checkpoint, tree: tree)
  }

  private func write(_ proof: [UInt8], _ head: LogHead) throws(Failure) {
    invocation.write(proof)
    try invocation.finish()
    if invocation.outputFile != nil { invocation.report(Receipt.line(head)) }
  }
}
