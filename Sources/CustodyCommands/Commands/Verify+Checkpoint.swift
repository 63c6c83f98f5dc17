import CustodyLedger
import EventLog
import Merkle
import Ownership
import Presentation
import Signatures

/// The check of files that hold no line: a consistency proof, a checkpoint.
extension EvidenceFileRun {
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
    let sizes = ConsistencyProof(
      oldSize: old.size, newSize: checkpoint.size, hashes: proof.hashes
    ).newSizes
    let size = Self.sizeRows(checkpoint.size, of: sizes, isBound: log != nil)
    var rows = rows(of: proof.checkpoint, size, CheckedSignatures())
    rows[0].words =
      "proved: a log with the root \(checkpoint.root) of \(checkpoint.origin) continues \(held.name): the first "
      + "\(old.size) lines are unchanged"
    if let log { rows[1].words = log }
    rows.append(.init("unchangedLines", .integer(old.size), words: held.signatureWords))
    var against = VerificationSheet.Row("against", .string(held.value.text))
    against.words =
      "not proved: that any of the lines is true, or that nobody else was shown another log"
    if log == nil {
      against.more = [
        "not proved: \(CaseClaims.rootIsNotProved). Signatures below the newer root were not verified: compare it "
          + "with a checkpoint that somebody held (custody verify NEWER --against OLDER --consistency FILE)"
      ]
    }
    rows.append(against)
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
          "compare the log with it by custody verify --against \(FailureText.quoted(value.text)), or verify who signed "
          + "it with --key")
    }
    let signatures = try signatures(of: file)
    let agreement = try agreement(of: file.checkpoint)
    let size =
      agreement.openSizes.map { sizes in
        Self.sizeRows(file.checkpoint.size, of: sizes, isBound: !signatures.signers.isEmpty)
      } ?? [VerificationSheet.Row("size", .integer(file.checkpoint.size))]
    var rows = rows(of: file, size, signatures)
    rows[0].words =
      "a checkpoint of \(file.checkpoint.size) lines of \(file.checkpoint.origin) with the root "
      + "\(file.checkpoint.root)"
    invocation.write(
      VerificationSheet(rows + againstRows(signatures, agreement)), as: format)
    return code(signatures)
  }

  private func rows(
    of file: SignedCheckpoint, _ size: [VerificationSheet.Row], _ signatures: CheckedSignatures
  ) -> [VerificationSheet.Row] {
    [.init("origin", .string(file.checkpoint.origin))] + size + [
      .init("root", .string(file.checkpoint.root.base64)),
      .init("signedBy", signatures.json, words: signatures.words),
    ]
  }
}
