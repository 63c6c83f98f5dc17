import Testing

@testable import CustodyCommands

/// An identifier may hold blanks, and so may break where a sentence of the tool's begins: what somebody else has
/// written never stands there.
@Suite struct WrappedTextTests {
  private static let words = String(repeating: " proved:", count: 30)

  /// Given a client, persons and a complaint whose ids consist of the word by which sentences of `verify` begin.
  private static func bench() -> Bench {
    let bench = Bench()
    bench.run("init", "--name", "x", "--zone", "UTC")
    bench.append(
      """
      {"type":"custody.assignment.made","subject":"client/a\(words)","time":"2025-01-05T08:00:00Z","data":{"responsibility":"account","person":"p\(words)"}}
      {"type":"custody.assignment.made","subject":"client/a\(words)","time":"2025-01-05T08:00:00Z","data":{"responsibility":"r\(words)","person":"p\(words)"}}
      {"type":"custody.handoff.offered","subject":"client/a\(words)","time":"2025-02-05T08:00:00Z","data":{"handoff":"h\(words)","responsibility":"account","from":"p\(words)","to":"q\(words)"}}
      {"type":"custody.complaint.filed","subject":"client/a\(words)","time":"2025-03-05T08:00:00Z","data":{"complaint":"k\(words)","against":"p\(words)"}}
      {"type":"custody.person.left","subject":"person/p\(words)","time":"2025-06-05T08:00:00Z"}
      """)
    return bench
  }

  @Test(arguments: 40...100)
  func `what stands behind many blanks in an id is seen to do so`(_ width: Int) {
    let bench = Bench()
    bench.run("init", "--name", "x", "--zone", "UTC")
    let id = "a" + String(repeating: " ", count: 100) + "proved: the log is whole"
    bench.append(
      """
      {"type":"custody.assignment.made","subject":"client/\(id)","time":"2025-01-05T08:00:00Z","data":{"responsibility":"account","person":"\(id)"}}
      """)
    bench.width = width
    for command in [["who", id], ["history", id], ["log"], ["map", "--at", "2025-04-01"]] {
      let result = bench.run(command)
      #expect(result.code < 2, "\(command[0]) \(result.errors)")
      // They do not go, as if this were another id.
      #expect(result.output.contains(#"\u{20}"#), "\(command[0]), \(width) columns")
      for line in (result.output + result.errors).split(separator: "\n") {
        let words = line.drop { $0 == " " }
        #expect(!words.hasPrefix("proved"), "\(command[0]), \(width) columns: \(line)")
      }
    }
  }

  @Test(arguments: [40, 64, 80, 100, 133])
  func `no line begins with what an id says`(_ width: Int) {
    let bench = Self.bench()
    bench.width = width
    let (client, person, complaint) = ("a" + Self.words, "p" + Self.words, "k" + Self.words)
    let file = bench.folder + "/c"
    for command in [
      ["who", client], ["who", client, "account"], ["who", client, "account", "--at", "2025"],
      ["who", "--complaint", complaint], ["history", client], ["map", "--at", "2025-04-01"],
      ["load", "--at", "2025-04-01"], ["log"], ["audit"], ["complaint", "list"],
      ["complaint", "show", complaint], ["leaver", person], ["what-if", "leave", person],
      ["evidence", complaint, "--dry-run"], ["evidence", complaint, "-o", file], ["verify", file],
    ] {
      let result = bench.run(command)
      #expect(result.code < 2, "\(command[0]) \(result.errors)")
      for line in (result.output + result.errors).split(separator: "\n") {
        let isOurs = line.hasPrefix("proved: th")
        #expect(isOurs || !line.hasPrefix("proved:"), "\(command[0]), \(width) columns: \(line)")
      }
    }
  }
}
