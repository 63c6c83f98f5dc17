#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Descriptor {
  /// The files and empty folders that a signal which ends the process removes, and what it tells: what is
  /// unfinished is not left behind, and what was recorded is not kept back.
  ///
  /// A handler may do little more than read memory and call `unlink`; so the paths stand in a table that is
  /// there before any handler is, and are never freed while they do.
  enum Unfinished {
    /// What was recorded, for the handler: a text that is never freed.
    nonisolated(unsafe) private static var recorded: UnsafeMutablePointer<CChar>?

    /// Notes what was recorded, which an interrupt is to tell on standard error.
    static func note(recorded text: String) {
      let words = "custody: interrupted; it was recorded all the same:\n" + text
      unsafe recorded = strdup(words)
    }

    /// More than one command has at a time.
    private static let capacity = 8
    nonisolated(unsafe) private static let paths = {
      let table = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
      unsafe table.initialize(repeating: nil, count: capacity)
      return unsafe table
    }()

    /// Notes a file, before it is made.
    static func add(_ path: String) {
      for index in 0..<capacity where unsafe paths[index] == nil {
        unsafe paths[index] = strdup(path)
        return
      }
    }

    /// Forgets a file that is finished, or gone.
    static func forget(_ path: String) {
      for index in 0..<capacity {
        guard let known = unsafe paths[index], unsafe strcmp(known, path) == 0 else { continue }
        unsafe paths[index] = nil
        unsafe free(known)
      }
    }

    /// Has the signals by which people and systems end a process remove what is noted first. One that the
    /// process was started to ignore stays ignored, as `nohup` has it.
    static func removeOnSignals() {
      _ = unsafe paths
      for number in [SIGINT, SIGTERM, SIGHUP] {
        let before = signal(number, SIG_IGN)
        if unsafe unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
          continue
        }
        _ = signal(number) { number in
          for index in 0..<Descriptor.Unfinished.capacity {
            guard let path = unsafe Descriptor.Unfinished.paths[index] else { continue }
            if unsafe unlink(path) != 0 { _ = unsafe rmdir(path) }
          }
          if let words = unsafe Descriptor.Unfinished.recorded {
            #if canImport(Darwin)
              _ = unsafe Darwin.write(2, words, strlen(words))
            #elseif canImport(Musl)
              _ = unsafe Musl.write(2, words, strlen(words))
            #else
              _ = unsafe Glibc.write(2, words, strlen(words))
            #endif
          }
          if number == SIGINT { _exit(ExitCode.interrupted.rawValue) }
          // Who waits for the process learns which signal has ended it, once this returns.
          _ = signal(number, SIG_DFL)
          _ = raise(number)
        }
      }
    }
  }
}
