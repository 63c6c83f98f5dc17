import Foundation
import Ownership
import Simulation
import Storage
import Testing

@testable import EventLog

/// Redactions of which an operation fails: what is said then, and what is there.
@Suite struct RedactionErrorTests {
  private let acme = Subject.client(try! ClientID("acme"))

  /// Of a new ledger with the secret in line 2, and a line behind it.
  private func writer(on disk: SimulatedDisk) throws -> LogWriter {
    let writer = try LogWriter(
      creating: DiskScript.path, on: .simulated(disk), name: "x", zone: "UTC",
      environment: DiskScript.environment)
    _ = try writer.append([note("the secret", on: acme), note("one", on: acme)])
    return writer
  }

  @Test(arguments: [false, true])
  func whatIsSaidOfTheContentAfterAnErrorIsTrue(isForGood: Bool) throws {
    var said: Set<String> = []
    for operation in 1... {
      let disk = SimulatedDisk(seed: UInt64(operation))
      let writer = try writer(on: disk)
      let before = disk.operations
      disk.fail(.init(at: operation, isForGood: isForGood))
      var words: String?
      do throws(LogError) {
        words = try writer.redact(SequenceNumber(2), reason: "r").warning
      } catch { words = error.description }
      let isOver = disk.operations - before < operation
      disk.fail(nil)
      let segment = disk.contents(of: "000000000001.jsonl", in: DiskScript.path) ?? []
      let stands = !segment.ranges(of: Array("the secret".utf8)).isEmpty
      for (clause, isTrue) in [
        ("but the content is still there", stands),
        ("the content is gone from its segment", !stands),
        ("the content is gone, and then: ", !stands), ("nothing tells whether the content", true),
      ] where words?.contains(clause) == true {
        said.insert(clause)
        #expect(isTrue, "operation \(operation): \(words ?? "")")
      }
      // Whoever is not told of an error is told that it is gone.
      if words == nil { #expect(!stands, "operation \(operation)") }
      if isOver { break }
    }
    let expected =
      isForGood
      ? ["nothing tells whether the content", "the content is gone, and then: "]
      : [
        "but the content is still there", "the content is gone from its segment",
        "the content is gone, and then: ",
      ]
    #expect(said.sorted() == expected)
  }

  @Test func whatIsAppendedAfterAnErrorInARedactionIsThere() throws {
    var wentOn = 0
    for operation in 1... {
      let disk = SimulatedDisk(seed: UInt64(operation))
      let writer = try writer(on: disk)
      let before = disk.operations
      disk.fail(.init(at: operation, isForGood: false))
      _ = try? writer.redact(SequenceNumber(2), reason: "r")
      let isOver = disk.operations - before < operation
      disk.fail(nil)
      if let result = try? writer.append([note("two", on: acme)]) {
        wentOn += 1
        let log = try Log(reading: DiskScript.path, on: .simulated(disk))
        #expect(log.head == result.result.head, "operation \(operation)")
      }
      if isOver { break }
    }
    #expect(wentOn > 3)
  }
}
