import Foundation
import Testing

@testable import CustodyCommands

/// Segments that have other names, as backups by hard links have: what is redacted would stay there.
@Suite struct OtherNamesTests {
  /// What a writer finds, for which it copies the segment itself.
  enum State: CaseIterable {
    case inOrder, noHead, tail, lineBehindHead, unfinishedRedaction
  }

  @Test(arguments: State.allCases)
  func `given a segment with other names, then none is copied so that a redaction misses them`(
    _ state: State
  ) throws {
    let bench = Bench.withDispute()
    let (segment, head) = (bench.log + "/000000000001.jsonl", bench.log + "/head")
    let bytes = try #require(bench.read(segment))
    switch state {
    case .inOrder: break
    case .noHead: bench.remove(head)
    case .tail: bench.write(segment, bytes + Array("{\"torn".utf8))
    case .lineBehindHead:
      let slots = try #require(bench.read(head))
      #expect(bench.run("note", "ledger", "x").code == 0)
      bench.write(head, slots)
    case .unfinishedRedaction:
      #expect(bench.run("redact", "5", "--reason", "x").code == 0)
      let last = try #require(bench.read(segment)).split(separator: 0x0A).last
      bench.write(segment, bytes + (try #require(last)) + [0x0A])
      bench.remove(head)
    }
    let backup = bench.folder + "/backup.jsonl"
    #expect(Entry.link(segment, to: backup))
    let before = bench.read(segment)
    // Not the second time either: no copy without other names has been made.
    let redact = ["redact", "5", "--reason", "x"]
    for command in [redact, redact + ["--dry-run"], redact] {
      let result = bench.run(state == .unfinishedRedaction ? ["note", "ledger", "x"] : command)
      #expect(result.code == 3, "\(result)")
      #expect(
        result.errors.contains("has other names, under which line 5 would stay\n"),
        "\(result.errors)")
      #expect(bench.read(segment) == before && bench.read(backup) == before)
      #expect(ResultTests.names(bench) == ["backup.jsonl", "log"])
    }
    bench.remove(backup)
    #expect(
      bench.run("redact", "5", "--reason", "x").code == (state == .unfinishedRedaction ? 2 : 0))
    let left = String(decoding: try #require(bench.read(segment)), as: UTF8.self)
    #expect(!left.contains("poor service"))
  }
}
