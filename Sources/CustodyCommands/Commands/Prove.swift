import CustodyLedger
import EventLog
import Merkle
import Ownership
import Signatures

extension CommandDescription {
  /// `custody prove SEQUENCE`
  static let prove = CommandDescription(
    name: "prove",
    abstract: "prove that a line is in the log, to somebody who has only a checkpoint",
    examples: [
      Example(
        "custody prove 42 -o 42.tlog-proof", "the line, its proof and the checkpoint, as text"),
      Example("custody prove 42 --key acme.key", "with the checkpoint signed"),
    ],
    discussion: [
      "The text is a C2SP tlog-proof: the line in base64 (extra), its place counted from 0 (index), the "
        + "hashes from the line’s own up to the root, and the checkpoint, which is written first, as "
        + "custody checkpoint does. Whoever has it checks it without the log: custody verify 42.tlog-proof.",
      "It proves that the line is in the log that the checkpoint speaks of, at that place, and not that "
        + "the line is true, nor that no later line speaks against it: custody evidence does that.",
    ],
    positionals: [Positional("SEQUENCE", "the number of the line")],
    options: [.outputFile, .signingKey, .dryRun], common: Option.ledger
  ) { (invocation: Invocation) throws(Failure) in
    let value = invocation.arguments.positionals[0]
    guard value.text.utf8.count <= 12, let number = UInt64(value.text), number > 0 else {
      throw .usage(
        "\"\(value.text)\" is not the number of a line", at: value.place(),
        hint: "write a sequence, such as 42")
    }
    let key = try invocation.signerKey()
    let checkpoint: Checkpoint
    let head: LogHead
    let tree: LogTree
    let line: [UInt8]
    do throws(LogError) {
      let recording = invocation.surroundings.recording()
      let isDryRun = invocation.arguments.has(.dryRun)
      let writer =
        isDryRun
        ? try invocation.ledger.preview(recording) : try invocation.ledger.write(recording)
      head = writer.head
      guard number <= head.sequence.value else {
        throw LogError(.usage, "there is no line \(number)")
      }
      checkpoint = isDryRun ? writer.checkpoint : try writer.writeCheckpoint()
      tree = try LogTree(reading: invocation.ledger.folder)
      line = try tree.lines([SequenceNumber(number)])[0]
    } catch {
      if error.severity == .usage, error.message == "there is no line \(number)" {
        throw .usage(
          error.message, at: value.place(), hint: "custody log shows which lines there are")
      }
      throw invocation.failure(error)
    }
    let signed = try invocation.signed(checkpoint, by: key)
    let inclusion = tree.inclusion(of: SequenceNumber(number), size: checkpoint.size)
    guard let proof = TlogProof(inclusion, checkpoint: signed, extra: line) else {
      preconditionFailure("a line of the log fits into a proof of it")
    }
    invocation.write(String(decoding: proof.bytes, as: UTF8.self))
    if invocation.arguments.value(.outputFile) != nil {
      invocation.surroundings.output.write(Receipt.line(head))
    }
    return .answered
  }
}
