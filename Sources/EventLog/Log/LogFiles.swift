import Merkle
import Ownership
import Storage

/// The files of a ledger's folder as they stand at one moment.
struct LogFiles {
  /// First sequence and length of each segment, in order.
  var segments: [(first: UInt64, length: Int)] = []
  /// The readable head, and the slot in which it stands.
  var head: (head: Head, slot: Int)?
  /// The readable checkpoint.
  var checkpoint: Checkpoint?
  /// Whether there is a file `checkpoint` that cannot be read.
  var hasUnreadableCheckpoint = false
  /// `head` or `checkpoint`, where a merge left its marks in it.
  var markedWitness: String?

  static let checkpointName = "checkpoint"

  /// Looks at the folder. The order makes sure that a writer at work cannot have written a witness
  /// that goes further than what is looked at after it.
  init(_ folder: borrowing Folder) throws(StorageError) {
    if let bytes = try folder.contents(of: Self.checkpointName) {
      checkpoint = Checkpoint(text: String(decoding: bytes, as: UTF8.self))
      hasUnreadableCheckpoint = checkpoint == nil
      if JoinedHistories.isMarked(bytes) { markedWitness = Self.checkpointName }
    }
    let slots = try folder.contents(of: Head.fileName) ?? []
    head = Head.read(slots)
    if JoinedHistories.isMarked(slots) { markedWitness = Head.fileName }
    for name in try folder.names() {
      guard let first = Segment.first(of: name) else { continue }
      segments.append((first, try folder.open(name, .read).length(atMost: File.limit)))
    }
  }

  /// Whether a name in the folder means something to a ledger.
  static func isOurs(_ name: String) -> Bool {
    name == IndexManifest.folder || name == stampsName || name == carrierName || isFile(name)
      || isTemporary(name)
  }

  /// The file that says which database the folder mirrors; lines come from there.
  static let carrierName = "carrier"
  /// What it begins with.
  static let carrierBeginning = "custody-carrier 1 "
  /// The folder with what others vouched for.
  static let stampsName = "stamps"

  /// Whether a name is one that a writer gives to a file that is not yet complete.
  static func isTemporary(_ name: String) -> Bool {
    name.hasSuffix(Folder.temporarySuffix)
      && isFile(String(name.dropLast(Folder.temporarySuffix.count)))
  }

  /// Whether a name is that of a file of a ledger.
  private static func isFile(_ name: String) -> Bool {
    name == Head.fileName || name == checkpointName
      || Segment.first(of: name) != nil || TailFile(name: name) != nil
  }

  /// Where the witnesses stand.
  var witness: LogScan.Witness {
    LogScan.Witness(
      head: head?.head.sequence.value ?? 0, headLeaf: head?.head.leaf ?? .zero,
      checkpoint: checkpoint?.size ?? 0)
  }
}

extension IndexComparison {
  /// The name of the first file that says otherwise than all the lines; `nil` where none does.
  ///
  /// - Parameter firstLeaf: the leaf hash of line 1.
  func difference(firstLeaf: Digest) -> String? {
    fits(firstLeaf: firstLeaf) ? nil : difference ?? IndexManifest.name
  }
}
