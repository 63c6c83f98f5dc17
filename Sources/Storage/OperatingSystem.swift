#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a log takes from the machine besides files: the time, randomness, and who is at work.
public enum OperatingSystem {
  /// Microseconds since 1970-01-01T00:00:00Z by the machine's clock.
  public static func microseconds() -> Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  /// Random bytes that nobody can guess, from the kernel.
  public static func randomBytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      // Requests of up to 256 bytes are never interrupted and never come back short.
      let piece = min(256, count - done)
      let result = unsafe bytes.withUnsafeMutableBytes { buffer in
        guard let base = buffer.baseAddress else { return Int32(-1) }
        return unsafe getentropy(base + done, piece)
      }
      precondition(result == 0, "the kernel gives no random bytes")
      done += piece
    }
    return bytes
  }

  /// The login of the user who runs this process.
  ///
  /// It is looked up by the real user id, never taken from the environment, which its user can set.
  /// A user id without a name in `/etc/passwd` is written as `uid:1000`; so is one in a user namespace,
  /// where everybody can be `root` and can have a `/etc/passwd` of his own: the id outside of it.
  public static func login() -> String {
    #if !canImport(Darwin)
      let map = (try? SystemFile.contents(of: "/proc/self/uid_map")) ?? []
      if let outside = Accounts.idOutside(getuid(), map: String(decoding: map, as: UTF8.self)) {
        return "uid:\(outside)"
      }
    #endif
    return Accounts.name(ofUser: getuid())
  }

  /// Opens `/dev/null` for each of the descriptors 0 to 2 that the process was started without, before
  /// a file gets its number: else notes to standard error would be written into that file. What is written to
  /// standard output fails then: nobody has the result.
  public static func openStandardDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
      // The system gives the lowest number that is free, and those below are taken.
      _ = unsafe open("/dev/null", descriptor == 1 ? O_RDONLY : O_RDWR)
    }
  }
}
