import Foundation
import Testing

@testable import CustodyCommands

/// What stands in the way of those who would go on with a log, and what became of what they wanted.
@Suite struct LateRecoveryTests {
  @Test func `what keeps writers out is told by whoever only reads`() throws {
    let bench = Bench.withDispute()
    let tail = bench.log + "/000000000001.jsonl.tail-7"
    for thing in HostileFolderTests.Thing.allCases where thing != .endless && thing != .otherName {
      thing.make(at: tail, bench.folder)
      let refused = bench.run("note", "ledger", "x")
      #expect(refused.code == 3, "\(thing)")
      let reason = refused.errors.dropFirst("custody: ".count).prefix { $0 != "\n" }
      for command in ["recover", "verify"] {
        let result = bench.run(command)
        #expect(result.code == (command == "verify" ? 1 : 0), "\(thing)")
        #expect(
          result.output.replacing(bench.folder, with: "FOLDER").contains(
            "every writer is refused: \(reason)\n"), "\(thing): \(result.output)")
      }
      bench.remove(tail)
    }
    bench.makeFolder(bench.log + "/head.tmp")
    #expect(bench.run("note", "ledger", "x").code == 3)
    #expect(bench.run("verify").output.contains("/head.tmp: it is a folder"))
  }

  @Test func `a loss that is accepted before something fails is told as accepted`() throws {
    let (bench, _) = try RecoverTests.restored()
    // Nobody reads it before the loss is recorded.
    bench.makeFolder(bench.log + "/000000000001.jsonl.tail-7")
    let result = bench.run("recover", "--accept-loss", "--reason", "disk died")
    #expect(result.code == 5 && result.output.isEmpty, "\(result.errors)")
    let errors = result.errors.replacing("\n  ", with: " ")
    #expect(errors.contains("tail-7: it is a folder"), "\(errors)")
    #expect(
      errors.contains("the loss is accepted, as line 6 tells; the next writer does what is left"))
    let head = try #require(
      bench.run("verify").output.split(separator: "\n").first { $0.hasPrefix("head 6 ") })
    #expect(
      result.errors.hasSuffix(
        "  it was recorded all the same:\n  the accepted loss, as #6\n  \(head)\n"),
      "\(result.errors)")
    #expect(bench.run("verify").output.contains("loss accepted at #6: lines 6 to 7 are gone"))
    bench.remove(bench.log + "/000000000001.jsonl.tail-7")
    #expect(bench.run("note", "ledger", "on").code == 0)
  }

  @Test func `a loss that is not accepted is told as refused`() throws {
    let (bench, _) = try RecoverTests.restored()
    let segment = bench.log + "/000000000001.jsonl"
    let bytes = try #require(bench.read(segment))
    bench.write(segment, bytes + Array("{\"torn".utf8))
    bench.makeFolder("\(segment).tail-\(bytes.count)")
    let result = bench.run("recover", "--accept-loss", "--reason", "disk died")
    #expect(result.code == 3, "\(result.errors)")
    #expect(result.errors.contains("the loss is not accepted: mend this, and run it again"))
    #expect(bench.run("who", "acme").code == 4)
  }

  @Test func `evidence that leaves lines out is told`() throws {
    let bench = Bench.withDispute()
    bench.run("evidence", "c1", "-o", bench.folder + "/c1.case.json")
    let segment = bench.log + "/000000000001.jsonl"
    let text = String(decoding: try #require(bench.read(segment)), as: UTF8.self)
    bench.write(
      segment,
      Array(
        text.replacing(#""client/acme":"000000000007""#, with: #""client/acme":"000000000005""#)
          .utf8))
    bench.remove(bench.log + "/head")
    bench.remove(bench.log + "/checkpoint")
    #expect(
      bench.run("recover").output.contains(
        "line 8 issues evidence with line 5 as the last of client/acme, and it was 7: a case file made with it "
          + "leaves lines out\n"))
  }
}
