package import Storage
import Synchronization

/// What is in files.
extension SimulatedDisk {
  package func length(_ file: Int32) throws(StorageError) -> Int {
    try state.withLock { (state) throws(StorageError) in
      let (number, path) = try state.file(file, "examine")
      try state.look("examine", path)
      return state.files[number].current.count
    }
  }

  package func read(_ file: Int32, count: Int, at offset: Int) throws(StorageError) -> [UInt8] {
    try state.withLock { (state) throws(StorageError) in
      let (number, path) = try state.file(file, "read")
      try state.look("read", path)
      return Array(state.files[number].current.dropFirst(offset).prefix(count))
    }
  }

  package func write(_ file: Int32, _ bytes: [UInt8], at offset: Int) throws(StorageError) {
    try state.withLock { (state) throws(StorageError) in
      let (number, path) = try state.file(file, "write")
      // Some of it is written before the error.
      let partly: (inout State) -> Void = { state in
        let count = Int.random(in: 0...bytes.count, using: &state.numbers)
        state.files[number].make(.write(offset: offset, bytes: Array(bytes.prefix(count))))
      }
      try state.change("write", path, failing: partly) { (state) throws(StorageError) in
        let growth = max(0, offset + bytes.count - state.files[number].current.count)
        let room = state.capacity - state.used
        let fits = room >= growth
        let count = fits ? bytes.count : max(0, bytes.count - growth + max(0, room))
        state.files[number].make(.write(offset: offset, bytes: Array(bytes.prefix(count))))
        if !fits { throw Self.full("write", path) }
      }
    }
  }

  package func sync(_ file: Int32) throws(StorageError) {
    try state.withLock { (state) throws(StorageError) in
      let (number, path) = try state.file(file, "sync")
      try state.change("sync", path, failing: { $0.files[number].failToSync(&$0.numbers) }) {
        (state) throws(StorageError) in
        state.files[number].sync()
      }
    }
  }

  package func truncate(_ file: Int32, to length: Int) throws(StorageError) {
    try state.withLock { (state) throws(StorageError) in
      let (number, path) = try state.file(file, "truncate")
      try state.change("truncate", path) { (state) throws(StorageError) in
        state.files[number].make(.truncate(length: length))
      }
    }
  }
}

extension SimulatedDisk.State {
  /// The number and the path of an open file.
  func file(_ handle: Int32, _ operation: String) throws(StorageError) -> (Int, String) {
    try requirePower(operation, "a file")
    guard case .file(let number, let path)? = handles[handle] else {
      throw SimulatedDisk.notFound(operation, "a file that is not open")
    }
    return (number, path)
  }
}
