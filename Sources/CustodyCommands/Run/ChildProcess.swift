#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Another program that a command needs: it has the terminal, and what it says it says itself.
enum ChildProcess {
  /// The file of a program, looked up as a shell does; `nil` where there is none.
  static func find(_ name: String, path: String?) -> String? {
    for folder in (path ?? "/usr/bin:/bin").split(separator: ":") where folder.hasPrefix("/") {
      let file = "\(folder)/\(name)"
      if unsafe access(file, X_OK) == 0 { return file }
    }
    return nil
  }

  /// Runs a program to its end, with the streams and the environment of this process.
  ///
  /// - Parameter arguments: what it is called with, its own name first.
  /// - Returns: its exit code; 128 and the signal where a signal ended it.
  /// - Throws: the system's error number where it cannot be started.
  static func run(_ file: String, _ arguments: [String]) throws(Descriptor.Problem) -> Int32 {
    var words = unsafe arguments.map { unsafe strdup($0) }
    unsafe words.append(nil)
    defer { unsafe words.forEach { word in unsafe free(word) } }
    #if canImport(Darwin)
      let environ = unsafe _NSGetEnviron().pointee
    #endif
    var process = pid_t()
    let problem = unsafe posix_spawn(&process, file, nil, nil, words, environ)
    guard problem == 0 else { throw Descriptor.Problem(number: problem) }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw Descriptor.Problem(number: errno) }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
