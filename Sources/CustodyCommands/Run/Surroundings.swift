import EventLog
import Ownership

/// All that a command takes from the world, so that tests bring their own.
struct Surroundings {
  /// The arguments, without the program’s name.
  var arguments: [String]
  /// Looks an environment variable up.
  var variable: (String) -> String?
  /// Gives the next piece of standard input; an empty one at its end.
  var standardInput: () throws(Descriptor.Problem) -> [UInt8]
  /// Standard output: results.
  var output: Output
  /// Standard error: everything else.
  var errors: Output
  /// The clock, for relative dates.
  var now: () -> Instant
  /// Clock, randomness and login for a writer; no argument and no variable reaches them.
  var recording: () -> EventLog.Environment
  /// The columns of the terminal; `nil` where there is none.
  var width: Int?
  /// Whether standard output is a terminal.
  var outputIsTerminal: Bool
  /// Whether standard error is a terminal.
  var errorsAreTerminal: Bool
  /// Whether standard input is a terminal, at which somebody can be asked.
  var inputIsTerminal: Bool

  /// A world for commands to run in.
  init(
    arguments: [String], variable: @escaping (String) -> String?,
    standardInput: @escaping () throws(Descriptor.Problem) -> [UInt8], output: Output,
    errors: Output,
    now: @escaping () -> Instant, recording: @escaping () -> EventLog.Environment,
    width: Int? = nil, outputIsTerminal: Bool = false, errorsAreTerminal: Bool = false,
    inputIsTerminal: Bool = false
  ) {
    self.arguments = arguments
    self.variable = variable
    self.standardInput = standardInput
    self.output = output
    self.errors = errors
    self.now = now
    self.recording = recording
    self.width = width
    self.outputIsTerminal = outputIsTerminal
    self.errorsAreTerminal = errorsAreTerminal
    self.inputIsTerminal = inputIsTerminal
  }
}

/// A stream that bytes are written to: gathers them, and falls silent when nobody reads any more.
final class Output {
  /// How a stream ends before its writer does.
  enum Problem: Error, Hashable, Sendable {
    /// The reader of a pipe has gone; no reason to complain.
    case closed
    /// Anything else, with the system’s word for it.
    case failed(String)
  }

  private var waiting: [UInt8] = []
  private let sink: ([UInt8]) throws(Problem) -> Void
  /// Why nothing is written any more.
  private(set) var problem: Problem?
  /// What the command has recorded, to be said elsewhere where it cannot be said here.
  var recorded = "" {
    didSet { whenRecorded(recorded) }
  }
  private let whenRecorded: (String) -> Void

  /// A stream that hands its bytes to `sink` in pieces of about 64 KiB.
  ///
  /// - Parameter whenRecorded: learns what the command has recorded so far.
  init(
    sink: @escaping ([UInt8]) throws(Problem) -> Void,
    whenRecorded: @escaping (String) -> Void = { _ in }
  ) {
    self.sink = sink
    self.whenRecorded = whenRecorded
  }

  /// Writes text.
  func write(_ text: String) {
    waiting += text.utf8
    if waiting.count >= 65_536 { flush() }
  }

  /// Writes bytes.
  func write(_ bytes: [UInt8]) {
    waiting += bytes
    if waiting.count >= 65_536 { flush() }
  }

  /// Hands over what was gathered.
  func flush() {
    defer { waiting.removeAll(keepingCapacity: true) }
    guard problem == nil, !waiting.isEmpty else { return }
    do throws(Problem) { try sink(waiting) } catch { problem = error }
  }
}
