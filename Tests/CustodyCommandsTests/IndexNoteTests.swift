import Foundation
import Testing

@testable import CustodyCommands

/// An index that is none of the lines: whoever puts another in its place says so.
@Suite struct IndexNoteTests {
  private static let note = "note: the index was not one of these lines, as its file index/"

  /// Given a ledger with an index of which a byte is another one.
  private func differing() throws -> Bench {
    let bench = Bench.withDispute()
    let note = ResultTests.note.replacing("client/acme", with: "client/x")
    bench.append(String(repeating: note, count: 4200))
    try damage(bench)
    return bench
  }

  private func damage(_ bench: Bench) throws {
    let path = bench.log + "/index/000000000001.leaves"
    var bytes = try #require(bench.read(path))
    bytes[40] ^= 1
    bench.write(path, bytes)
  }

  @Test(arguments: [
    ["who", "acme", "--check"], ["who", "--complaint", "c1", "--check"], ["note", "ledger", "x"],
    ["client", "add", "lyra"], ["checkpoint"],
  ])
  func `whoever makes an index anew says that it differed`(_ command: [String]) throws {
    let bench = try differing()
    #expect(bench.run("verify").code == 1)
    let result = bench.run(command)
    #expect(result.code == 0, "\(result.errors)")
    let words = result.errors.replacing("\n", with: " ")
    #expect(words.contains(Self.note + "000000000001.leaves showed"), "\(words)")
    let lines = bench.run("verify")
    #expect(lines.code == 0, "\(lines.output)")
    #expect(!bench.run(command).errors.contains("the index was"))
  }
}
