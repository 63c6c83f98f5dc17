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
      _ = try writer?.append(entry.drafts)
    }
    _ = try writer?.writeCheckpoint()
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
