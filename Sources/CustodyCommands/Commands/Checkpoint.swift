import CustodyLedger
import EventLog
import Merkle
import Signatures

extension CommandDescription {
  /// `custody checkpoint`
  static let checkpoint = CommandDescription(
    name: "checkpoint",
    abstract: "write down what the log says now, for outsiders to hold",
    examples: [
      Example("custody checkpoint", "write the file checkpoint of the ledger, and print it"),
      Example(
        "custody checkpoint -o 2026-03.checkpoint",
        "a copy to give away; sign it with ssh-keygen -Y sign -n custody-checkpoint -f KEY "
          + "2026-03.checkpoint"),
      Example(
        "custody checkpoint --key acme.key -o 2026-03.checkpoint",
        "as a signed note (C2SP), with a signer key of signed notes"),
    ],
    discussion: [
      "A checkpoint is three lines: the log’s name, the number of lines, and the root of the tree over "
        + "them (C2SP tlog-checkpoint). Whoever holds one can tell at any later time whether a line "
        + "before it was changed, left out or put in: custody verify --against CHECKPOINT.",
      "Signatures are printed, and stand in the file of -o; the ledger’s own file is without them, "
        + "because every writer replaces it.",
    ],
    options: [.outputFile, .signingKey, .dryRun], common: Option.ledger
  ) { (invocation: Invocation) throws(Failure) in
    let key = try invocation.signerKey()
    let checkpoint: Checkpoint
    let head: LogHead
    do throws(LogError) {
      let recording = invocation.surroundings.recording()
      if invocation.arguments.has(.dryRun) {
        let writer = try invocation.ledger.preview(recording)
        checkpoint = writer.checkpoint
        head = writer.head
      } else {
        let writer = try invocation.ledger.write(recording)
        checkpoint = try writer.writeCheckpoint()
        head = writer.head
      }
    } catch {
      throw invocation.failure(error)
    }
    let signed = try invocation.signed(checkpoint, by: key)
    invocation.write(String(decoding: signed.bytes, as: UTF8.self))
    if invocation.arguments.value(.outputFile) != nil {
      invocation.surroundings.output.write(Receipt.line(head))
    }
    if invocation.arguments.has(.dryRun) {
      invocation.remark("the ledger’s file checkpoint was not written")
    }
    return .answered
  }
}
