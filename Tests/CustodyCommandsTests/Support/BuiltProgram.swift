import Foundation
import Synchronization

/// The program as it was built beside the tests; `nil` where it was not.
struct BuiltProgram: Sendable {
  let path: String

  init?() {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    path = folder.appendingPathComponent("custody").path
    if !FileManager.default.isExecutableFile(atPath: path) { return nil }
  }

  /// Another program, run in the same way.
  init(path: String) {
    self.path = path
  }

  static var isThere: Bool { BuiltProgram() != nil }

  /// How a process has ended.
  struct End: Sendable {
    var wasKilled: Bool
    var code: Int32
    var output: String
    var errors: String
  }

  /// Runs the program.
  ///
  /// - Parameter life: milliseconds after which it is killed with signal 9; `nil` for never.
  func run(_ arguments: [String], input: String, life: UInt32? = nil) throws -> End {
    let process = try start(arguments)
    try? process.input.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? process.input.fileHandleForWriting.close()
    if let life {
      Thread.sleep(forTimeInterval: Double(life) / 1000)
      kill(process.process.processIdentifier, SIGKILL)
    }
    return process.end()
  }

  /// A process that runs, and waits for input.
  struct Running {
    let process = Process()
    let input = Pipe()
    let output = Pipe()
    let errors = Pipe()

    func end() -> End {
      // Both at once: a process that fills one pipe waits for its reader.
      let streams = [output, errors].map(\.fileHandleForReading)
      let texts = Mutex<[Int: Data]>([:])
      DispatchQueue.concurrentPerform(iterations: 2) { number in
        let text = streams[number].readDataToEndOfFile()
        texts.withLock { $0[number] = text }
      }
      process.waitUntilExit()
      return End(
        wasKilled: process.terminationReason == .uncaughtSignal, code: process.terminationStatus,
        output: String(decoding: texts.withLock { $0[0] ?? Data() }, as: UTF8.self),
        errors: String(decoding: texts.withLock { $0[1] ?? Data() }, as: UTF8.self))
    }
  }

  func start(_ arguments: [String]) throws -> Running {
    signal(SIGPIPE, SIG_IGN)
    let running = Running()
    running.process.executableURL = URL(fileURLWithPath: path)
    running.process.arguments = arguments
    running.process.standardInput = running.input
    running.process.standardOutput = running.output
    running.process.standardError = running.errors
    // A thread of a pool holds back most signals, and what it starts would do so as well.
    var none = sigset_t()
    var before = sigset_t()
    _ = unsafe sigemptyset(&none)
    _ = unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try running.process.run()
    return running
  }
}
