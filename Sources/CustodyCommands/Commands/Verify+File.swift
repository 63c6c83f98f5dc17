import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation
import Signatures

/// The check of a file that carries its evidence with it: a case file, a proof, or a checkpoint.
struct EvidenceFileRun {
  let invocation: Invocation
  let value: ParsedArguments.Value
  let format: Format
  let bytes: [UInt8]
  /// What somebody holds, to compare with.
  let held: HeldWitness?

  init(_ invocation: Invocation, _ value: ParsedArguments.Value) throws(Failure) {
    self.invocation = invocation
    self.value = value
    format = try invocation.format()
    // Proofs and checkpoints are short; of case files and pages the beginning tells.
    bytes = try InputFile(value, invocation.surroundings).whole { beginning in
      let isCase = beginning.first == UInt8(ascii: "<") || beginning.starts(with: Self.caseFile)
      return isCase ? CaseFile.byteLimit : TlogProof.byteLimit
    }
    held = try invocation.arguments.value(.heldWitness).map { value throws(Failure) in
      try HeldWitness(value, invocation)
    }
  }

  private static let caseFile = Array("{\"custodyCase\":".utf8)

  func run() throws(Failure) -> ExitCode {
    if bytes.starts(with: "c2sp.org/tlog-proof@".utf8) { return try checkProof() }
    if bytes.starts(with: Self.caseFile) { return try checkCase() }
    if bytes.starts(with: "old ".utf8) { return try checkConsistency() }
    if bytes.first == UInt8(ascii: "<"), let code = try checkPage() { return code }
    if let checkpoint = try? SignedCheckpoint(parsing: bytes) { return try check(checkpoint) }
    throw Failure(
      .unreadable, "\(value.text) is neither a case file nor a proof nor a checkpoint",
      at: value.place(), hint: "custody help verify says what each of them is")
  }

  // MARK: A proof of one line

  private func checkProof() throws(Failure) -> ExitCode {
    let proof: TlogProof
    do throws(TextProblem) {
      proof = try TlogProof(parsing: bytes)
    } catch {
      throw Failure(.unreadable, "\(value.text):\(error.line): \(error.message)", at: value.place())
    }
    guard let extra = proof.extra else {
      throw Failure(
        .unreadable, "\(value.text) does not hold the line that it proves", at: value.place(),
        hint: "ask for one made with custody prove, which puts the line into extra")
    }
    let line: LogLine
    do throws(LogLine.Problem) {
      line = try LogLine(proof: extra)
    } catch {
      throw Failure(
        .broken,
        "\(value.text): the line in extra is none: \(error.message), at its byte "
          + "\(error.offset + 1)", at: value.place())
    }
    do throws(ProofProblem) {
      try proof.verify(leaf: line.leaf)
    } catch {
      throw Failure(.broken, "\(value.text): \(error)", at: value.place())
    }
    guard proof.index == line.sequence.value - 1 else {
      throw Failure(
        .broken,
        "\(value.text): the line says that it is line \(line.sequence), and the proof is of line "
          + "\(proof.index + 1)", at: value.place())
    }
    guard proof.checkpoint.checkpoint.hasLedgerOrigin else {
      throw Failure(
        .broken,
        "\(value.text): the checkpoint is of \(proof.checkpoint.checkpoint.origin.printable.prefix(80)), and that of "
          + "a ledger is of custody/ and 16 small hexadecimal digits", at: value.place())
    }
    let origin = "custody/\(line.leaf.hexadecimal.prefix(16))"
    guard proof.index > 0 || proof.checkpoint.checkpoint.origin.hasSameBytes(as: origin) else {
      throw Failure(
        .broken,
        "\(value.text): the checkpoint is of \(proof.checkpoint.checkpoint.origin), and line 1 of \(origin)",
        at: value.place())
    }
    let signatures = try signatures(of: proof.checkpoint)
    let agreement = try agreement(of: proof.checkpoint.checkpoint, lines: [line])
    invocation.write(
      VerificationSheet(
        rows(of: proof, line, signatures, agreement) + againstRows(signatures, agreement)),
      as: format)
    return code(signatures)
  }

  private func rows(
    of proof: TlogProof, _ line: LogLine, _ signatures: CheckedSignatures, _ agreement: Agreement
  ) -> [VerificationSheet.Row] {
    let checkpoint = proof.checkpoint.checkpoint
    let text = String(decoding: line.bytes, as: UTF8.self)
    let sealed = line.values.filter(\.isSealed).map(\.name).joined(separator: ", ")
    return [
      .init(
        "line", .integer(line.sequence.value),
        words:
          "proved: line \(line.sequence) is in a log with the root \(checkpoint.root), which calls itself "
          + "\(checkpoint.origin)"),
      .init("leaf", .string(line.leaf.base64)),
      .init(
        "redacted", .bool(line.isRedacted),
        words: line.isRedacted
          ? "seals stand in the place of \(sealed): all else is what the root covers" : nil),
      .init("text", .string(text), words: text),
      .init("origin", .string(checkpoint.origin)),
    ]
      + Self.sizeRows(
        checkpoint.size, of: proof.inclusion.sizes,
        isBound: agreement.bindsSize || !signatures.signers.isEmpty) + [
        .init("root", .string(checkpoint.root.base64)),
        .init(
          "signedBy", signatures.json,
          lines: signatures.lines(newest: line.recordedTime, line.sequence)),
      ]
  }

  /// How many lines a root covers, where hashes on the way to it say so: what the file states, and between which
  /// sizes it lies. `size` is there where these are one.
  ///
  /// - Parameters:
  ///   - sizes: those that the hashes fit.
  ///   - isBound: whether somebody else vouches for what the file states.
  static func sizeRows(
    _ size: UInt64, of sizes: ClosedRange<UInt64>, isBound: Bool
  ) -> [VerificationSheet.Row] {
    let sizes = isBound ? size...size : sizes
    let isOpen = sizes.lowerBound < sizes.upperBound
    return [
      .init(
        "size", isOpen ? .null : .integer(size),
        words: isOpen
          ? "not proved: that the log has \(size) lines, as the file says: the hashes are the same for "
            + "\(sizes.lowerBound) to \(sizes.upperBound)" : nil),
      .init("statedSize", .integer(size)),
      .init("sizeFrom", .integer(sizes.lowerBound)),
      .init("sizeTo", .integer(sizes.upperBound)),
    ]
  }

  /// What stands behind the root, for people.
  func witnessWords(_ signatures: CheckedSignatures, _ agreement: Agreement) -> String {
    if let words = agreement.words { return words }
    return signatures.signers.isEmpty
      ? "not proved: \(CaseClaims.rootIsNotProved). Compare it with a checkpoint that somebody held "
        + "(--against), or verify a signature (--key)"
      : "not proved: \(CaseClaims.uniquenessIsNotProved)"
  }

  // MARK: Who else says so

  /// Who has signed the checkpoint of the file, by the keys of `--key`, which are for what is held where
  /// something is.
  func signatures(of checkpoint: SignedCheckpoint) throws(Failure) -> CheckedSignatures {
    guard let key = invocation.arguments.value(.verifierKey), held == nil else {
      return CheckedSignatures()
    }
    return try KeyFile(key, invocation.surroundings).signatures(
      of: checkpoint, name: value.text, invocation.surroundings)
  }

  /// How the check ends when nothing is wrong.
  func code(_ signatures: CheckedSignatures) -> ExitCode {
    held?.signatures.code == .nobody ? .nobody : signatures.code
  }
}

extension JSON {
  /// A string, or `null` for nothing.
  static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}
