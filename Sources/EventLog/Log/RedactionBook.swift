import Merkle
import Ownership

/// Redacted lines, and the events that tell of redactions: each of the former needs one of the latter
/// that names exactly its leaf (FORMAT section 8).
struct RedactionBook {
  /// A line whose content was destroyed.
  struct Stub {
    let sequence: UInt64
    /// The hash of the line as it stands.
    let leaf: Digest
    /// The hash that stands for it in `previous` and in the tree.
    let original: Digest
  }

  private(set) var stubs: [Stub] = []
  private(set) var redactions: [Redaction] = []
  /// The line that tells of each.
  private var tellers: [UInt64] = []
  private var completeStubs = 0
  private var completeRedactions = 0

  /// Notes a line that is redacted.
  ///
  /// - Returns: the hash that stands for the line.
  mutating func take(
    stub bytes: Span<UInt8>, _ layout: LineLayout, leaf: Digest
  ) -> Digest {
    guard let original = Digest(base64: String(copying: bytes, layout.redacted)) else {
      return leaf
    }
    stubs.append(Stub(sequence: layout.sequence, leaf: leaf, original: original))
    return original
  }

  /// Notes a line of the type `custody.entry.redacted`.
  mutating func take(_ bytes: Span<UInt8>, _ layout: LineLayout) {
    let fact = LineDecoder.event(bytes, layout, destroyed: []).fact
    guard case .entryRedacted(let redaction) = fact else { return }
    redactions.append(redaction)
    tellers.append(layout.sequence)
  }

  mutating func completeBatch() {
    completeStubs = stubs.count
    completeRedactions = redactions.count
  }

  mutating func takeBack() {
    stubs.removeLast(stubs.count - completeStubs)
    redactions.removeLast(redactions.count - completeRedactions)
    tellers.removeLast(tellers.count - completeRedactions)
  }

  /// Takes note of a redaction that the writer itself has just put on the disk.
  mutating func note(_ redaction: Redaction, at sequence: UInt64) {
    redactions.append(redaction)
    tellers.append(sequence)
    completeRedactions = redactions.count
  }

  /// The last redaction of each line that does not stand as that one says, with the line that tells of
  /// it: its writer may have been interrupted.
  var unfinished: [(redaction: Redaction, teller: UInt64)] {
    var last: [SequenceNumber: Int] = [:]
    for (index, redaction) in redactions.enumerated() { last[redaction.entry] = index }
    for stub in stubs {
      let entry = SequenceNumber(stub.sequence)
      if let index = last[entry], redactions[index].stub == stub.leaf.base64 { last[entry] = nil }
    }
    return last.values.sorted().map { (redactions[$0], tellers[$0]) }
  }

  /// The first redacted line without an event that names exactly its leaf.
  var unexplained: Stub? {
    stubs.first { stub in
      !redactions.contains { redaction in
        redaction.entry.value == stub.sequence && redaction.stub == stub.leaf.base64
          && redaction.original == stub.original.base64
      }
    }
  }

  /// The names of the fields of a line that a redaction destroyed.
  func destroyedFields(of sequence: UInt64) -> [String] {
    redactions.filter { $0.entry.value == sequence }.flatMap(\.fields)
  }
}
