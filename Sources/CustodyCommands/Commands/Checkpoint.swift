import CustodyLedger
import EventLog
import Merkle
import Presentation
import Signatures

extension CommandDescription {
  /// `custody checkpoint`
  static let checkpoint = CommandDescription(
    name: "checkpoint",
    abstract: "write down what the log says now, for outsiders to hold",
    examples: [
      Example("custody checkpoint", "write the file checkpoint of the ledger, and print it"),
      Example(
        "custody checkpoint -o 2026-03.checkpoint", "a copy to give away"),
      Example(
        "custody checkpoint --ssh-key ~/.ssh/id_ed25519 -o 2026-03.checkpoint",
        "signed by ssh-keygen; the signature stands beside it in 2026-03.checkpoint.sig"),
      Example(
        "custody checkpoint --key acme.key -o 2026-03.checkpoint",
        "as a signed note (C2SP), with a signer key of signed notes"),
    ],
    discussion: [
      "A checkpoint is three lines: the log’s name, the number of lines, and the root of the tree over "
        + "them (C2SP tlog-checkpoint). Whoever holds one can tell at any later time whether a line "
        + "before it was changed, left out or put in: custody verify --against CHECKPOINT.",
      "Signatures are printed, and stand in the file of -o; the ledger’s own file is without them, "
        + "because every writer replaces it. Verify them with custody verify --against CHECKPOINT --key.",
      "A signature by --ssh-key is made by ssh-keygen -Y sign in the namespace custody-checkpoint. "
        + "Others verify it without custody: ssh-keygen -Y verify -n custody-checkpoint -f "
        + "ALLOWED_SIGNERS -I SIGNER -s CHECKPOINT.sig < CHECKPOINT.",
    ],
    options: [.outputFile, .signingKey, .sshKey, .dryRun], common: Option.writing
  ) { (invocation: Invocation) throws(Failure) in
    let keygen = try SSHKeygen(of: invocation)
    let key = try invocation.signerKey()
    let stated = try invocation.stateCheckpoint(orOnlyRead: invocation.arguments.has(.outputFile))
    let signed = try invocation.signed(stated.checkpoint, by: key)
    if let keygen, let output = invocation.outputFile {
      let (signer, remark) = try keygen.sign(signed.bytes, to: output)
      invocation.report(
        Receipt.line(stated.head) + "signed by \(signer) in \(output.text).sig".printable + "\n")
      if let remark { invocation.remark(remark) }
    } else {
      invocation.write(signed.bytes)
      try invocation.finish()
      if invocation.outputFile != nil { invocation.report(Receipt.line(stated.head)) }
    }
    if invocation.arguments.has(.dryRun) {
      invocation.remark("the ledger’s file checkpoint was not written")
    }
    return .answered
  }
}

extension Invocation {
  /// Writes the ledger's file `checkpoint`, and says what it says; with `--dry-run` it is not written.
  ///
  /// - Parameter canOnlyRead: whether a folder that cannot be written is no error: then the checkpoint is of
  ///   the lines that a reader sees, and only the result holds it.
  func stateCheckpoint(
    orOnlyRead canOnlyRead: Bool
  ) throws(Failure) -> (checkpoint: Checkpoint, head: LogHead) {
    do throws(LogError) {
      if arguments.has(.dryRun) {
        let writer = try writer()
        return (writer.checkpoint, writer.head)
      }
      do throws(LogError) {
        let writer = try writer()
        return (try writer.writeCheckpoint(), writer.head)
      } catch {
        guard canOnlyRead, error.isForWantOfRights else { throw error }
        let log = try LogVerification(of: ledger.folder)
        remark("the ledger’s file checkpoint was not written: \(error.message)")
        tell(unfinished: log.unfinishedRedactions)
        return (log.checkpoint, log.head)
      }
    } catch {
      throw failure(error)
    }
  }
}

extension SSHKeygen {
  /// The signer of `--ssh-key`; `nil` where it is not given.
  fileprivate init?(of invocation: Invocation) throws(Failure) {
    let arguments = invocation.arguments
    guard let key = arguments.value(.sshKey) else { return nil }
    guard let output = arguments.value(.outputFile), output.text != "-" else {
      throw .usage(
        "a signature by ssh-keygen stands in a file beside the checkpoint, and -o is not given",
        at: key.place(), hint: "write -o FILE; the signature goes to FILE.sig")
    }
    if let other = arguments.value(.signingKey) {
      throw .usage(
        "--key and --ssh-key sign in different ways", at: other.place(), hint: "give one of them")
    }
    if arguments.has(.dryRun) {
      throw .usage(
        "a dry run signs nothing with --ssh-key", at: key.place(), hint: "leave one of them out")
    }
    try self.init(key, invocation.surroundings)
    try check(output, invocation)
  }
}
