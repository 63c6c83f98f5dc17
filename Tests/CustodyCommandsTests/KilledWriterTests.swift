import EventLog
import Foundation
import Ownership
import Synchronization
import Testing

@testable import CustodyCommands

/// Real processes on a real disk, killed at any moment. `CUSTODY_KILLS` says how many; 50 without it.
@Suite(.serialized, .enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
struct KilledWriterTests {
  private static let kills =
    Int(ProcessInfo.processInfo.environment["CUSTODY_KILLS"] ?? "") ?? 50

  /// Events of one batch; their notes say which, which line of it, and how many.
  private static func batch(_ name: String, _ count: Int) -> String {
    (1...count).map { line in
      "{\"id\":\"\(name).\(line)\",\"source\":\"campaign\",\"type\":\"custody.note.added\","
        + "\"subject\":\"client/c\(line)\",\"time\":\"2026-03-13T08:00:00Z\","
        + "\"data\":{\"text\":\"\(name).\(line)/\(count)\"}}\n"
    }.joined()
  }

  /// What the submitters and the reader of a campaign share.
  private final class Campaign: Sendable {
    let acknowledged = Mutex<[String: Int]>([:])
    let killed = Mutex(0)
    let problems = Mutex<[String]>([])
    let isOver = Atomic<Bool>(false)
    let readings = Atomic<Int>(0)
  }

  @Test func `what was acknowledged is there once, whoever was killed`() throws {
    let program = try #require(BuiltProgram())
    let bench = Bench.withDispute()
    let log = bench.log
    let campaign = Campaign()
    let reader = Thread {
      while !campaign.isOver.load(ordering: .relaxed) {
        do { _ = try Log(reading: log) } catch {
          campaign.problems.withLock { $0.append("reader: \(error)") }
        }
        campaign.readings.add(1, ordering: .relaxed)
      }
    }
    reader.start()
    DispatchQueue.concurrentPerform(iterations: 4) { submitter in
      var number = 0
      while campaign.killed.withLock({ $0 }) < Self.kills {
        number += 1
        Self.submit("\(submitter)-\(number)", 1 + number % 3, program, log, campaign)
      }
    }
    campaign.isOver.store(true, ordering: .relaxed)
    while !reader.isFinished { Thread.sleep(forTimeInterval: 0.01) }
    #expect(campaign.problems.withLock { $0 } == [])
    #expect(campaign.readings.load(ordering: .relaxed) > 0)
    let wanted = campaign.acknowledged.withLock { $0 }
    var seen: [String: [String]] = [:]
    for event in try Log(reading: log).events where event.source == "campaign" {
      guard case .entry(.noteAdded(let text?)) = event.fact else { continue }
      seen[String(text.split(separator: ".")[0]), default: []].append(text)
    }
    #expect(Set(seen.keys) == Set(wanted.keys))
    for (name, count) in wanted {
      #expect(seen[name] == (1...count).map { "\(name).\($0)/\(count)" }, "\(name)")
    }
  }

  /// Submits a batch again and again, most of the times killed at some moment, until it is acknowledged.
  private static func submit(
    _ name: String, _ count: Int, _ program: BuiltProgram, _ log: String, _ campaign: Campaign
  ) {
    let input = batch(name, count)
    for attempt in 0... {
      let life = attempt < 3 ? UInt32.random(in: 1...120) : nil
      guard let end = try? program.run(["append", "--log", log], input: input, life: life) else {
        continue
      }
      if end.wasKilled {
        campaign.killed.withLock { $0 += 1 }
      } else if end.code == 0 {
        campaign.acknowledged.withLock { $0[name] = count }
        return
      } else if !end.errors.contains("is writing; try again when it is done") {
        campaign.problems.withLock { $0.append("\(name): \(end.errors)") }
        return
      }
    }
  }

  @Test func `the lock of a killed writer is free at once`() throws {
    let program = try #require(BuiltProgram())
    let bench = Bench.withDispute()
    // It holds the lock while it waits for its input.
    let holder = try program.start(["append", "--log", bench.log])
    var refusal = ""
    for _ in 0..<100 where refusal.isEmpty {
      Thread.sleep(forTimeInterval: 0.1)
      let result = bench.run("append", input: Self.batch("a", 1))
      if result.code == 3 { refusal = result.errors }
    }
    #expect(refusal.contains("process \(holder.process.processIdentifier), "), "\(refusal)")
    #expect(refusal.contains("is writing; try again when it is done"))
    kill(holder.process.processIdentifier, SIGKILL)
    #expect(holder.end().wasKilled)
    let start = ContinuousClock.now
    #expect(bench.run("append", input: Self.batch("b", 1)).code == 0)
    #expect(ContinuousClock.now - start < .seconds(2))
  }

  @Test(arguments: [2, 8, 32])
  func `many writers at once either append or say who writes`(_ count: Int) throws {
    let program = try #require(BuiltProgram())
    let bench = Bench.withDispute()
    let log = bench.log
    let ends = Mutex<[(name: String, end: BuiltProgram.End)]>([])
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let end = try? program.run(["append", "--log", log], input: Self.batch("w\(number)", 2))
      if let end { ends.withLock { $0.append(("w\(number)", end)) } }
    }
    let all = ends.withLock { $0 }
    #expect(all.count == count)
    let appended = all.filter { $0.end.code == 0 }.map(\.name)
    #expect(!appended.isEmpty)
    for (name, end) in all where end.code != 0 {
      #expect(end.code == 3, "\(name)")
      #expect(end.errors.contains("is writing; try again when it is done"), "\(end.errors)")
    }
    let sources = try Log(reading: log).events.filter { $0.source == "campaign" }.map(\.id)
    #expect(sources.count == 2 * appended.count)
    #expect(Set(sources) == Set(appended.flatMap { ["\($0).1", "\($0).2"] }))
  }
}
