import CustodyLedger
import EventLog
import Foundation
import Merkle
import Ownership
import Signatures
import Testing

@testable import CustodyCommands

/// Lines of the vectors beside the project in a case file: what the format refuses, the check of a case file
/// refuses, and so does the program on a page.
@Suite(.enabled(if: SealVectors.arePresent, "the vectors beside the project are absent"))
struct EvidenceVectorTests {
  private struct Vector {
    let name: String
    let line: String
    let leaf: Digest
    var named: [String] = []
    var found = ""
  }

  private func vectors(_ file: String) throws -> [Vector] {
    let data = try Data(contentsOf: SealVectors.folder.appending(path: file))
    let objects = try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    return try objects.map { object in
      Vector(
        name: try #require(object["name"] as? String),
        line: try #require(object["line"] as? String),
        leaf: try #require(Digest(base64: object["leaf"] as? String ?? "")),
        named: object["named"] as? [String] ?? [], found: object["found"] as? String ?? "")
    }
  }

  // MARK: A log that ends in a case

  /// A line as a log has it, all of whose values stand.
  private func line(
    _ sequence: Int, _ previous: Digest, _ subjectPrevious: Int, _ type: String, _ subject: String,
    _ data: String
  ) -> String {
    func digits(_ number: Int) -> String { SequenceNumber(UInt64(number)).digits }
    return #"{"specversion":"1.0","sequence":"\#(digits(sequence))","#
      + #""recordedtime":"2027-01-01T00:00:00.000000Z","previous":"\#(previous.base64)","#
      + #""subjectprevious":"\#(digits(subjectPrevious))","salt":"AAAAAAAAAAAAAAAAAAAAAA==","#
      + #""id":"v\#(sequence)","source":"v","type":"custody.\#(type)","subject":"\#(subject)","#
      + #""time":"2026-12-01T00:00:00Z","recordedby":"x","data":\#(data)}"#
  }

  private func number(_ line: String, _ attribute: String) throws -> Int {
    let start = try #require(line.range(of: "\"\(attribute)\":\"")).upperBound
    return try #require(Int(line[start...].prefix(12)))
  }

  private func subject(_ line: String) throws -> String {
    let start = try #require(line.range(of: #","subject":""#)).upperBound
    return String(line[start...].prefix { $0 != "\"" })
  }

  /// A case file of a log that begins with some vectors, the last of which is `line` with its `leaf`.
  private func file(_ before: [Vector], _ vector: Vector) throws -> [UInt8] {
    var lines = (before + [vector]).map { ($0.line, $0.leaf) }
    var lasts: [String: Int] = [:]
    for (place, (text, _)) in lines.enumerated() { lasts[try subject(text)] = place + 1 }
    func append(_ type: String, _ subject: String, _ data: String) throws {
      let text = line(
        lines.count + 1, lines[lines.count - 1].1, lasts[subject] ?? 0, type, subject, data)
      lines.append((text, try LogLine(parsing: Array(text.utf8)).leaf))
      if type != "evidence.issued" { lasts[subject] = lines.count }
    }
    try append("complaint.filed", "client/acme", #"{"complaint":"cv"}"#)
    if !vector.named.isEmpty {
      let fields = vector.named.map { "\"\($0)\"" }.joined(separator: ",")
      let entry = SequenceNumber(UInt64(before.count + 1)).digits
      try append(
        "entry.redacted", try subject(vector.line),
        #"{"entry":"\#(entry)","fields":[\#(fields)],"reason":"asked for"}"#)
    }
    let parsed = lines.compactMap { try? LogLine(parsing: Array($0.0.utf8)) }
    let acme = try ClientID("acme")
    let history = CaseFile.history(parsed, zone: .utc)
    var heads = lasts
    for subject in history.subjects(readForVerdictOn: acme) where heads["\(subject)"] == nil {
      heads["\(subject)"] = 0
    }
    let members = heads.sorted { $0.key < $1.key }.map {
      "\"\($0.key)\":\"\(SequenceNumber(UInt64($0.value)).digits)\""
    }
    try append(
      "evidence.issued", "ledger",
      #"{"complaint":"cv","heads":{\#(members.joined(separator: ","))}}"#)
    return try ForgedCase.file(lines, ComplaintID("cv"), acme)
  }

  // MARK: Cases

  @Test("given the lines of the vectors, when they stand in a case file, then it checks")
  func accepted() throws {
    let all = try vectors("lines.json")
    let file = try file(Array(all.dropLast()), all[all.count - 1])
    let report = try CaseFile(parsing: file).check()
    #expect(report.lines.count == all.count + 2)
    if EvidencePageTests.hasPython {
      let bench = Bench()
      let program = try EvidencePageTests.program(
        String(decoding: try EvidencePageTests.page().bytes, as: UTF8.self))
      let (code, words) = try EvidencePageTests.python(program, file, in: bench)
      // Line 2 of the vectors is an unfinished redaction, which the program does not let pass.
      #expect(
        code == 1 && words.hasPrefix("line 000000000002 shows what was destroyed:"), "\(words)")
    }
  }

  @Test(
    "given each line that the format refuses, when it stands in a case file, then it is refused")
  func refused() throws {
    let all = try vectors("lines.json")
    let refused = try vectors("refused.json")
    try #require(refused.count > 100)
    let bench = Bench()
    let program = try EvidencePageTests.program(
      String(decoding: try EvidencePageTests.page().bytes, as: UTF8.self))
    for (count, vector) in refused.enumerated() {
      let before = Array(all.prefix(max(0, try number(vector.line, "sequence") - 1)))
      let bytes = try file(before, vector)
      var (isRefused, isUnfinished) = (false, false)
      do throws(CaseFileProblem) {
        isUnfinished = !(try CaseFile(parsing: bytes).check().unfinished.isEmpty)
      } catch { isRefused = true }
      switch vector.found {
      case "form", "leaf": #expect(isRefused, "\(vector.name)")
      case "named":
        let line = try LogLine(parsing: Array(vector.line.utf8))
        let needed = line.values.contains { value in
          value.isSealed && !vector.named.contains(value.name)
            && !Withholding.allows(value.name, type: line.type, issuesFile: false)
        }
        #expect(isRefused == needed, "\(vector.name)")
      default: #expect(isUnfinished && !isRefused, "\(vector.name)")
      }
      // One Python a line is slow; every fourth is enough for each run, and all of them in the campaign.
      let all = ProcessInfo.processInfo.environment["CUSTODY_EVERY_BIT"] == "1"
      if EvidencePageTests.hasPython, all || count % 4 == 0, vector.found != "named" {
        let (code, words) = try EvidencePageTests.python(program, bytes, in: bench)
        #expect(code == 1, "\(vector.name): \(words)")
      }
    }
  }
}

/// Vectors of seals beside the project; tests that read them are skipped where they are absent.
private enum SealVectors {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/vectors/seals").standardizedFileURL
  static var arePresent: Bool { FileManager.default.fileExists(atPath: folder.path) }
}
