import EventLog
import Foundation
import Ownership
import Synchronization
import Testing

@testable import CustodyCommands

/// Two terminals that record at once: each command is decided on the state that it is appended to.
@Suite struct TwoTerminalsTests {
  /// Rounds of two commands a terminal; `CUSTODY_TERMINAL_COMMANDS` sets another number: 250 rounds are
  /// 500 commands.
  static let count =
    ProcessInfo.processInfo.environment["CUSTODY_TERMINAL_COMMANDS"].flatMap(Int.init) ?? 20

  /// What one terminal has seen.
  struct Seen: Sendable {
    var accepted = 0
    var refused: [String] = []
    var complaints: [String] = []
  }

  @Test func `none is lost and none is decided on what is past`() throws {
    let bench = RecordingTests.firm()
    let log = bench.log
    let seen = Mutex<[Seen]>([])
    let names = ["olga", "ivan"]
    let clock = Clockwork()
    clock.set("2026-03-15T12:00:00Z")
    DispatchQueue.concurrentPerform(iterations: 2) { terminal in
      let result = Self.terminal(names[terminal], log: log, clock)
      seen.withLock { $0.append(result) }
    }
    let results = seen.withLock { $0 }
    let lines = bench.run("log", "--format", "jsonl").output.split(separator: "\n")
    #expect(lines.count == 6 + results.map(\.accepted).reduce(0, +))
    // Whoever assigns takes it from the other: nobody was assigned what they held already.
    let holders = lines.filter { $0.contains("assignment.made") }.dropFirst(2).map {
      $0.contains("ivan was made") ? "ivan" : "olga"
    }
    for (before, after) in zip(holders, holders.dropFirst()) { #expect(before != after) }
    for refusal in results.flatMap(\.refused) {
      #expect(refusal.contains("holds account of acme since"), "\(refusal)")
    }
    let complaints = results.flatMap(\.complaints)
    #expect(complaints.count == 2 * Self.count && Set(complaints).count == complaints.count)
  }

  /// Assigns account of acme to `name` and files a complaint, again and again.
  private static func terminal(_ name: String, log: String, _ clock: Clockwork) -> Seen {
    let bench = Bench()
    bench.variables["CUSTODY_LOG"] = log
    bench.now = { clock.tick() }
    var seen = Seen()
    for _ in 0..<count {
      let assigned = bench.run("assign", "acme", name, "account")
      if assigned.code == 0 { seen.accepted += 1 } else { seen.refused.append(assigned.errors) }
      let filed = bench.run("complaint", "file", "acme")
      if filed.code == 0 {
        seen.accepted += 1
        let words = filed.output.split(separator: " ")
        seen.complaints.append(words.count > 4 ? String(words[4]) : filed.output)
      } else {
        seen.refused.append(filed.errors)
      }
    }
    return seen
  }
}
