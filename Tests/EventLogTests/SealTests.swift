import Foundation
import Fuzzing
import Merkle
import Ownership
import SeededNumbers
import Testing

@testable import EventLog

/// The seals of lines against the vectors beside the project, against a slow telling, and against changes.
@Suite struct SealTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/vectors/seals").standardizedFileURL
  static var hasVectors: Bool { FileManager.default.fileExists(atPath: folder.path) }

  private func vectors(_ name: String) throws -> [[String: Any]] {
    let data = try Data(contentsOf: Self.folder.appending(path: name))
    return try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
  }

  private func line(_ vector: [String: Any]) throws -> [UInt8] {
    Array(try #require(vector["line"] as? String).utf8)
  }

  @Test(
    "given the vectors of lines, when read and redacted, then values, seals, leaves are as stated",
    .enabled(if: hasVectors, "the vectors beside the project are absent"))
  func linesAreSealedAsStated() throws {
    let all = try vectors("lines.json")
    #expect(all.count > 60)
    for vector in all {
      let name = try #require(vector["name"] as? String)
      let bytes = try line(vector)
      let line = try LogLine(parsing: bytes)
      let leaf = try #require(vector["leaf"] as? String)
      #expect(line.leaf.base64 == leaf, "\(name)")
      #expect(
        String(decoding: line.sealed, as: UTF8.self) == vector["sealed"] as? String, "\(name)")
      #expect(NaiveLine.leaf(bytes)?.base64 == leaf, "\(name)")
      let sealable = try #require(vector["sealable"] as? [[String: String]])
      try #require(line.values.count == sealable.count, "\(name)")
      for (value, stated) in zip(line.values, sealable) {
        #expect(value.name.hasSameBytes(as: stated["name"] ?? ""), "\(name)")
        #expect(String(decoding: value.bytes, as: UTF8.self) == stated["value"], "\(name)")
        let key = try #require(value.key)
        #expect(Base64.encode(key) == stated["key"], "\(name)")
        #expect(
          Seal.digest(of: value.bytes.span, key: key.span).base64 == stated["seal"], "\(name)")
      }
      try check(vector, bytes, leaf, name)
    }
  }

  private func check(
    _ vector: [String: Any], _ bytes: [UInt8], _ leaf: String, _ name: String
  ) throws {
    for redaction in vector["redactions"] as? [[String: Any]] ?? [] {
      let fields = try #require(redaction["fields"] as? [String])
      let redacted = try #require(LineRedaction(bytes, destroying: fields)).line
      #expect(String(decoding: redacted, as: UTF8.self) == redaction["line"] as? String, "\(name)")
      #expect(try LogLine(parsing: redacted).leaf.base64 == leaf, "\(name)")
      #expect(NaiveLine.leaf(redacted)?.base64 == leaf, "\(name)")
      for then in (redaction["then"] as? [String: Any]).map({ [$0] })
        ?? redaction["then"] as? [[String: Any]] ?? []
      {
        let more = try #require(then["fields"] as? [String])
        let twice = try #require(LineRedaction(redacted, destroying: more)).line
        #expect(String(decoding: twice, as: UTF8.self) == then["line"] as? String, "\(name)")
        #expect(try LogLine(parsing: twice).leaf.base64 == leaf, "\(name)")
      }
    }
  }

  @Test(
    "given the vectors of what is refused, when read, then form, leaf or naming tells, as stated",
    .enabled(if: hasVectors, "the vectors beside the project are absent"))
  func whatIsRefusedIsFoundAsStated() throws {
    let all = try vectors("refused.json")
    #expect(all.count > 120)
    for vector in all {
      let name = try #require(vector["name"] as? String)
      let bytes = try line(vector)
      let named = vector["named"] as? [String] ?? []
      let found: String
      if let line = try? LogLine(parsing: bytes) {
        #expect(NaiveLine.isCanonical(bytes), "\(name)")
        let destroyed = line.values.filter(\.isSealed).map(\.name)
        let standing = line.values.filter { !$0.isSealed }.map(\.name)
        if line.leaf.base64 != vector["leaf"] as? String {
          found = "leaf"
        } else if destroyed.contains(where: { !named.contains($0) }) {
          found = "named"
        } else {
          found = standing.contains { named.contains($0) } ? "unfinished" : "accepted"
        }
      } else {
        #expect(!NaiveLine.isCanonical(bytes), "\(name)")
        found = "form"
      }
      // `found` says by what at the latest.
      let order = ["form", "leaf", "named", "unfinished", "accepted"]
      let stated = try #require(order.firstIndex(of: vector["found"] as? String ?? ""))
      #expect(try #require(order.firstIndex(of: found)) <= stated, "\(name): \(found)")
    }
  }

  @Test(
    "given the lines of the vectors as a log, when read, then all is well but for one redaction",
    .enabled(if: hasVectors, "the vectors beside the project are absent"))
  func theLinesAreALog() throws {
    let all = try vectors("lines.json")
    let ledger = try Fixture()
    try FileManager.default.createDirectory(
      atPath: ledger.path, withIntermediateDirectories: true)
    var lines = try all.map { try line($0) }
    try ledger.write(Array(lines.map { $0 + [0x0A] }.joined()))
    let unfinished = try LogVerification(of: ledger.path).unfinishedRedactions
    #expect(unfinished.map(\.entry.value) == [2])
    lines[1] = try #require(LineRedaction(lines[1], destroying: unfinished[0].names)).line
    try ledger.write(Array(lines.map { $0 + [0x0A] }.joined()))
    let verification = try LogVerification(of: ledger.path)
    #expect(verification.unfinishedRedactions.isEmpty && verification.redactedCount == 1)
    #expect(verification.head.sequence.value == UInt64(lines.count))
  }

  /// `CUSTODY_SEALS=1000` changes every byte of so many lines.
  private static let rounds =
    ProcessInfo.processInfo.environment["CUSTODY_SEALS"].flatMap(Int.init) ?? 12

  @Test(
    "given random lines and redactions, when any byte is changed, then form, leaf or naming tells")
  func everyChangeIsFound() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    var random = RandomDrafts(seed: 7)
    var tried = 0
    var accepted: [String] = []
    for round in 0..<Self.rounds {
      let draft = try random.next(round)
      _ = try writer.append([draft])
      let whole = Array(try ledger.lines()[round + 1].utf8)
      let line = try LogLine(parsing: whole)
      let names = line.values.map(\.name).filter { _ in Bool.random(using: &random.numbers) }
      let redacted = LineRedaction(whole, destroying: names)?.line ?? whole
      let leaf = try #require(NaiveLine.leaf(redacted))
      #expect(leaf == line.leaf)
      let destroyed = try LogLine(parsing: redacted).values.filter(\.isSealed).map(\.name)
      for place in redacted.indices {
        var changed = redacted
        repeat {
          changed[place] = UInt8.random(in: 0...255, using: &random.numbers)
        } while changed[place] == redacted[place]
        tried += 1
        guard let found = try? LogLine(parsing: changed), found.leaf == leaf else { continue }
        // Other bytes of the same leaf: what is destroyed there must be what is named.
        if found.values.filter(\.isSealed).map(\.name) == destroyed {
          accepted.append(String(decoding: changed, as: UTF8.self))
        }
      }
    }
    #expect(accepted.isEmpty, "\(accepted.count) of \(tried)")
    #expect(tried > 300 * Self.rounds)
  }
}
