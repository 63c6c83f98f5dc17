import Presentation

/// How far long work has come, on standard error and only on a terminal; it leaves nothing behind.
final class Progress {
  private let errors: Output
  private let what: String
  private var shown = -1

  /// Work on less is too short to be told of.
  static let byteThreshold = 16 << 20

  /// Progress of `what`, a clause such as `checking the log`; `nil` where nobody watches.
  init?(_ surroundings: Surroundings, _ what: String) {
    guard surroundings.errorsAreTerminal else { return nil }
    errors = surroundings.errors
    self.what = what.printable
  }

  /// Shows that `done` of `all` bytes are done.
  func show(_ done: Int, of all: Int) {
    guard all >= Self.byteThreshold else { return }
    let percent = min(done, all) * 100 / all
    if percent == shown { return }
    shown = percent
    errors.write("\r\u{1B}[K\(what): \(percent) % of \(all >> 20) MiB")
    errors.flush()
  }

  /// Clears the line.
  func end() {
    if shown < 0 { return }
    errors.write("\r\u{1B}[K")
    errors.flush()
  }
}
