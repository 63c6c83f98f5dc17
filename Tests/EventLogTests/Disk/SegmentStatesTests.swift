import Ownership
import Simulation
import Storage
import Testing

@testable import EventLog

/// Every state that three segments can be left in: each absent, empty, cut behind each of its lines and
/// within each, or whole. No reader and no writer crashes, none tells of other lines than there were, and
/// no byte of a line is lost.
@Suite struct SegmentStatesTests {
  private static let limits = LogWriter.Limits(segmentBytes: 2500, checkpointLines: 100)

  /// A ledger of three segments of three lines.
  struct Ledger: CustomTestStringConvertible {
    let testDescription: String
    /// The lines of each batch, in the order of their segments.
    let batches: [Int]
    /// What is there besides the segments.
    let witnesses: [[String]]

    static let all = [
      Ledger(
        testDescription: "one batch over two segments", batches: [2, 6],
        witnesses: [[], ["head"], ["checkpoint"], ["head", "checkpoint"]]),
      Ledger(
        testDescription: "a batch at the end of each", batches: [2, 1, 2, 2, 1],
        witnesses: [[], ["head", "checkpoint"]]),
    ]

    func files() throws -> [String: [UInt8]] {
      let disk = SimulatedDisk(seed: 1)
      let writer = try LogWriter(
        creating: DiskScript.path, on: .simulated(disk), name: "x", zone: "UTC",
        environment: DiskScript.environment, limits: SegmentStatesTests.limits)
      let text = String(repeating: "x", count: 350)
      for (number, count) in batches.enumerated() {
        _ = try writer.append((1...count).map { note("\(number).\($0) \(text)") })
      }
      _ = try writer.writeCheckpoint()
      return disk.files(in: DiskScript.path)
    }
  }

  private static let names = ["000000000001.jsonl", "000000000004.jsonl", "000000000007.jsonl"]

  /// What can be left of a segment; `nil` where it is absent.
  private static func states(_ bytes: [UInt8]) -> [[UInt8]?] {
    var states: [[UInt8]?] = [nil, []]
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      states.append(Array(bytes[..<((start + index) / 2)]))
      states.append(Array(bytes[...index]))
      start = index + 1
    }
    return states
  }

  /// What of the lines stands in the files, whole or in part.
  private static func pieces(_ files: [String: [UInt8]]) -> Set<[UInt8]> {
    var pieces: Set<[UInt8]> = []
    for (name, bytes) in files where name.contains(".jsonl") {
      for piece in bytes.split(separator: 0x0A) { pieces.insert(Array(piece)) }
    }
    return pieces
  }

  @Test(arguments: Ledger.all)
  func `given any state of three segments, then nothing crashes and no line is lost`(
    _ ledger: Ledger
  ) throws {
    let whole = try ledger.files()
    #expect(whole.keys.filter { $0.hasSuffix(".jsonl") }.sorted() == Self.names)
    let states = Self.names.map { Self.states(whole[$0]!) }
    let events = try Log(reading: DiskScript.path, on: .simulated(disk(whole))).events
    #expect(events.count == 9)
    var outcomes: [String: Int] = [:]
    for first in states[0] {
      for second in states[1] {
        for third in states[2] {
          for witnesses in ledger.witnesses {
            var files: [String: [UInt8]] = [:]
            for (name, bytes) in zip(Self.names, [first, second, third]) { files[name] = bytes }
            for name in witnesses { files[name] = whole[name] }
            let outcome = try outcome(files, events)
            outcomes[outcome, default: 0] += 1
            if outcome.hasPrefix("!") {
              let lengths = [first, second, third].map { $0.map { "\($0.count)" } ?? "-" }
              Issue.record("\(lengths) \(witnesses): \(outcome)")
            }
          }
        }
      }
    }
    // Each way that there is was gone.
    for way in ["goes on", "loss accepted", "refused"] {
      #expect(outcomes.keys.contains(way), "\(way)")
    }
  }

  private func disk(_ files: [String: [UInt8]]) -> SimulatedDisk {
    SimulatedDisk(seed: 1, folder: DiskScript.path, files: files)
  }

  /// What becomes of a log: its way, or what is wrong, behind an exclamation mark.
  private func outcome(_ files: [String: [UInt8]], _ events: [Event]) throws -> String {
    let read = Result { try Log(reading: DiskScript.path, on: .simulated(disk(files))) }
    if case .success(let log) = read {
      if log.events != Array(events.prefix(log.events.count)) { return "! other lines" }
      let isShort = log.events.count < events.count
      if isShort, files["head"] != nil || files["checkpoint"] != nil { return "! lost silently" }
    }
    let diagnosis = try? LogDiagnosis(of: DiskScript.path, on: .simulated(disk(files)))
    let written = disk(files)
    var problem: String?
    do {
      let writer = try LogWriter(
        opening: DiskScript.path, on: .simulated(written), environment: DiskScript.environment,
        limits: Self.limits)
      _ = try writer.append([note("behind it")])
      if case .failure(let error) = read { problem = "! written, and refused to readers: \(error)" }
    } catch {
      let isEmpty = (try? read.get().events.isEmpty) ?? false
      if case .success = read, !isEmpty { problem = "! refused to the writer alone: \(error)" }
      if Self.pieces(written.files(in: DiskScript.path)) != Self.pieces(files) {
        problem = "! refused, and changed"
      }
      if case .failure = read, let diagnosis {
        return try accepted(files, diagnosis.canAcceptLoss)
      }
    }
    if let problem { return problem }
    guard case .success = read else { return diagnosis == nil ? "no segments" : "refused" }
    return complaint(written, files) ?? "goes on"
  }

  /// What becomes of a log of which the loss is accepted.
  private func accepted(_ files: [String: [UInt8]], _ isPossible: Bool) throws -> String {
    let disk = disk(files)
    do {
      _ = try LogWriter(
        acceptingLossIn: DiskScript.path, on: .simulated(disk), reason: "x",
        environment: DiskScript.environment, limits: Self.limits)
    } catch {
      if isPossible { return "! it said that the loss can be accepted: \(error)" }
      return disk.files(in: DiskScript.path) == files ? "refused" : "! refused, and changed"
    }
    return complaint(disk, files)
      ?? (isPossible ? "loss accepted" : "! accepted, and said not to be")
  }

  /// What is wrong with a log that a writer went on with; `nil` where nothing is.
  private func complaint(_ disk: SimulatedDisk, _ before: [String: [UInt8]]) -> String? {
    let lost = Self.pieces(before).subtracting(Self.pieces(disk.files(in: DiskScript.path)))
    if !lost.isEmpty { return "! \(lost.count) lines or parts of lines are gone" }
    do {
      _ = try Log(reading: DiskScript.path, on: .simulated(disk))
      return nil
    } catch { return "! cannot be read afterwards: \(error)" }
  }
}
