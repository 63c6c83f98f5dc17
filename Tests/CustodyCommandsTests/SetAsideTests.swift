import Foundation
import Testing

@testable import CustodyCommands

/// What is said of bytes that are no part of the ledger, and of a log that another version reads.
@Suite struct SetAsideTests {
  @Test func `what was set aside is told of by what is known of it`() throws {
    let bench = Bench.withDispute()
    let segment = bench.log + "/000000000001.jsonl"
    let good = try #require(bench.read(segment))
    func setAside() -> String {
      let result = bench.run("note", "ledger", "x")
      #expect(result.code == 0, "\(result.errors)")
      return result.errors.replacing("\n  ", with: " ").replacing("\n", with: " ")
    }
    func words(_ size: Int, _ lines: String, _ offset: Int, _ known: String) -> String {
      "set aside: \(size) bytes (\(lines)) of 000000000001.jsonl, from byte \(offset) on, are in "
        + "FOLDER/log/000000000001.jsonl.tail-\(offset) now; \(known) "
    }
    bench.write(segment, good + Array("{\"a\":1}\n{\"torn".utf8))
    #expect(
      setAside() == words(14, "1 line", good.count, "head names none of it as acknowledged"))
    // Without a head nobody knows; nor of what another writer has left.
    bench.remove(bench.log + "/head")
    let longer = try #require(bench.read(segment))
    bench.write(segment, longer + Array("{\"torn".utf8))
    let unknown = "nothing tells whether any of it was acknowledged"
    #expect(setAside() == words(6, "0 lines", longer.count, unknown))
    bench.write(segment + ".tail-5", Array("a\nb\n".utf8))
    #expect(setAside() == words(4, "2 lines", 5, unknown))
    let log = bench.run("log", "--type", "ledger.recovered").output
    #expect(log.contains("the ledger set aside what stood behind its last good line"))
    #expect(!log.contains("torn"))
    // Beside the line of a loss it was left by whoever accepted that.
    let bytes = try #require(bench.read(segment)).split(separator: 0x0A)
    bench.write(segment, Array(bytes[..<9].joined(separator: [0x0A])) + [0x0A])
    #expect(bench.run("recover", "--accept-loss", "--reason", "x").code == 0)
    bench.write(segment + ".tail-9", Array("c\n".utf8))
    #expect(setAside() == words(2, "1 line", 9, "acknowledged lines may be among it"))
  }

  @Test func `a log of another format is told of as that, and nothing of it is given up`() throws {
    let bench = Bench()
    bench.run("init", "--name", "Lyra", "--zone", "UTC")
    let segment = bench.log + "/000000000001.jsonl"
    let line = String(decoding: try #require(bench.read(segment)), as: UTF8.self)
      .replacing("\"format\":1", with: "\"format\":2")
    let sentence = "FOLDER/log is of format 2: this version of custody reads format 1"
    let head = try #require(bench.read(bench.log + "/head"))
    bench.remove(bench.log + "/head")
    // Its other lines may follow rules that nobody knows here.
    for rest in ["", "{\"torn", "{\"of\":\"another version\"}\n"] {
      bench.write(segment, Array((line + rest).utf8))
      let report = bench.run("recover")
      #expect(report.code == 3 && report.errors.contains(sentence), "\(rest): \(report.errors)")
      #expect(report.output.hasPrefix("the log is of another format\n"), "\(report.output)")
      let json = bench.run("recover", "--format", "json").output
      #expect(
        json.contains("\"state\":\"other-format\"") && json.contains("\"canAcceptLoss\":false"))
      for words in [["recover", "--accept-loss", "--reason", "x"], ["who", "acme"], ["verify"]] {
        let result = bench.run(words)
        #expect(result.code == 3 && result.errors.contains(sentence), "\(words): \(result.errors)")
      }
      #expect(bench.read(segment) == Array((line + rest).utf8))
    }
    bench.write(bench.log + "/head", head)
    let refused = bench.run("recover", "--accept-loss", "--reason", "x")
    #expect(refused.code == 3 && refused.errors.contains(sentence), "\(refused.errors)")
  }
}
