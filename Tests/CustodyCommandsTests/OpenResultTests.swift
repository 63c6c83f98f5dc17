import EventLog
import Foundation
import Testing

@testable import CustodyCommands

/// Results that go to what is open already, by a name for it: `/dev/stdout`, `/dev/fd/3`.
@Suite(
  .enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"),
  .enabled(if: FileManager.default.fileExists(atPath: "/dev/fd"), "there is no /dev/fd here"))
struct OpenResultTests {
  @Test(arguments: ["/dev/stdout", "/dev/fd/1", "by-link"], [">>", ">"])
  func `given a name of standard output, then the file behind it is gone on with, not replaced`(
    _ name: String, _ redirection: String
  ) throws {
    let bench = Bench.withDispute()
    _ = bench.file("day", "kept\n")
    let end = try ResultTests.shell(
      """
      ln -s /dev/fd/1 by-link
      { echo before; "$0" checkpoint -o \(name); "$0" who acme --at 2026-03-02 --format json -o \(name); echo after; } \
      \(redirection) day
      cat log/checkpoint; "$0" who acme --at 2026-03-02 --format json
      """, bench)
    #expect(end.code == 0)
    let day = String(decoding: try #require(bench.read(bench.folder + "/day")), as: UTF8.self)
    let kept = redirection == ">>" ? "kept\n" : ""
    #expect(day == "\(kept)before\n\(end.output)after\n")
    #expect(end.errors == "", "as without -o: \(end.errors)")
    #expect(ResultTests.names(bench) == ["by-link", "day", "log"])
  }

  @Test func `given a name of another descriptor, then it is gone on with as well`() throws {
    let bench = Bench.withDispute()
    let end = try ResultTests.shell(
      """
      { echo before >&3; "$0" checkpoint -o /dev/fd/3; "$0" log --limit 1 --format csv -o /dev/fd/3; echo after >&3; } 3> day
      cat log/checkpoint; "$0" log --limit 1 --format csv
      """, bench)
    #expect(end.code == 0, "\(end.errors)")
    let receipt = try #require(end.output.split(separator: "\n").first) + "\n"
    #expect(receipt.hasPrefix("head 7 "))
    let day = String(decoding: try #require(bench.read(bench.folder + "/day")), as: UTF8.self)
    #expect(day == "before\n\(end.output.dropFirst(receipt.count))after\n")
    let closed = try ResultTests.shell("\"$0\" checkpoint -o /dev/fd/3 3< day", bench)
    #expect(closed.code == 2, "only reading is open: \(closed)")
  }

  @Test func `given a case file for standard output, then its line is told on standard error`()
    throws
  {
    let bench = Bench.withDispute()
    let end = try ResultTests.shell(
      "\"$0\" evidence c1 --yes -o /dev/stdout > c1.case.json", bench)
    #expect(end.code == 0 && end.errors.contains("\nrecorded 1 line, 8\n"), "\(end.errors)")
    #expect(bench.run("verify", bench.folder + "/c1.case.json").code == 0)
  }
}
