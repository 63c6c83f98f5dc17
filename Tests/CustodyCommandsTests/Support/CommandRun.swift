import EventLog
import Foundation
import Ownership
import Synchronization

@testable import CustodyCommands

/// A folder of its own, in which commands run within the test’s process: no terminal, a clock that moves
/// one second a reading, and no randomness.
final class Bench {
  let folder: String
  var variables: [String: String] = [:]
  var width: Int?
  var isTerminal = false
  /// Whether the reader of standard output has gone.
  var closesOutput = false
  /// What happens elsewhere while somebody is asked, or input is awaited.
  var whileAwaited: () -> Void = {}
  /// The network file system that the folder is said to be on.
  var fileSystem: String?
  /// The clock of relative dates, and of what happens now.
  var now: @Sendable () -> Instant = { try! Instant(rfc3339: "2026-03-15T12:00:00Z") }
  private let clock = Clockwork()

  /// What a command has done.
  struct Result: Equatable {
    var code: Int32
    var output: String
    var errors: String
  }

  init() {
    folder = NSTemporaryDirectory() + "custody-\(UUID().uuidString)"
    try! FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The ledger’s folder.
  var log: String { folder + "/log" }

  /// Runs a command; the ledger is the bench’s own.
  @discardableResult
  func run(_ arguments: String..., input: String = "") -> Result {
    run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String = "") -> Result {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var pieces = [Array(input.utf8)]
    let variables = variables.merging(["CUSTODY_LOG": log]) { given, _ in given }
    let surroundings = Surroundings(
      arguments: arguments, variable: { variables[$0] },
      standardInput: { [whileAwaited] () throws(Descriptor.Problem) in
        whileAwaited()
        return pieces.popLast() ?? []
      },
      output: Output { [closesOutput] (bytes: [UInt8]) throws(Output.Problem) in
        if closesOutput { throw .closed }
        output += bytes
      },
      errors: Output { (bytes: [UInt8]) throws(Output.Problem) in errors += bytes },
      now: now,
      recording: { [clock, fileSystem] in
        var environment = Environment(
          login: "anna", now: { clock.tick() },
          randomBytes: { [UInt8](repeating: 7, count: $0) })
        if let fileSystem { environment.fileSystem = { _ in fileSystem } }
        return environment
      }, width: width, outputIsTerminal: isTerminal, errorsAreTerminal: isTerminal,
      inputIsTerminal: isTerminal)
    let code = Program.run(surroundings)
    return Result(
      code: code, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self).replacing(folder, with: "FOLDER"))
  }

  /// Sets the clock by which lines are recorded.
  func setClock(_ text: String) { clock.set(text) }

  /// Writes a file into the folder, and returns its path.
  func file(_ name: String, _ text: String) -> String {
    let path = folder + "/" + name
    try! Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  func read(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map(Array.init)
  }

  func write(_ path: String, _ bytes: [UInt8]) {
    try! Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  func makeFolder(_ path: String) {
    try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove(_ path: String) {
    try! FileManager.default.removeItem(atPath: path)
  }

  /// The dispute of a letter and a later edit: ivan held acme when the problem arose; after the letter
  /// olga is entered as if she had held it before.
  static func withDispute() -> Bench {
    let bench = Bench()
    bench.run("init", "--name", "Продажи", "--zone", "UTC")
    bench.clock.set("2026-01-05T09:00:00Z")
    bench.append(
      """
      {"type":"custody.client.registered","subject":"client/acme","time":"2026-01-05T08:00:00Z","data":{"name":"ACME"}}
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-01-05T08:00:00Z","data":{"responsibility":"account","person":"ivan","by":"max"}}
      {"type":"custody.assignment.made","subject":"client/ромашка","time":"2026-01-06T08:00:00Z","data":{"responsibility":"sales","person":"ольга"}}
      """)
    bench.clock.set("2026-03-10T09:00:00Z")
    bench.append(
      """
      {"type":"custody.complaint.filed","subject":"client/acme","time":"2026-03-10T08:00:00Z","data":{"complaint":"c1","arose":"2026-03-02T10:00:00Z","against":"ivan","summary":"poor service"}}
      """)
    bench.clock.set("2026-03-12T09:00:00Z")
    bench.append(
      """
      {"type":"custody.assignment.made","subject":"client/acme","time":"2026-02-20T08:00:00Z","data":{"responsibility":"account","person":"olga"}}
      {"type":"custody.handoff.offered","subject":"client/acme","time":"2026-03-12T08:00:00Z","data":{"handoff":"h1","responsibility":"account","from":"olga","to":"petr"}}
      """)
    return bench
  }

  func append(_ events: String) {
    let result = run("append", input: events)
    precondition(result.code == 0, result.errors)
  }
}

/// A clock that moves one second a reading.
final class Clockwork: Sendable {
  private let microseconds = Mutex(
    try! Instant(rfc3339: "2026-01-01T09:00:00Z").microseconds)

  func set(_ text: String) {
    microseconds.withLock { $0 = try! Instant(rfc3339: text).microseconds }
  }

  func tick() -> Instant {
    microseconds.withLock { value in
      defer { value += 1_000_000 }
      return Instant(microseconds: value)!
    }
  }
}
