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
  /// A user id without a name in `/etc/passwd` is written as `uid:1000`.
  public static func login() -> String {
    #if canImport(Darwin)
      if let entry = unsafe getpwuid(getuid()) {
        return unsafe String(cString: entry.pointee.pw_name)
      }
      return "uid:\(getuid())"
    #else
      // Not getpwuid: it loads libraries at run time, which static executables cannot.
      let bytes = (try? Folder("/etc").contents(of: "passwd")) ?? []
      return login(of: getuid(), passwd: String(decoding: bytes, as: UTF8.self))
    #endif
  }

  /// The login of a user id in the text of `/etc/passwd`.
  static func login(of user: UInt32, passwd: String) -> String {
    for line in passwd.split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count >= 3, UInt32(fields[2]) == user, !fields[0].isEmpty {
        return String(fields[0])
      }
    }
    return "uid:\(user)"
  }
}
