import CustodyLedger
import EventLog
import Foundation
import Ownership
import Signatures
import Testing

@testable import CustodyCommands

/// Case files: made by a ledger, checked without it, and found out when anything in them was changed.
@Suite struct EvidenceTests {
  /// A case file of the dispute.
  static func file() throws -> [UInt8] {
    let bench = Bench.withDispute()
    let path = bench.folder + "/c1.case.json"
    let result = bench.run("evidence", "c1", "-o", path)
    try #require(result.code == 0, "\(result.errors)")
    return try #require(bench.read(path))
  }

  /// What is said before anything is recorded.
  static let disclosed = """
    the case file gives away 7 lines about client/acme, person/ivan, person/olga, person/petr, ledger:
      1 ledger.opened, 1 client.registered, 2 assignment.made, 1 handoff.offered, 1 complaint.filed, 1
      evidence.issued; of what people wrote in them: 2 name, 1 summary, 1 by

    """

  /// What is wrong with a file; `nil` when it checks.
  static func problem(_ bytes: [UInt8]) -> CaseFileProblem? {
    do throws(CaseFileProblem) {
      _ = try CaseFile(parsing: bytes).check()
      return nil
    } catch { return error }
  }

  @Test func `evidence is recorded, bundled and checked without the log`() throws {
    let bench = Bench.withDispute()
    let path = bench.folder + "/c1.case.json"
    let issued = bench.run("evidence", "c1", "-o", path)
    #expect(issued.code == 0 && issued.errors == Self.disclosed)
    Golden.expect(
      issued.output.replacing(bench.folder, with: "FOLDER"), is: "evidence.txt")
    Golden.expect(
      String(decoding: try #require(bench.read(path)), as: UTF8.self), is: "case.case.json")
    // The checkpoint is at exactly the line that issued.
    let checkpoint = String(decoding: bench.read(bench.log + "/checkpoint") ?? [], as: UTF8.self)
    #expect(checkpoint.split(separator: "\n")[1] == "8")
    #expect(bench.run("verify").code == 0)
    bench.remove(bench.log)
    for (name, format) in [
      ("verify-case.txt", "table"), ("verify-case.json", "json"), ("verify-case.csv", "csv"),
    ] {
      let checked = bench.run("verify", path, "--format", format)
      #expect(checked.code == 0 && checked.errors == "")
      Golden.expect(checked.output.replacing(bench.folder, with: "FOLDER"), is: name)
    }
  }

  @Test func `every flipped bit is found`() throws {
    let bytes = try Self.file()
    try #require(Self.problem(bytes) == nil)
    let all = ProcessInfo.processInfo.environment["CUSTODY_EVERY_BIT"] == "1"
    var missed: [Int] = []
    var changed = bytes
    for bit in stride(from: 0, to: bytes.count * 8, by: all ? 1 : 61) {
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      if Self.problem(changed) == nil { missed.append(bit) }
      changed[bit / 8] = bytes[bit / 8]
    }
    #expect(missed.isEmpty)
  }

  @Test func `a line left out, doubled, moved or put in is found`() throws {
    let bytes = try Self.file()
    let text = String(decoding: bytes, as: UTF8.self)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first = try #require(rows.firstIndex { $0.hasPrefix("{\"line\":") })
    let last = try #require(rows.lastIndex { $0.hasPrefix("{\"line\":") })
    let entries = rows[first...last].map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }
    func assembled(_ entries: [String]) -> [UInt8] {
      Array(
        (rows[..<first].joined(separator: "\n") + "\n" + entries.joined(separator: ",\n") + "\n]}\n")
          .utf8)
    }
    #expect(assembled(entries) == bytes)
    for index in entries.indices {
      var fewer = entries
      fewer.remove(at: index)
      #expect(Self.problem(assembled(fewer))?.isRefuted == true, "without \(index)")
      var more = entries
      more.insert(entries[index], at: index)
      #expect(Self.problem(assembled(more))?.isRefuted == true, "twice \(index)")
      if index > 0 {
        var moved = entries
        moved.swapAt(index, index - 1)
        #expect(Self.problem(assembled(moved))?.isRefuted == true, "moved \(index)")
      }
    }
    // A line of the same log about somebody else, with a good proof.
    let bench = Bench.withDispute()
    let path = bench.folder + "/other.case.json"
    bench.append(
      """
      {"type":"custody.complaint.filed","subject":"client/ромашка","time":"2026-03-11T08:00:00Z","data":{"complaint":"c7"}}
      """)
    bench.run("evidence", "c7", "-o", path)
    let foreign = String(decoding: try #require(bench.read(path)), as: UTF8.self)
      .split(separator: "\n").map(String.init)
      .first { $0.contains("client/ромашка") }
    var mixed = entries
    mixed.insert(
      String(try #require(foreign).dropLast()), at: 3)
    #expect(Self.problem(assembled(mixed))?.isRefuted == true)
  }

  @Test func `another verdict than the lines give is found, and what is claimed is named`() throws {
    let text = String(decoding: try Self.file(), as: UTF8.self)
    let forged = text.replacing(
      "\"againstWasAccountable\":{\"asFiled\":true",
      with: "\"againstWasAccountable\":{\"asFiled\":false")
    #expect(forged != text)
    #expect(
      Self.problem(Array(forged.utf8))?.message
        == "the verdict does not follow from the lines: verdict.againstWasAccountable.asFiled is true, "
        + "and false is claimed")
    let more = text.replacing("\"verdict\":{", with: "\"verdict\":{\"guilty\":true,")
    #expect(
      Self.problem(Array(more.utf8))?.message
        == "the verdict does not follow from the lines: it has no verdict.guilty")
    let start = try #require(text.range(of: ",\"turning\":["))
    let end = try #require(text[start.upperBound...].range(of: "],\"")).lowerBound
    let silent = text.replacingCharacters(in: start.lowerBound...end, with: "")
    #expect(
      Self.problem(Array(silent.utf8))?.message
        == "the verdict does not follow from the lines: verdict.turning is left out")
    let verdict = try #require(text.range(of: "\"verdict\":{"))
    let rest = try #require(text[verdict.upperBound...].range(of: "},\n\"lines\"")).lowerBound
    let empty = text.replacingCharacters(in: verdict.upperBound..<rest, with: "")
    #expect(Self.problem(Array(empty.utf8))?.isRefuted == true)
    let spaced = text.replacing("\"client\":", with: "\"client\": ")
    #expect(
      Self.problem(Array(spaced.utf8))?.message
        == "it is not written as case files are: something reformatted or changed it")
    #expect(Self.problem(Array(spaced.utf8))?.isRefuted == false)
  }

  @Test(
    arguments: [
      ("client/acme", "000000000007", "000000000005"),
      ("client/acme", "000000000007", "000000000000"),
      ("person/petr", "000000000000", "000000000007"), ("ledger", "000000000001", "000000000000"),
      // The line that issues is not the last one before it.
      ("ledger", "000000000001", "000000000008"),
    ])
  func `heads that are not the last lines are found in the log`(
    _ subject: String, _ last: String, _ forged: String
  ) throws {
    let bench = Bench.withDispute()
    let path = bench.folder + "/c1.case.json"
    bench.run("evidence", "c1", "-o", path)
    let log = try LogVerification(of: bench.log)
    #expect(log.falseHeads.isEmpty)
    let text = String(
      decoding: try #require(bench.read(bench.log + "/000000000001.jsonl")), as: UTF8.self)
    #expect(text.contains("\"\(subject)\":\"\(last)\""))
    // The last line names another head; only the files beside the lines are taken away.
    bench.write(
      bench.log + "/000000000001.jsonl",
      Array(
        text.replacing("\"\(subject)\":\"\(last)\"", with: "\"\(subject)\":\"\(forged)\"").utf8))
    bench.remove(bench.log + "/head")
    bench.remove(bench.log + "/checkpoint")
    let result = bench.run("verify")
    #expect(result.code == 4)
    let (stated, found) = (try #require(UInt64(forged)), try #require(UInt64(last)))
    #expect(
      result.errors == """
        custody: line 8 issues evidence with line \(stated) as the last of \(subject), and it was \(found)
          a case file made with it leaves lines out

        """)
  }

  @Test func `a case file is held against a checkpoint, a head and a signature`() throws {
    let bench = Bench.withDispute()
    let path = bench.folder + "/c1.case.json"
    let secret = bench.file("acme.key", VerifyTests.key.secretText)
    let open = bench.file("acme.pub", VerifyTests.key.verifierKey.text + "\n")
    let issued = bench.run("evidence", "c1", "-o", path, "--key", secret)
    let head = try #require(issued.output.split(separator: "\n").last).dropFirst(5)
    #expect(bench.run("verify", path, "--against", String(head)).code == 0)
    #expect(bench.run("verify", path, "--against", bench.log + "/checkpoint").code == 0)
    let signed = bench.run("verify", path, "--key", open)
    #expect(signed.code == 0 && signed.output.contains("\nsigned by example.com/acme+"))
    #expect(signed.output.contains(": valid\n"))
    #expect(bench.run("verify", path).output.contains(" were not verified: no --key was given\n"))
    let other = SignerKey(name: VerifyTests.key.name, seed: [UInt8](1..<33))!
    let wrong = bench.file("x.pub", other.verifierKey.text + "\n")
    let unknown = bench.run("verify", path, "--key", wrong)
    #expect(unknown.code == 1 && !unknown.output.contains("signed by"))
    #expect(unknown.output.contains("\nsignature not verified: \(path): no signature is by a key"))
    bench.append(WriterTests.good)
    bench.run("checkpoint")
    let later = bench.run("verify", path, "--against", bench.log + "/checkpoint")
    #expect(later.code == 2 && later.errors.contains("cannot be compared without the log"))
  }
}
