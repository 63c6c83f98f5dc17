import SeededNumbers
import Storage
import Synchronization

/// A disk in memory that forgets, tears and fails as a test wants it, always alike for the same seed.
///
/// It keeps what is synced apart from what is not, for the content of each file and for the names in
/// each folder. Operations are counted; at one of them the machine goes down, or an error is reported.
package final class SimulatedDisk: DiskSimulation {
  /// What is written whole or not at all.
  package static let sectorLength = SimulatedFile.sectorLength
  /// The folder that is there from the beginning.
  package static let root = "/disk"

  /// When errors are reported.
  package struct Failures: Sendable {
    /// The number of the operation, reading ones included, from 1.
    package var operation: Int
    /// Whether all operations after it fail as well.
    package var isForGood: Bool

    package init(at operation: Int, isForGood: Bool) {
      self.operation = operation
      self.isForGood = isForGood
    }
  }

  /// What is open.
  enum Handle {
    case folder(String)
    case file(Int, path: String)
  }

  struct State {
    var numbers: SeededNumbers
    var files: [SimulatedFile] = []
    var folders: [String: SimulatedFolder] = [SimulatedDisk.root: SimulatedFolder(isSynced: true)]
    var handles: [Int32: Handle] = [:]
    var nextHandle: Int32 = 3
    var locks: [Int32: (path: String, isExclusive: Bool)] = [:]
    var isDown = false
    /// Operations so far that change something.
    var changes = 0
    /// Operations so far.
    var operations = 0
    var crash: Int?
    var failures: Failures?
    var failedSyncs = 0
    var capacity = Int.max
  }

  let state: Mutex<State>

  package init(seed: UInt64) {
    state = Mutex(State(numbers: SeededNumbers(seed: seed)))
  }

  /// Operations so far that change something.
  package var changes: Int { state.withLock { $0.changes } }
  /// Operations so far, reading ones included.
  package var operations: Int { state.withLock { $0.operations } }
  /// Syncs so far that reported an error.
  package var failedSyncs: Int { state.withLock { $0.failedSyncs } }
  /// Whether the machine went down.
  package var isDown: Bool { state.withLock { $0.isDown } }

  /// Lets the machine go down in the middle of an operation that changes something; counted from now,
  /// 1 is the next.
  package func crash(atChange number: Int) {
    state.withLock { $0.crash = $0.changes + number }
  }

  /// Lets operations fail, counted from now; `nil` ends it.
  package func fail(_ failures: Failures?) {
    state.withLock { state in
      state.failures = failures
      state.failures?.operation += state.operations
    }
  }

  /// Sets how many bytes all files together may have.
  package func setCapacity(_ bytes: Int) {
    state.withLock { $0.capacity = bytes }
  }

  /// The bytes of all files that have a name.
  package var used: Int { state.withLock { $0.used } }

  /// Starts the machine again after a crash, or after the power was cut right now.
  package func restart(_ fate: Fate) {
    state.withLock { state in
      for index in state.files.indices { state.files[index].survive(fate, &state.numbers) }
      for path in state.folders.keys.sorted() {
        state.folders[path]!.survive(fate, &state.numbers)
        if state.folders[path]!.isSynced || fate == .kept { continue }
        if fate == .dropped || state.numbers.isHeads() { state.folders[path] = nil }
      }
      state.forgetProcesses()
    }
  }

  /// Ends all processes as `kill -9` does: what was written stays to be seen, synced or not.
  package func killProcesses() {
    state.withLock { $0.forgetProcesses() }
  }

  /// The files of a folder and what is in them, as a reader would see them.
  package func files(in path: String) -> [String: [UInt8]] {
    state.withLock { state in
      (state.folders[path]?.current ?? [:]).mapValues { state.files[$0].current }
    }
  }

  /// A disk on which a folder holds these files, all synced.
  package convenience init(seed: UInt64, folder path: String, files: [String: [UInt8]]) {
    self.init(seed: seed)
    state.withLock { state in
      var folder = SimulatedFolder(isSynced: true)
      for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
        state.files.append(SimulatedFile(synced: bytes))
        folder.make([(name, state.files.count - 1)])
      }
      folder.sync()
      state.folders[path] = folder
    }
  }

  /// The content of a file, as a reader would see it; `nil` where there is none.
  package func contents(of name: String, in path: String) -> [UInt8]? {
    state.withLock { state in
      state.folders[path]?.current[name].map { state.files[$0].current }
    }
  }
}

extension SimulatedDisk.State {
  var used: Int {
    folders.values.flatMap(\.current.values).reduce(0) { $0 + files[$1].current.count }
  }

  mutating func forgetProcesses() {
    handles = [:]
    locks = [:]
    isDown = false
    crash = nil
    failures = nil
  }

  /// Counts an operation.
  ///
  /// - Returns: whether it is to fail.
  private mutating func count(
    _ operation: String, _ path: String, isChange: Bool
  ) throws(StorageError) -> Bool {
    try requirePower(operation, path)
    operations += 1
    if isChange { changes += 1 }
    guard let failures else { return false }
    return operations == failures.operation
      || failures.isForGood && operations > failures.operation
  }

  func requirePower(_ operation: String, _ path: String) throws(StorageError) {
    if isDown { throw StorageError(.inputOutput, operation, path, reason: "the machine is down") }
  }

  /// An operation that reads: it fails, or not.
  mutating func look(_ operation: String, _ path: String) throws(StorageError) {
    if try count(operation, path, isChange: false) {
      throw StorageError(.inputOutput, operation, path, reason: "the device reports an error")
    }
  }

  /// An operation that changes something: it is done, it fails having done something else, or the
  /// machine goes down when it has been done and before that is known.
  mutating func change(
    _ operation: String, _ path: String,
    failing: (inout Self) -> Void = { _ in },
    _ body: (inout Self) throws(StorageError) -> Void
  ) throws(StorageError) {
    if try count(operation, path, isChange: true) {
      if operation == "sync" { failedSyncs += 1 }
      failing(&self)
      throw StorageError(.inputOutput, operation, path, reason: "the device reports an error")
    }
    if let crash, changes >= crash {
      // What a sync would have put on the disk is left to the fate of all that is not synced.
      if operation != "sync" { try? body(&self) }
      isDown = true
      try requirePower(operation, path)
    }
    try body(&self)
  }
}
