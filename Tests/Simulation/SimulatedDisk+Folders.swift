package import Storage
import Synchronization

/// Folders, names and locks.
extension SimulatedDisk {
  package func makeFolder(_ path: String) throws(StorageError) -> Bool {
    try state.withLock { (state) throws(StorageError) in
      if state.folders[path] != nil {
        try state.look("make", path)
        return false
      }
      try state.change("make", path) { (state) throws(StorageError) in
        state.folders[path] = SimulatedFolder(isSynced: false)
      }
      return true
    }
  }

  package func openFolder(_ path: String) throws(StorageError) -> Int32 {
    try state.withLock { (state) throws(StorageError) in
      try state.look("open", path)
      guard state.folders[path] != nil else { throw Self.notFound("open", path) }
      return state.add(.folder(path))
    }
  }

  package func open(
    _ name: String, in folder: Int32, _ mode: Folder.Mode
  ) throws(StorageError) -> Int32 {
    try state.withLock { (state) throws(StorageError) in
      let (path, number) = try state.entry(name, in: folder, "open")
      let full = "\(path)/\(name)"
      switch (mode, number) {
      case (.read, nil), (.write, nil):
        try state.look("open", full)
        throw Self.notFound("open", full)
      case (.create, .some):
        try state.look("create", full)
        throw StorageError(.exists, "create", full, reason: "it exists already")
      case (.read, let number?), (.write, let number?):
        try state.look("open", full)
        return state.add(.file(number, path: full))
      case (.create, nil):
        try state.change("create", full) { (state) throws(StorageError) in
          if state.used >= state.capacity { throw Self.full("create", full) }
          state.files.append(SimulatedFile())
          state.folders[path]!.make([(name, state.files.count - 1)])
        }
        return state.add(.file(state.files.count - 1, path: full))
      }
    }
  }

  package func close(_ handle: Int32) {
    state.withLock { state in
      state.handles[handle] = nil
      state.locks[handle] = nil
    }
  }

  package func names(in folder: Int32, under name: String?) throws(StorageError) -> [String] {
    try state.withLock { (state) throws(StorageError) in
      var path = try state.path(of: folder, "list")
      if let name { path += "/\(name)" }
      try state.look("list", path)
      guard let folder = state.folders[path] else { throw Self.notFound("list", path) }
      return folder.current.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }

  package func rename(
    _ name: String, to newName: String, in folder: Int32
  ) throws(StorageError) {
    try state.withLock { (state) throws(StorageError) in
      let (path, number) = try state.entry(name, in: folder, "rename")
      guard let number else { throw Self.notFound("rename", "\(path)/\(name)") }
      try state.change("rename", "\(path)/\(name)") { (state) throws(StorageError) in
        state.folders[path]!.make([(name, nil), (newName, number)])
      }
    }
  }

  package func remove(_ name: String, in folder: Int32) throws(StorageError) {
    try state.withLock { (state) throws(StorageError) in
      let (path, number) = try state.entry(name, in: folder, "remove")
      if number == nil { return try state.look("remove", "\(path)/\(name)") }
      try state.change("remove", "\(path)/\(name)") { (state) throws(StorageError) in
        state.folders[path]!.make([(name, nil)])
      }
    }
  }

  package func syncFolder(_ folder: Int32) throws(StorageError) {
    try state.withLock { (state) throws(StorageError) in
      let path = try state.path(of: folder, "sync")
      try state.change("sync", path) { (state) throws(StorageError) in
        state.folders[path]!.sync()
        for other in state.folders.keys where other.hasPrefix(path + "/") {
          state.folders[other]!.isSynced = true
        }
      }
    }
  }

  package func lock(_ folder: Int32, isExclusive: Bool) throws(StorageError) -> Bool {
    try state.withLock { (state) throws(StorageError) in
      let path = try state.path(of: folder, "lock")
      for (handle, lock) in state.locks where handle != folder && lock.path == path {
        if isExclusive || lock.isExclusive { return false }
      }
      state.locks[folder] = (path, isExclusive)
      return true
    }
  }

  package func unlock(_ folder: Int32) {
    state.withLock { $0.locks[folder] = nil }
  }

  static func notFound(_ operation: String, _ path: String) -> StorageError {
    StorageError(.notFound, operation, path, reason: "there is no such file or folder")
  }

  static func full(_ operation: String, _ path: String) -> StorageError {
    StorageError(
      .diskFull, operation, path, reason: "the disk is full; free space and try again")
  }
}

extension SimulatedDisk.State {
  mutating func add(_ handle: SimulatedDisk.Handle) -> Int32 {
    defer { nextHandle += 1 }
    handles[nextHandle] = handle
    return nextHandle
  }

  /// The path of an open folder.
  func path(of handle: Int32, _ operation: String) throws(StorageError) -> String {
    try requirePower(operation, "a folder")
    guard case .folder(let path)? = handles[handle], folders[path] != nil else {
      throw SimulatedDisk.notFound(operation, "a folder that is not open")
    }
    return path
  }

  /// The folder in which a name stands, which may be one within the open one, and the file's number.
  func entry(
    _ name: String, in handle: Int32, _ operation: String
  ) throws(StorageError) -> (path: String, number: Int?) {
    let path = try path(of: handle, operation)
    return (path, folders[path]!.current[name])
  }
}
