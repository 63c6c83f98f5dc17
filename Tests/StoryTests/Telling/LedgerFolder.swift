import CustodyLedger
import EventLog
import Foundation
import Ownership
import Synchronization

/// Writes the story into a folder through the ledger's own writer.
///
/// Clock, randomness and logins come from the story, so the same story gives the same bytes.
struct LedgerFolder {
  let path: String

  /// Makes the ledger, and leaves a checkpoint of all its lines.
  ///
  /// A tail that was set aside does not stay: the log keeps its place, length and hash, and the half of a
  /// line that was never acknowledged is of use to nobody who comes later.
  ///
  /// - Parameters:
  ///   - name: what the ledger is called.
  ///   - login: who opens it.
  func write(_ script: Script, name: String, openedBy login: String) throws {
    let simulation = Simulation(start: script.opening)
    var writer: LogWriter? = try LogWriter(
      creating: path, name: name, zone: script.zone.name,
      environment: simulation.environment(login))
    var current = login
    for entry in script.entries {
      simulation.setClock(entry.recordedTime)
      if entry.login != current {
        // The lock is freed when the writer goes.
        writer = nil
        writer = try LogWriter(opening: path, environment: simulation.environment(entry.login))
        current = entry.login
      }
      let environment = simulation.environment(entry.login)
      switch entry.act {
      case .append(let drafts): _ = try writer?.append(drafts)
      case .redact(let line, let reason, let person):
        _ = try writer?.redact(line, reason: reason, by: person)
      case .issueEvidence(let complaint):
        // The façade has a writer of its own.
        writer = nil
        _ = try Ledger(folder: path).issueEvidence(on: ComplaintID(complaint), environment)
        writer = try LogWriter(opening: path, environment: environment)
      case .recover(let torn):
        writer = nil
        try leave(torn)
        writer = try LogWriter(opening: path, environment: environment)
        for tail in writer?.recovered ?? [] {
          try FileManager.default.removeItem(atPath: tail.file)
        }
      }
    }
    _ = try writer?.writeCheckpoint()
  }

  /// Leaves the beginning of a line at the end of the last segment, as a power cut does.
  private func leave(_ torn: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    guard let last = names.filter({ $0.hasSuffix(".jsonl") }).max() else { return }
    let segment = try FileHandle(forWritingTo: URL(filePath: path).appending(path: last))
    try segment.seekToEnd()
    try segment.write(contentsOf: Data(torn.utf8))
    try segment.close()
  }
}

/// A clock that stands where the story sets it, and seeded salts.
private final class Simulation: Sendable {
  private let clock: Mutex<Instant>
  private let numbers = Mutex(SeededNumbers(seed: 0x4C79_7261))

  init(start: Instant) { clock = Mutex(start) }

  func setClock(_ time: Instant) { clock.withLock { $0 = time } }

  func environment(_ login: String) -> Environment {
    Environment(
      login: login, now: { [self] in clock.withLock { $0 } },
      randomBytes: { [self] count in numbers.withLock { $0.bytes(count) } })
  }
}
