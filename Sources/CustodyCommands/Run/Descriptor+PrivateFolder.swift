#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Descriptor {
  /// A folder for temporary files that only this login can enter; it goes with what it is known to hold, also
  /// where a signal ends the process.
  final class PrivateFolder {
    private let path: String
    private var files: [String] = []

    /// Makes it.
    ///
    /// - Parameter place: the folder for temporary files; the system's where it is no path from the root.
    init(under place: String?) throws(Problem) {
      let place = place.flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil } ?? "/tmp"
      var template = Array("\(place)/custody-XXXXXX".utf8CString)
      guard unsafe mkdtemp(&template) != nil else { throw Problem(number: errno) }
      path = String(
        decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The path of a file in it.
    func path(of name: String) -> String { "\(path)/\(name)" }

    /// Notes a file that another program makes in it.
    ///
    /// - Returns: its path.
    func note(_ name: String) -> String {
      let file = path(of: name)
      // The folder goes last, when nothing is in it.
      Unfinished.forget(path)
      Unfinished.add(file)
      Unfinished.add(path)
      files.append(file)
      return file
    }

    /// Makes a file in it.
    func write(_ bytes: [UInt8], to name: String) throws(Problem) {
      let file = note(name)
      let opened = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard opened >= 0 else { throw Problem(number: errno) }
      defer { _ = close(opened) }
      try Descriptor.write(bytes, to: opened)
    }

    /// Removes it, with its files.
    func remove() {
      for file in files {
        _ = unsafe unlink(file)
        Unfinished.forget(file)
      }
      files = []
      _ = unsafe rmdir(path)
      Unfinished.forget(path)
    }

    deinit { remove() }
  }
}
