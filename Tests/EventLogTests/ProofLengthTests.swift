import Merkle
import Testing

@testable import EventLog

/// How long a line may be of which a proof shows every value.
@Suite struct ProofLengthTests {
  /// A proof of a line with one long value, which has so many bytes in the log.
  private func proof(ofLineWith count: Int) throws -> [UInt8] {
    let ledger = try Fixture()
    _ = try ledger.create().append([note("x")])
    let line = try LogLine(parsing: Array(try #require(try ledger.lines().last).utf8))
    let value = try #require(line.values.first)
    let key = try #require(value.key)
    let long =
      [UInt8(ascii: "\"")]
      + [UInt8](repeating: UInt8(ascii: "x"), count: count - line.bytes.count + 1)
      + [UInt8(ascii: "\"")]
    let seals = [value.bytes, long].map { bytes in
      Array(Seal.digest(of: bytes.span, key: key.span).base64.utf8)
    }
    return line.sealed.replacing(seals[0], with: seals[1]) + [0x0A]
      + Array(Base64.encode(key).utf8) + [0x20] + long
  }

  @Test(
    "given a proof that shows all of a line, when it is longer than a line of a log, then it is refused"
  )
  func whole() throws {
    let longest = try proof(ofLineWith: LineTemplate.lineLimit)
    #expect(try LogLine(proof: longest).proof == longest)
    let problem = #expect(throws: LogLine.Problem.self) {
      try LogLine(proof: try proof(ofLineWith: LineTemplate.lineLimit + 1))
    }
    #expect(problem?.message == "the line is longer than 65535 bytes")
    // What was redacted may be longer: its keys stand on it.
    let rows = try proof(ofLineWith: LineTemplate.lineLimit + 1).split(separator: 0x0A)
    #expect(try LogLine(proof: Array(rows[0])).values.count == 1)
  }
}
