import EventLog
import Ownership
import Storage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The world of a real process: descriptors 0 to 2, its arguments and environment, the machine’s clock.
extension Surroundings {
  /// The process as it was started.
  static func ofProcess() -> Surroundings {
    let outputIsTerminal = isatty(1) == 1
    let standardInput = Descriptor.Source()
    return Surroundings(
      arguments: Array(CommandLine.arguments.dropFirst()), variable: environmentVariable,
      standardInput: standardInput.piece,
      output: Output(
        sink: writer(to: 1), whenRecorded: Descriptor.Unfinished.note(recorded:)),
      errors: Output(sink: writer(to: 2)),
      now: { Instant(clamping: OperatingSystem.microseconds()) },
      recording: { .system() },
      width: terminalWidth(outputIsTerminal), outputIsTerminal: outputIsTerminal,
      errorsAreTerminal: isatty(2) == 1, inputIsTerminal: isatty(0) == 1)
  }

  /// A closed pipe, or a file that may not grow, becomes an error of `write` and not a signal; an interrupt
  /// ends with 130, leaves no unfinished file, and tells what was recorded. Before any file is opened, standard input, output and error are.
  static func prepareProcess() {
    OperatingSystem.openStandardDescriptors()
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
    Descriptor.Unfinished.removeOnSignals()
  }

  private static func environmentVariable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  private static func terminalWidth(_ isTerminal: Bool) -> Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static func writer(
    to descriptor: Int32
  ) -> ([UInt8]) throws(Output.Problem) -> Void {
    { (bytes: [UInt8]) throws(Output.Problem) in
      do throws(Descriptor.Problem) {
        try Descriptor.write(bytes, to: descriptor)
      } catch {
        throw error.isClosedPipe ? .closed : .failed(error.reason)
      }
    }
  }
}
