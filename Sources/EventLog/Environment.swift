public import Ownership
import Storage

/// What the log takes from outside besides files. Tests and the story set it; no command, flag or
/// variable can.
public struct Environment: Sendable {
  /// The time at which lines are recorded.
  public var now: @Sendable () -> Instant
  /// Random bytes for salts, as many as asked for.
  public var randomBytes: @Sendable (Int) -> [UInt8]
  /// The login that appends: `recordedby`.
  public var login: String
  /// Names the network file system that a folder is on, `nil` for a local one; without it, the system is
  /// asked.
  public var fileSystem: (@Sendable (_ path: String) -> String?)?

  /// An environment of one's own.
  public init(
    login: String, now: @escaping @Sendable () -> Instant,
    randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.login = login
    self.now = now
    self.randomBytes = randomBytes
  }

  /// The machine's clock and randomness, and the login of the user who runs this process.
  public static func system() -> Environment {
    Environment(
      login: OperatingSystem.login(),
      now: { Instant(clamping: OperatingSystem.microseconds()) },
      randomBytes: OperatingSystem.randomBytes)
  }
}
