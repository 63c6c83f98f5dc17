import Merkle
public import Ownership
import Storage

/// What a check of the log wants beyond what readers and writers need.
extension LogScan {
  /// Wishes of a check.
  struct Wishes {
    /// A number of lines, 0 for none: the leaf hash of that line, and the root over so many, are kept.
    var place: UInt64 = 0
    /// Whether the hashes of all lines are kept, for proofs.
    var keepsLeaves = false
    /// Whether what the lines say is kept.
    var keepsEvents = false
    /// Whether the heads that `custody.evidence.issued` names are compared.
    var checksHeads = false
    /// Whether a hash of each line's source and id is kept.
    var keepsPairHashes = false
    /// How lines are scanned on other threads.
    var ahead = ScanAhead.Plan()
    /// The index beside the lines, compared as they are read.
    var index: IndexComparison?
    /// Is told now and then how many bytes have been read.
    var progress: ((Int) -> Void)?
  }

  /// The heads of a line that issues evidence which were not the last lines of their subjects.
  func falseHeads(_ bytes: Span<UInt8>, _ layout: LineLayout) -> [FalseHead] {
    guard !layout.isRedacted, layout.kind == .evidenceIssued,
      case .ledger(.evidenceIssued) = LineDecoder.event(bytes, layout).fact,
      case .object(let members)? = LineDecoder.data(bytes, layout),
      case .object(let heads)? = members.first(where: { $0.name == "heads" })?.value
    else { return [] }
    return heads.compactMap { head in
      guard case .string(let digits) = head.value, let stated = SequenceNumber(digits: digits)
      else { return nil }
      var text: [UInt8] = []
      JSONWriter.append(head.name, to: &text)
      let number = subjects.find(text.span, 1..<text.count - 1)
      let last = number.map { lastOfSubject[$0] } ?? 0
      if stated.value == last { return nil }
      return FalseHead(
        sequence: SequenceNumber(layout.sequence), subject: head.name, stated: stated,
        last: SequenceNumber(last))
    }
  }

  /// Blames the line before one that does not name its hash, where the latter is shown to be as it was
  /// recorded: by the line behind it, or by `head`.
  ///
  /// - Parameter end: where the line ends in its file.
  /// - Returns: what is wrong with the line before; `nil` where that is not shown.
  func blame(
    _ problem: LineProblem, _ bytes: [UInt8], end: Int, _ file: borrowing File,
    _ folder: borrowing Folder
  ) throws(LogError) -> LogError? {
    guard problem.breaksLink, tip.sequence > 0, let place = table.place(of: tip.sequence) else {
      return nil
    }
    var scanner = LineScanner()
    guard (try? scanner.scan(bytes.span, 0..<bytes.count)) != nil else { return nil }
    let leaf = scanner.leaf(bytes.span)
    var next = [UInt8](repeating: 0, count: LineTemplate.previous.upperBound)
    let count = next.count
    let got = try storing { () throws(StorageError) in
      try file.read(into: &next, count: count, at: end + 1)
    }
    let isNamed =
      got == count && next[LineTemplate.previous].elementsEqual(leaf.base64.utf8)
      || witness.head == tip.sequence + 1 && witness.headLeaf == leaf
    guard isNamed else { return nil }
    let segment = table.segments[place.segment]
    let range = segment.range(ofLine: place.line)
    var before = [UInt8](repeating: 0, count: range.count - 1)
    try storing { () throws(StorageError) in
      _ = try folder.open(segment.name, .read).read(
        into: &before, count: range.count - 1, at: range.lowerBound)
    }
    return LogError(
      .unreadable,
      "line \(tip.sequence) is not what it was when line \(tip.sequence + 1) was recorded, which names "
        + "another leaf hash",
      place: TextPlace(
        file: folder.path(of: segment.name), bytes: before, offset: 0, firstLine: place.line + 1))
  }
}

/// A line that issued evidence and names a last line of a subject that was not its last.
public struct FalseHead: Hashable, Sendable {
  /// The line.
  public let sequence: SequenceNumber
  /// The subject.
  public let subject: String
  /// The line that it names.
  public let stated: SequenceNumber
  /// The subject's last line before it.
  public let last: SequenceNumber
}
