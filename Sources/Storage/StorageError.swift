#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file operation failed: a code to act on, and one sentence with the path and what to do.
public struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, as far as a caller may act on it.
  public enum Code: Hashable, Sendable {
    case notFound
    case exists
    case notAFolder
    /// A link, a folder, a pipe or a device where a file is needed.
    case notAFile
    /// Longer than such a file can be.
    case tooLarge
    case permissionDenied
    case readOnly
    case diskFull
    case locked
    case networkFileSystem
    case tooManyOpenFiles
    case invalidName
    case inputOutput
    case other(Int32)
  }

  /// What went wrong.
  public let code: Code
  /// The operation, as in “cannot OPERATION PATH”.
  public let operation: String
  /// The file or folder.
  public let path: String
  /// Why, and what to do.
  public let reason: String

  /// An error that no system call has given.
  public init(_ code: Code, _ operation: String, _ path: String, reason: String) {
    self.code = code
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  /// One sentence: what, where, why, and what to do.
  public var description: String { "cannot \(operation) \(path): \(reason)" }

  /// Whether it was a sync that failed, of a file or of a folder: then nobody knows what is on the disk.
  public var isFailedSync: Bool { operation == "sync" }

  /// The error of the system call that has just failed.
  static func last(_ operation: String, _ path: String) -> StorageError {
    of(errno, operation, path)
  }

  /// The one place in which an errno becomes a sentence.
  static func of(_ number: Int32, _ operation: String, _ path: String) -> StorageError {
    let (code, reason): (Code, String) =
      switch number {
      case ENOENT: (.notFound, "there is no such file or folder; check the path")
      case EEXIST: (.exists, "it exists already; choose another name")
      case ENOTDIR: (.notAFolder, "part of the path is not a folder; check the path")
      case EISDIR: (.other(number), "it is a folder where a file is needed; check the path")
      case ELOOP: (.notAFile, "it is a link, and a ledger consists of files; move it away")
      case EACCES, EPERM:
        (.permissionDenied, "permission denied; ask its owner, or run as a user who may")
      case EROFS:
        (.readOnly, "the file system is read-only; questions still work, writing does not")
      case ENOSPC: (.diskFull, "the disk is full; free space and try again")
      case EDQUOT: (.diskFull, "the disk quota is used up; free space and try again")
      case EFBIG: (.diskFull, "the file would exceed the largest size allowed; raise the limit")
      case EMFILE, ENFILE:
        (.tooManyOpenFiles, "too many files are open; close some or raise the limit")
      case ENAMETOOLONG, EILSEQ, EINVAL: (.invalidName, "\(text(number)); check the path")
      case EIO:
        (.inputOutput, "the device reports an error; look at the system's log and save the disk")
      default: (.other(number), text(number))
      }
    return StorageError(code, operation, path, reason: reason)
  }

  private static func text(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text).lowercased()
  }
}
