#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file: it owns its descriptor and closes it at the end of its life.
///
/// Every read and write names its offset, so that nothing depends on a position that others move.
/// Together with `Folder` this is all that touches the disk on behalf of a log.
public struct File: ~Copyable, Sendable {
  /// The path by which it was opened, for messages.
  public let path: String
  let descriptor: Int32
  let disk: Disk

  init(descriptor: Int32, path: String, disk: Disk = .machine) {
    self.descriptor = descriptor
    self.path = path
    self.disk = disk
  }

  deinit {
    if case .simulated(let disk) = disk { disk.close(descriptor) } else { _ = close(descriptor) }
  }

  /// The length in bytes.
  public func length() throws(StorageError) -> Int {
    if case .simulated(let disk) = disk { return try disk.length(descriptor) }
    return try FileStatus(of: descriptor, path).length
  }

  /// Whether it has other names: what is written into it, or left in it, is then in other places as well.
  package func hasOtherNames() throws(StorageError) -> Bool {
    if case .simulated = disk { return false }
    return try FileStatus(of: descriptor, path).linkCount > 1
  }

  /// Reads up to `count` bytes from `offset` into `buffer`, from `start` on.
  ///
  /// - Returns: the bytes read; fewer than `count` only at the end of the file.
  public func read(
    into buffer: inout [UInt8], from start: Int = 0, count: Int, at offset: Int
  ) throws(StorageError) -> Int {
    precondition(start >= 0 && count >= 0 && start + count <= buffer.count)
    if case .simulated(let disk) = disk {
      let bytes = try disk.read(descriptor, count: count, at: offset)
      buffer.replaceSubrange(start..<start + bytes.count, with: bytes)
      return bytes.count
    }
    var done = 0
    while done < count {
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe pread(
          descriptor, base + start + done, count - done, off_t(offset + done))
      }
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw .last("read", path)
      }
      done += got
    }
    return done
  }

  /// The length that a file of a ledger has at most which is no segment, in bytes.
  public static var smallLimit: Int { 1 << 20 }
  /// The length that any file of a ledger has at most, in bytes: a full segment of which every line was
  /// redacted is well below it.
  public static var limit: Int { 256 << 20 }

  /// Reads the whole file.
  ///
  /// - Parameter limit: the length that such a file has at most, in bytes.
  /// - Throws: `tooLarge` for a longer one.
  public func readAll(atMost limit: Int = File.limit) throws(StorageError) -> [UInt8] {
    let length = try length(atMost: limit)
    // Files that the system makes up on the fly say that they have no length.
    var bytes = [UInt8](repeating: 0, count: max(4096, length + 1))
    var count = 0
    while true {
      count += try read(into: &bytes, from: count, count: bytes.count - count, at: count)
      if count < bytes.count { break }
      if count > limit { throw tooLarge(count, limit) }
      bytes.append(contentsOf: repeatElement(0, count: bytes.count))
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// The length in bytes, of which so much is to be read.
  ///
  /// - Throws: `tooLarge` for more than `limit`: what has no end, or a hole of any size, would take all memory.
  package func length(atMost limit: Int) throws(StorageError) -> Int {
    let length = try length()
    if length > limit { throw tooLarge(length, limit) }
    return length
  }

  private func tooLarge(_ length: Int, _ limit: Int) -> StorageError {
    StorageError(
      .tooLarge, "read", path,
      reason: "it has \(length) bytes, and such a file of a ledger at most \(limit); "
        + "look whose it is, and move it away")
  }

  /// Writes all of `bytes` at `offset`. Not durable before `sync()`.
  public func write(_ bytes: Span<UInt8>, at offset: Int) throws(StorageError) {
    if case .simulated(let disk) = disk {
      let copy = unsafe bytes.withUnsafeBytes { unsafe [UInt8]($0) }
      return try disk.write(descriptor, copy, at: offset)
    }
    var done = 0
    while done < bytes.count {
      let put = unsafe bytes.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe pwrite(descriptor, base + done, bytes.count - done, off_t(offset + done))
      }
      if put < 0 {
        if errno == EINTR { continue }
        throw .last("write", path)
      }
      if put == 0 { throw .of(ENOSPC, "write", path) }
      done += put
    }
  }

  /// Puts what has been written on the disk (`fdatasync`; on macOS `F_FULLFSYNC`).
  ///
  /// After a failure nobody knows what is on the disk: the descriptor is not to be written again.
  public func sync() throws(StorageError) {
    if case .simulated(let disk) = disk { return try disk.sync(descriptor) }
    #if canImport(Darwin)
      let result = unsafe fcntl(descriptor, F_FULLFSYNC)
    #else
      let result = fdatasync(descriptor)
    #endif
    if result != 0 { throw .last("sync", path) }
  }

  /// Cuts the file to `length` bytes. Not durable before `sync()`.
  public func truncate(to length: Int) throws(StorageError) {
    if case .simulated(let disk) = disk { return try disk.truncate(descriptor, to: length) }
    while ftruncate(descriptor, off_t(length)) != 0 {
      if errno != EINTR { throw .last("truncate", path) }
    }
  }
}
