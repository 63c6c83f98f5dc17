public import Ownership

/// A column of times in a declared spelling, for files that are read without a rules file.
public struct TimeColumn: Sendable {
  private let format: TimeFormat
  private let zone: Zone

  /// Why a format or a time cannot be read, and how many bytes into it.
  public struct Problem: Error, Hashable, Sendable {
    /// How many bytes into the text.
    public let offset: Int
    /// What is wrong.
    public let message: String
  }

  /// A spelling as in a rules file: `rfc3339`, `date`, or codes such as `%-d/%-m/%Y %H:%M`.
  ///
  /// - Parameter zone: where times without an offset are meant.
  public init(format: String, zone: Zone) throws(Problem) {
    do throws(TimeFormat.Problem) {
      self.format = try TimeFormat(format)
    } catch {
      throw Problem(offset: error.offset, message: error.message)
    }
    self.zone = zone
  }

  /// The instant that a text names. Complexity: O(bytes).
  public func instant(_ text: String) throws(Problem) -> Instant {
    do throws(TimeFormat.Problem) {
      return try format.instant(Array(text.utf8)[...], zone: zone)
    } catch {
      throw Problem(offset: error.offset, message: error.message)
    }
  }
}
