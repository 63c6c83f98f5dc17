import Merkle
import Testing

@testable import CustodyCommands

/// Files `head` and `checkpoint` that say nothing of this log: of lines whose loss was accepted, or of another
/// ledger.
@Suite struct LossWitnessTests {
  private static func segment(_ bench: Bench) -> String { bench.log + "/000000000001.jsonl" }

  private static func cut(_ bench: Bench, _ path: String, to count: Int) throws {
    let lines = try #require(bench.read(path)).split(separator: 0x0A)
    bench.write(path, Array(lines[..<count].joined(separator: [0x0A])) + [0x0A])
  }

  /// Given a ledger of 7 lines of which 2 were lost and somebody accepted that, when `head` and `checkpoint` of
  /// then are put back.
  private func putBack() throws -> Bench {
    let bench = Bench.withDispute()
    bench.run("checkpoint")
    let files = try ["head", "checkpoint"].map { name in
      (bench.log + "/" + name, try #require(bench.read(bench.log + "/" + name)))
    }
    try Self.cut(bench, Self.segment(bench), to: 5)
    #expect(bench.run("recover", "--accept-loss", "--reason", "disk died").code == 0)
    for (path, bytes) in files { bench.write(path, bytes) }
    return bench
  }

  private static let counts =
    "whose loss #6 accepts, and counts as none; the next writer writes it anew\n"

  @Test func `what tells of lost lines counts as none, and nothing is said to be as it says`()
    throws
  {
    let bench = try putBack()
    for more in 0...3 {
      let verified = bench.run("verify")
      #expect(verified.code == 0, "\(verified.errors)")
      let recovered = bench.run("recover")
      #expect(recovered.code == 0)
      for output in [verified.output, recovered.output] {
        #expect(
          output.contains("\nfile head: it speaks of line 7, \(Self.counts)"), "\(more) \(output)")
        #expect(output.contains("\nfile checkpoint: it speaks of lines 1 to 7, \(Self.counts)"))
        #expect(!output.contains("as it says"))
      }
      for command in ["verify", "recover"] {
        let json = bench.run(command, "--format", "json").output
        #expect(json.contains(#""acknowledged":null,"#) && json.contains(#""checkpointed":null,"#))
      }
      // Also where the log has gone on, up to the line that they name and beyond, with other leaves.
      let witnesses = try ["head", "checkpoint"].map { name in
        (bench.log + "/" + name, try #require(bench.read(bench.log + "/" + name)))
      }
      #expect(bench.run("note", "ledger", "on").code == 0)
      #expect(
        bench.run("verify").output.contains("acknowledged up to line \(7 + more), as it says\n"))
      for (path, bytes) in witnesses { bench.write(path, bytes) }
    }
  }

  /// Another ledger's checkpoint, of so many lines.
  private func foreign(_ size: Int) -> [UInt8] {
    Array("custody/0123456789abcdef\n\(size)\n\(Digest.zero.base64)\n".utf8)
  }

  @Test(arguments: [0, 3, 7, 99])
  func `a checkpoint of another ledger tells of no lost lines`(_ size: Int) throws {
    let bench = Bench.withDispute()
    bench.write(bench.log + "/checkpoint", foreign(size))
    let before = try #require(bench.read(Self.segment(bench)))
    let words =
      "checkpoint is of custody/0123456789abcdef, and the log is custody/e3d98119bc481875: it is of another "
      + "ledger, or line 1 was changed"
    for command in [
      ["verify"], ["note", "ledger", "x"], ["log"], ["recover"],
      ["recover", "--accept-loss", "--reason", "x"],
      ["recover", "--accept-loss", "--reason", "x", "--dry-run"],
    ] {
      let result = bench.run(command)
      #expect(result.code == 4, "\(command)")
      #expect(
        result.errors.replacing("\n", with: " ").contains(words), "\(command) \(result.errors)")
      #expect(!result.errors.contains("covers") && !result.output.contains("missing"))
    }
    let report = bench.run("recover").output
    #expect(
      report.hasPrefix(
        "the file checkpoint is of another ledger, and says nothing of these lines\n"))
    #expect(report.contains("\nthis cannot be accepted as a loss; "))
    #expect(bench.read(Self.segment(bench)) == before)
    // Where lines are lost as well, that is accepted once the foreign file is gone.
    try Self.cut(bench, Self.segment(bench), to: 5)
    #expect(bench.run("recover", "--accept-loss", "--reason", "x").errors.contains(words))
    bench.remove(bench.log + "/checkpoint")
    #expect(bench.run("recover", "--accept-loss", "--reason", "x").code == 0)
    #expect(bench.run("verify").output.contains("loss accepted at #6: lines 6 to 7 are gone; "))
  }

  @Test func `where no line can be read, none is said to be the last good one`() throws {
    let bench = Bench.withDispute()
    let bytes = try #require(bench.read(Self.segment(bench)))
    let withReturns = bytes.flatMap { $0 == 0x0A ? [0x0D, $0] : [$0] }
    for text in [[0xEF, 0xBB, 0xBF] + bytes, withReturns] {
      bench.write(Self.segment(bench), text)
      #expect(bench.run("recover").output.hasPrefix("no line of the log can be read\n"))
    }
    bench.write(Self.segment(bench), bytes.dropLast(100) + [0x0A])
    #expect(
      bench.run("recover").output.hasPrefix("acknowledged lines are missing, or cannot be read\n"))
  }
}
