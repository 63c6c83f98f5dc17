import SeededNumbers

/// What becomes of writes and of changes of names that were not synced when the machine went down.
///
/// What was synced always stays. A seed decides where there is a choice.
package enum Fate: CaseIterable, Sendable {
  /// All of it was on the disk all the same.
  case kept
  /// Nothing of it was.
  case dropped
  /// What came first was, up to a byte in the middle of a write.
  case torn
  /// Some sectors were, others are as before, or zero where there was nothing.
  case reordered
  /// As `reordered`, and some sectors hold anything.
  case garbled
  /// As `reordered`, and some sectors hold older bytes of the same file.
  case stale
}

/// A file: what is on the disk for certain, and what is seen before the next crash.
struct SimulatedFile {
  enum Change {
    case write(offset: Int, bytes: [UInt8])
    case truncate(length: Int)
  }

  private(set) var synced: [UInt8] = []
  private(set) var current: [UInt8] = []
  private var pending: [Change] = []

  static let sectorLength = 512

  /// A file of which all is on the disk.
  init(synced: [UInt8] = []) {
    self.synced = synced
    current = synced
  }

  mutating func make(_ change: Change) {
    pending.append(change)
    Self.apply(change, to: &current)
  }

  mutating func sync() {
    for change in pending { Self.apply(change, to: &synced) }
    pending = []
  }

  /// The system reports an error and forgets what it could not write: some sectors are on the disk, the
  /// others never will be, and reading shows them all the same. The length stays to be written.
  mutating func failToSync(_ numbers: inout SeededNumbers) {
    var rest: [Change] = []
    for change in pending {
      switch change {
      case .write(let offset, let bytes):
        scatter(bytes, at: offset, .reordered, &numbers)
      case .truncate: rest.append(change)
      }
    }
    pending = rest
  }

  mutating func survive(_ fate: Fate, _ numbers: inout SeededNumbers) {
    let last = pending.isEmpty ? 0 : Int.random(in: 0..<pending.count, using: &numbers)
    for (index, change) in pending.enumerated() {
      switch (fate, change) {
      case (.kept, _): Self.apply(change, to: &synced)
      case (.dropped, _): break
      case (.torn, .write(let offset, let bytes)) where index == last:
        let count = Int.random(in: 0...bytes.count, using: &numbers)
        Self.apply(.write(offset: offset, bytes: Array(bytes.prefix(count))), to: &synced)
      case (.torn, _): if index < last { Self.apply(change, to: &synced) }
      case (_, .truncate): if numbers.isHeads() { Self.apply(change, to: &synced) }
      case (_, .write(let offset, let bytes)): scatter(bytes, at: offset, fate, &numbers)
      }
    }
    pending = []
    current = synced
  }

  /// Puts some sectors of a write on the disk.
  private mutating func scatter(
    _ bytes: [UInt8], at offset: Int, _ fate: Fate, _ numbers: inout SeededNumbers
  ) {
    var start = offset
    let end = offset + bytes.count
    let before = synced
    while start < end {
      let next = min(end, (start / Self.sectorLength + 1) * Self.sectorLength)
      let count = next - start
      switch Int.random(in: 0..<(fate == .reordered ? 2 : 3), using: &numbers) {
      case 0: break
      case 1:
        let piece = Array(bytes[start - offset..<next - offset])
        Self.apply(.write(offset: start, bytes: piece), to: &synced)
      default:
        var piece = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        if fate == .stale, before.count >= count {
          let place = Int.random(in: 0...before.count - count, using: &numbers)
          piece = Array(before[place..<place + count])
        }
        Self.apply(.write(offset: start, bytes: piece), to: &synced)
      }
      start = next
    }
  }

  private static func apply(_ change: Change, to bytes: inout [UInt8]) {
    switch change {
    case .truncate(let length): resize(&bytes, to: length)
    case .write(let offset, let piece):
      if piece.isEmpty { return }
      if bytes.count < offset + piece.count { resize(&bytes, to: offset + piece.count) }
      bytes.replaceSubrange(offset..<offset + piece.count, with: piece)
    }
  }

  private static func resize(_ bytes: inout [UInt8], to length: Int) {
    if bytes.count > length {
      bytes.removeLast(bytes.count - length)
    } else {
      bytes.append(contentsOf: repeatElement(0, count: length - bytes.count))
    }
  }
}

/// The names in a folder, each of a file by its number.
struct SimulatedFolder {
  /// Names that change together: a renaming is two of them.
  typealias Change = [(name: String, file: Int?)]

  private var synced: [String: Int] = [:]
  private(set) var current: [String: Int] = [:]
  private var pending: [Change] = []
  /// Whether the folder itself is on the disk for certain.
  var isSynced: Bool

  init(isSynced: Bool) {
    self.isSynced = isSynced
  }

  mutating func make(_ change: Change) {
    pending.append(change)
    for (name, file) in change { current[name] = file }
  }

  mutating func sync() {
    synced = current
    pending = []
  }

  mutating func survive(_ fate: Fate, _ numbers: inout SeededNumbers) {
    for change in pending where fate != .dropped {
      if fate == .kept || numbers.isHeads() {
        for (name, file) in change { synced[name] = file }
      }
    }
    pending = []
    current = synced
  }
}
