#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One writer at a time: `flock` on the folder's descriptor. The kernel frees it when the process
/// dies; close-on-exec keeps it from children. The holder leaves a hint in `index/writer`, a derived
/// file that is believed only while the process that it names lives.
extension Folder {
  /// The file that names the holder of the lock.
  static var holderFile: String { "index/writer" }

  /// Takes the writer's lock for as long as this folder stays open.
  ///
  /// - Parameters:
  ///   - holder: what others are told while the lock is held, one line.
  ///   - wait: how long to wait for another holder, in milliseconds.
  /// - Throws: `locked` with what the holder said of itself.
  public func lock(holder: String, wait: Int = 2000) throws(StorageError) {
    var waited = 0
    while try !takeLock(isExclusive: true) {
      if waited >= wait {
        throw StorageError(
          .locked, "lock", path,
          reason: "\(currentHolder() ?? "another process") is writing; try again when it is done")
      }
      _ = usleep(20_000)
      waited += 20
    }
    leaveHint(holder)
  }

  /// Tries to take the lock without waiting.
  private func takeLock(isExclusive: Bool) throws(StorageError) -> Bool {
    if case .simulated(let disk) = disk {
      return try disk.lock(descriptor, isExclusive: isExclusive)
    }
    while flock(descriptor, (isExclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      if errno == EWOULDBLOCK { return false }
      throw .last("lock", path)
    }
    return true
  }

  /// Frees the lock and takes back the hint.
  public func unlock() {
    if case .machine = disk { try? remove(Self.holderFile) }
    freeLock()
  }

  /// Runs `body` while no writer is at work.
  ///
  /// - Returns: `nil`, without running it, while a writer holds the lock; never waits.
  public func whileUnlocked<Value>(
    _ body: () throws(StorageError) -> Value
  ) throws(StorageError) -> Value? {
    do throws(StorageError) {
      if try !takeLock(isExclusive: false) { return nil }
    } catch {
      // A file system without locks has no writers either: they are refused there.
      return try body()
    }
    defer { freeLock() }
    return try body()
  }

  private func freeLock() {
    if case .simulated(let disk) = disk { return disk.unlock(descriptor) }
    _ = flock(descriptor, LOCK_UN)
  }

  /// What the living holder of the lock said of itself.
  private func currentHolder() -> String? {
    guard let bytes = try? contents(of: Self.holderFile, atMost: 1024) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "\n")
    guard parts.count == 2, let process = Int32(parts[0]) else { return nil }
    guard kill(process, 0) == 0 || errno == EPERM else { return nil }
    return "process \(process), \(parts[1]),"
  }

  /// A hint that cannot be written is no reason not to write the log.
  private func leaveHint(_ holder: String) {
    if case .simulated = disk { return }
    do throws(StorageError) {
      try makeFolder("index")
      let file = try makeAnew(Self.holderFile)
      try file.write(Array("\(getpid())\n\(holder)\n".utf8).span, at: 0)
    } catch {
      return
    }
  }
}
