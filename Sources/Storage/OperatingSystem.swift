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
    #if canImport(Darwin)
      if let entry = unsafe getpwuid(getuid()) {
        return unsafe String(cString: entry.pointee.pw_name)
      }
      return "uid:\(getuid())"
    #else
      // Not getpwuid: it loads libraries at run time, which static executables cannot.
      let bytes = (try? Folder("/etc").contents(of: "passwd")) ?? []
      let map = (try? Folder("/proc/self").contents(of: "uid_map")) ?? []
      return login(
        of: getuid(), passwd: String(decoding: bytes, as: UTF8.self),
        map: String(decoding: map, as: UTF8.self))
    #endif
  }

  /// The login of a user id in the text of `/etc/passwd`.
  ///
  /// - Parameter map: the text of `/proc/self/uid_map`: rows of the first id inside, the first outside, and
  ///   how many; one row of all ids is no namespace. Empty where it cannot be read.
  static func login(of user: UInt32, passwd: String, map: String = "") -> String {
    let ranges = map.split(separator: "\n").map { row in
      row.split(separator: " ").compactMap { UInt64($0) }
    }.filter { $0.count == 3 }
    if !ranges.isEmpty, ranges != [[0, 0, UInt64(UInt32.max)]] {
      let range = ranges.first { UInt64(user) >= $0[0] && UInt64(user) - $0[0] < $0[2] }
      return "uid:\(range.map { UInt64(user) - $0[0] + $0[1] } ?? UInt64(user))"
    }
    for line in passwd.split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count >= 3, UInt32(fields[2]) == user, !fields[0].isEmpty {
        return String(fields[0])
      }
    }
    return "uid:\(user)"
  }
}
