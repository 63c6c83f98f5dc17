public import Merkle
public import Ownership
import Storage

/// What the writer does so that others can check the log.
extension LogWriter {
  /// What a checkpoint of all acknowledged lines says.
  ///
  /// Its origin is `custody/` and the first 16 hexadecimal digits of the leaf hash of line 1.
  public var checkpoint: Checkpoint { Checkpoint(of: scan) }

  /// Writes the checkpoint of all acknowledged lines, and puts it on the disk.
  public func writeCheckpoint() throws(LogError) -> Checkpoint {
    try requireLife()
    precondition(!isPreview, "a preview does not write")
    let checkpoint = checkpoint
    try writing { () throws(StorageError) in
      try folder.replace(LogFiles.checkpointName) { (file) throws(StorageError) in
        try file.write(Array(checkpoint.text.utf8).span, at: 0)
      }
    }
    return checkpoint
  }

  /// The one line that has been staged, without its LF, exactly as `commit` will write it, and what a
  /// checkpoint of the log will say then. Nothing is written.
  public func prepareLine() -> (line: [UInt8], checkpoint: Checkpoint) {
    precondition(stagedCount == 1, "one line is prepared at a time")
    var assembly = LineAssembly(self)
    assembly.drawSalts()
    prepared = assembly
    let line = assembly.next()
    var tree = scan.tree
    tree.append(line.leaf)
    guard
      let checkpoint = Checkpoint(
        origin: checkpoint.origin, size: tree.size, root: tree.root)
    else { preconditionFailure("the origin is that of the log") }
    return (assembly.takeBytes().dropLast(), checkpoint)
  }

  /// Checks `custody.evidence.issued` for a case and adds it to the batch.
  ///
  /// - Parameters:
  ///   - complaint: what the case is about.
  ///   - subjects: all subjects that its evaluation touches, in the order in which `heads` names them.
  ///     Each gets its last line so far, zero where it has none.
  public func stageEvidence(
    on complaint: ComplaintID, subjects: [Subject]
  ) throws(LogError) -> RowOutcome {
    var heads: [JSONMember] = []
    for subject in subjects {
      var text: [UInt8] = []
      JSONWriter.append(subject.description, to: &text)
      let number = scan.subjects.find(text.span, 1..<text.count - 1)
      let last = SequenceNumber(number.map { scan.lastOfSubject[$0] } ?? 0)
      heads.append(JSONMember(subject.description, .string(last.digits)))
    }
    let data = [
      JSONMember("complaint", .string(complaint.text)), JSONMember("heads", .object(heads)),
    ]
    return try stage(
      EventDraft(
        type: EventKind.evidenceIssued.type, subject: .ledger, time: environment.now(), data: data),
      byLedger: true)
  }
}

extension Checkpoint {
  /// What a checkpoint of all lines of complete batches says.
  init(of scan: LogScan) {
    let origin = "custody/\(scan.firstLeaf.hexadecimal.prefix(16))"
    guard let checkpoint = Checkpoint(origin: origin, size: scan.tree.size, root: scan.tree.root)
    else { preconditionFailure("the origin is a line of text") }
    self = checkpoint
  }
}
