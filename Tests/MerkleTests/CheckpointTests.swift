import Merkle
import Testing

@Suite struct CheckpointTests {
  let root = TreeHash.leaf([7])

  func problem(_ text: String) -> String {
    do throws(TextProblem) {
      _ = try Checkpoint(parsing: Array(text.utf8))
      return "accepted"
    } catch { return "\(error)" }
  }

  @Test func extensionLinesAreKept() throws {
    let checkpoint = try #require(
      Checkpoint(origin: "log", size: 0, root: root, extensions: ["one", "two  words"]))
    #expect(checkpoint.text == "log\n0\n\(root)\none\ntwo  words\n")
    #expect(try Checkpoint(parsing: Array(checkpoint.text.utf8)) == checkpoint)
    let signed = try #require(Checkpoint(text: checkpoint.text + "\n\u{2014} name AAAABBBB\n"))
    #expect(signed == checkpoint)
    // In a log's folder nobody signs: there a further line would be anybody's.
    #expect(Checkpoint(text: checkpoint.text) == nil)
    #expect(Checkpoint(origin: "log", size: 0, root: root, extensions: [""]) == nil)
    #expect(Checkpoint(origin: "log", size: 0, root: root, extensions: ["a\nb"]) == nil)
    #expect(Checkpoint(origin: "", size: 0, root: root) == nil)
  }

  @Test func checkpointsAreEqualByTheirBytes() {
    let composed = Checkpoint(origin: "caf\u{E9}", size: 1, root: root)
    let decomposed = Checkpoint(origin: "cafe\u{301}", size: 1, root: root)
    #expect(composed != decomposed)
    #expect(composed == Checkpoint(origin: "caf\u{E9}", size: 1, root: root))
    #expect(
      Checkpoint(origin: "log", size: 1, root: root)
        != Checkpoint(origin: "log", size: 1, root: root, extensions: ["more"]))
  }

  @Test func eachProblemNamesItsLine() {
    let (lines, number) = (
      "a checkpoint has the lines origin, size and root",
      "the size of a tree is a decimal number without leading zeros"
    )
    #expect(problem("log\n1\n\(root)\n") == "accepted")
    #expect(problem("") == "line 1: \(lines)")
    #expect(problem("log\n1\n") == "line 2: \(lines)")
    #expect(problem("log\n01\n\(root)\n") == "line 2: \(number)")
    #expect(problem("log\n+1\n\(root)\n") == "line 2: \(number)")
    #expect(problem("log\n18446744073709551616\n\(root)\n") == "line 2: \(number)")
    #expect(problem("log\n18446744073709551615\n\(root)\n") == "accepted")
    #expect(
      problem("log\n1\nAAAA\n") == "line 3: the root is 32 bytes in base64, 44 characters")
    #expect(problem("\n1\n\(root)\n") == "line 1: a line of a checkpoint cannot be empty")
    #expect(
      problem("log\n1\n\(root)\n\nmore\n") == "line 4: a line of a checkpoint cannot be empty")
    #expect(problem("log\n1\n\(root)") == "line 3: the last line has no LF at its end")
    #expect(problem("log\r\n1\n\(root)\n") == "line 1: control character 0xd at byte 4")
    #expect(
      problem("log\n1\n\(root)\n" + String(repeating: "x", count: 65_535) + "\n")
        == "line 1: 65587 bytes, and at most 65535 are read")
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    #expect(throws: TextProblem(line: 1, "the line is not UTF-8")) {
      try Checkpoint(parsing: [0xC3, 0x0A])
    }
  }
}
