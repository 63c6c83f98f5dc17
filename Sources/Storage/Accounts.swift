#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The names of logins and groups, for messages and for `recordedby`.
///
/// They are read from the files: the functions of the C library load others at run time, which static
/// executables cannot.
enum Accounts {
  /// The name of a user id; `uid:1000` where it has none.
  static func name(ofUser user: uid_t) -> String {
    #if canImport(Darwin)
      if let entry = unsafe getpwuid(user) { return unsafe String(cString: entry.pointee.pw_name) }
      return "uid:\(user)"
    #else
      return name(of: user, in: text(of: "/etc/passwd")) ?? "uid:\(user)"
    #endif
  }

  /// The name of a group id; `gid:1000` where it has none.
  static func name(ofGroup group: gid_t) -> String {
    #if canImport(Darwin)
      if let entry = unsafe getgrgid(group) { return unsafe String(cString: entry.pointee.gr_name) }
      return "gid:\(group)"
    #else
      return name(of: group, in: text(of: "/etc/group")) ?? "gid:\(group)"
    #endif
  }

  /// The name beside an id in the text of `/etc/passwd` or `/etc/group`; `nil` where there is none.
  static func name(of id: UInt32, in text: String) -> String? {
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count >= 3, UInt32(fields[2]) == id, !fields[0].isEmpty {
        return String(fields[0])
      }
    }
    return nil
  }

  /// The id outside of the user namespace in which this process runs; `nil` where it runs in none.
  ///
  /// - Parameter map: the text of `/proc/self/uid_map`: rows of the first id inside, the first outside, and
  ///   how many; one row of all ids is no namespace. Empty where it cannot be read.
  static func idOutside(_ id: UInt32, map: String) -> UInt64? {
    let ranges = map.split(separator: "\n").map { row in
      row.split(separator: " ").compactMap { UInt64($0) }
    }.filter { $0.count == 3 }
    if ranges.isEmpty || ranges == [[0, 0, UInt64(UInt32.max)]] { return nil }
    let range = ranges.first { UInt64(id) >= $0[0] && UInt64(id) - $0[0] < $0[2] }
    return range.map { UInt64(id) - $0[0] + $0[1] } ?? UInt64(id)
  }

  private static func text(of path: String) -> String {
    String(decoding: (try? SystemFile.contents(of: path)) ?? [], as: UTF8.self)
  }

  /// Whether this process is in a group.
  static func isProcessMember(of group: gid_t) -> Bool {
    if getegid() == group { return true }
    let count = getgroups(0, nil)
    guard count > 0 else { return false }
    var groups = [gid_t](repeating: 0, count: Int(count))
    let got = unsafe getgroups(count, &groups)
    return groups.prefix(Int(max(got, 0))).contains(group)
  }
}
