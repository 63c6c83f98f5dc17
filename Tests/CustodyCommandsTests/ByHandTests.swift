import EventLog
import Foundation
import Merkle
import Ownership
import SeededNumbers
import Signatures
import Testing

/// The script of `ByHand.md`, run as it stands there by every shell that is here, agrees with the code about
/// every proof, and runs nothing that a proof says.
@Suite(.enabled(if: !ScriptRun.shells.isEmpty, "the common tools are not on this machine"))
struct ByHandTests {
  /// A ledger with values of every kind, one line of it redacted.
  static func bench() -> Bench {
    let bench = Bench.withDispute()
    bench.append(
      #"""
      {"type":"crm.scored","subject":"client/acme","time":"2026-01-06T08:00:00Z","trace":"a  b","data":{"score":0.50,"x y":[1,{"a":null}],"contract":"$(touch pwned)","remark":"* ? \\ \u0007 ' \" \\u0007 ;"}}
      {"type":"crm.blob","subject":"client/acme","time":"2026-01-06T08:00:00Z","data":["`touch pwned`"]}
      {"type":"custody.note.added","subject":"client/acme","time":"2026-01-06T08:00:00Z","data":{"text":"Лира: 14 %s %b","by":"Ольга"}}
      """#)
    bench.run("redact", "5", "--reason", "asked for by the client")
    return bench
  }

  static func proof(_ sequence: Int, _ bench: Bench) throws -> [UInt8] {
    let path = bench.folder + "/line.tlog-proof"
    let result = bench.run("prove", "\(sequence)", "-o", path)
    try #require(result.code == 0, "\(result.errors)")
    return try #require(bench.read(path))
  }

  static func isAccepted(_ proof: [UInt8]) -> Bool {
    guard let proof = try? TlogProof(parsing: proof), let extra = proof.extra,
      let line = try? LogLine(proof: extra)
    else { return false }
    let checkpoint = proof.checkpoint.checkpoint
    return (try? proof.verify(leaf: line.leaf)) != nil
      && proof.index + 1 == line.sequence.value && checkpoint.hasLedgerOrigin
      && (proof.index > 0
        || checkpoint.origin == "custody/\(line.leaf.hexadecimal.prefix(16))")
  }

  /// The proof of the only line of a log, which anybody can make of anything.
  static func proof(only sealed: String, rows: String = "", origin: String? = nil) throws
    -> [UInt8]
  {
    let root = TreeHash.leaf(Array(sealed.utf8))
    let checkpoint = try #require(
      Checkpoint(
        origin: origin ?? "custody/\(root.hexadecimal.prefix(16))", size: 1, root: root))
    return try #require(
      TlogProof(
        InclusionProof(index: 0, size: 1, hashes: []), checkpoint: SignedCheckpoint(checkpoint),
        extra: Array((sealed + rows).utf8))
    ).bytes
  }

  /// What the script says of a proof that it accepts.
  private static func words(_ shown: String, _ bytes: [UInt8]) throws -> String {
    let proof = try TlogProof(parsing: bytes)
    let checkpoint = proof.checkpoint.checkpoint
    let sizes = proof.inclusion.sizes
    return shown + "\nthis line is in a log with the root \(checkpoint.root.base64)\n"
      + (sizes.count == 1
        ? "it is the last of its \(checkpoint.size) lines\n"
        : "not proved: that they are \(checkpoint.size) lines: the hashes are the same for "
          + "\(sizes.lowerBound) to \(sizes.upperBound)\n")
      + "not proved: that this is the root of \(checkpoint.origin): compare it with a checkpoint from elsewhere\n"
  }

  /// A proof with other lines in it.
  static func changed(_ proof: [UInt8], _ change: (inout [String]) -> Void) -> [UInt8] {
    var lines = String(decoding: proof, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    change(&lines)
    return Array(lines.joined(separator: "\n").utf8)
  }

  @Test func `each line's proof is accepted by every shell, which shows the line`() throws {
    let script = try ScriptRun()
    let bench = Self.bench()
    for sequence in 1...11 {
      let proof = try Self.proof(sequence, bench)
      #expect(Self.isAccepted(proof))
      let extra = try #require(try TlogProof(parsing: proof).extra)
      let line = try LogLine(proof: extra)
      #expect(line.proof == extra)
      var shown = String(decoding: line.sealed, as: UTF8.self)
      for value in line.values {
        guard let key = value.key else { continue }
        let seal = Seal.digest(of: value.bytes.span, key: key.span).base64
        shown = shown.replacing("\"\(seal)\"", with: String(decoding: value.bytes, as: UTF8.self))
      }
      let words = try Self.words(shown, proof)
      for shell in ScriptRun.shells {
        let result = try script.run(shell, proof)
        #expect(
          result.code == 0 && result.words == words,
          "\(shell), line \(sequence): \(result.words)")
        #expect(!script.hasRun(command: "pwned"))
      }
    }
  }

  @Test func `commands in a proof are refused, and never run`() throws {
    let script = try ScriptRun()
    let proof = try Self.proof(6, Self.bench())
    let lines = String(decoding: proof, as: UTF8.self).split(separator: "\n").count
    let commands = [
      "a[$(touch$IFS\\pwned)]", "a[`touch${IFS}pwned`]", "$(touch pwned)", "`touch pwned`",
      "x; touch pwned", "x\" ; touch pwned; \"", "'; touch pwned; '", "$((a[$(touch pwned)]))",
      "0 -o a[$(touch pwned)0]", "*", "011", "0x5", "a", "5 ", "-1", "5\u{0}", "",
    ]
    for place in 1...lines {
      for command in commands {
        for isInPlace in [true, false] {
          var hasChanged = false
          let forged = Self.changed(proof) { lines in
            let line = lines[place]
            let word = line.split(separator: " ").first.map { $0.count < 8 ? "\($0) " : "" } ?? ""
            lines[place] = isInPlace ? word + command : line + command
            hasChanged = lines[place] != line
          }
          if !hasChanged { continue }
          // One shell at a time keeps this short; each of them meets every command.
          let shell = ScriptRun.shells[(place + command.utf8.count) % ScriptRun.shells.count]
          let result = try script.run(shell, forged)
          #expect(result.code == 1, "\(shell), line \(place + 1): \(command)")
          #expect(!script.hasRun(command: "pwned"), "\(shell), line \(place + 1): \(command)")
        }
      }
    }
  }

  /// Proofs of the line with another `extra`, all hashes of the way as they were.
  private func carrying(_ text: [UInt8], _ proof: [UInt8]) -> [UInt8] {
    Self.changed(proof) { $0[1] = "extra \(Base64.encode(text))" }
  }

  @Test func `rows that are not those of the line are refused by code and script`() throws {
    let script = try ScriptRun()
    let bench = Self.bench()
    var refused = 0
    for sequence in [3, 5, 8] {
      let proof = try Self.proof(sequence, bench)
      let extra = try #require(try TlogProof(parsing: proof).extra)
      let rows = String(decoding: extra, as: UTF8.self).split(separator: "\n").map(String.init)
      var forged: [[String]] = [
        rows + [""], [""] + rows, rows + ["x"], rows + [rows[rows.count - 1]],
      ]
      for place in 1..<rows.count {
        let key = rows[place].prefix(24)
        for value in ["\"petr\"", "", "\"ivan\" ", "0.5", "$(touch pwned)"] {
          forged.append(rows.replacing(place, with: "\(key) \(value)"))
        }
        forged.append(rows.replacing(place, with: "\(key)\(rows[place].dropFirst(25))"))
        forged.append(rows.replacing(place, with: " " + rows[place]))
        forged.append(rows.replacing(place, with: rows[place] + "\u{0}"))
        forged.append(
          rows.replacing(place, with: "AAAAAAAAAAAAAAAAAAAAAA==\(rows[place].dropFirst(24))"))
        // The last digit of a key holds two bits only.
        forged.append(
          rows.replacing(place, with: rows[place].prefix(21) + "h==" + rows[place].dropFirst(24)))
        if place > 1 {
          var swapped = rows
          swapped.swapAt(place, place - 1)
          forged.append(swapped)
        }
      }
      for (number, rows) in forged.enumerated() {
        let bytes = carrying(Array(rows.joined(separator: "\n").utf8), proof)
        #expect(!Self.isAccepted(bytes), "line \(sequence), \(number)")
        let shell = ScriptRun.shells[number % ScriptRun.shells.count]
        let result = try script.run(shell, bytes)
        #expect(
          result.code == 1, "\(shell), line \(sequence): \(rows.dropFirst()), \(result.words)")
        #expect(!script.hasRun(command: "pwned"))
        refused += 1
      }
      // What is not shown needs no row: then its seal is all there is to see.
      let hidden = carrying(Array(rows[0].utf8), proof)
      #expect(Self.isAccepted(hidden))
      let result = try script.run(ScriptRun.shells[0], hidden)
      #expect(result.code == 0 && result.words.hasPrefix(rows[0] + "\n"))
    }
    #expect(refused > 40)
  }

  @Test func `what looks like a seal and is none shows nothing else in its place`() throws {
    let script = try ScriptRun()
    let key = [UInt8](repeating: 5, count: 16)
    let value = Array("\"olga\"".utf8)
    let seal = Seal.digest(of: value.span, key: key.span).base64
    let row = "\n\(Base64.encode(key)) \"olga\""
    func line(_ source: String, _ type: String, _ data: String) -> String {
      #"{"specversion":"1.0","sequence":"000000000001","recordedtime":"2026-01-01T00:00:00.000000Z","#
        + #""previous":"\#(Digest.zero.base64)","subjectprevious":"000000000000","#
        + #""salts":"AAAAAAAAAAAAAAAAAAAAAA==","id":"1","source":"\#(source)","type":"\#(type)","#
        + #""subject":"ledger","time":"2026-01-01T00:00:00Z","recordedby":"x","data":\#(data)}"#
    }
    let made = "custody.assignment.made"
    let lines = [
      (line("x", made, #"{"responsibility":"\#(seal)"}"#), false),
      (line(seal, made, #"{"responsibility":"x"}"#), false),
      (line("x", "custody.policy.adopted", #"{"limits":{"note":"\#(seal)"}}"#), false),
      (line("x", "custody.policy.adopted", #"{"responsibilities":["\#(seal)"]}"#), false),
      (line("x", "custody.ledger.opened", #"{"name":"\#(seal)","zone":"UTC","format":1}"#), false),
      (line("x", "custody.ledger.recovered", #"{"segment":"\#(seal)"}"#), false),
      (line("x", "custody.evidence.issued", #"{"heads":"\#(seal)"}"#), true),
      (line("x", made, #"{"responsibility":"x","person":"\#(seal)"}"#), true),
      (line("x", "crm.made", #"{"responsibility":"\#(seal)"}"#), true),
      (line("x", "crm.made", #""\#(seal)""#), true),
    ]
    for (number, (sealed, isSealed)) in lines.enumerated() {
      let proof = try Self.proof(only: sealed, rows: row)
      #expect(Self.isAccepted(proof) == isSealed, "\(number)")
      for shell in ScriptRun.shells {
        let result = try script.run(shell, proof)
        #expect(result.code == (isSealed ? 0 : 1), "\(shell), \(number): \(result.words)")
      }
    }
  }

  @Test func `a file is read whatever it is called, and a key whatever its letters`() throws {
    let script = try ScriptRun()
    let proof = try Self.proof(8, Self.bench())
    for shell in ScriptRun.shells {
      for name in ["a=b", "line=1", "-n", "a b", "*", "ключ"] {
        let result = try script.run(shell, proof, named: name)
        #expect(result.code == 0, "\(shell), \(name): \(result.words)")
      }
    }
    let key = Base64.encode([UInt8](repeating: 7, count: 68))
    for (name, isTaken) in [
      ("лира.example", true), ("株式会社", true), ("a\u{A0}b", false), ("a\u{3000}b", false),
      ("a\u{2009}", false),
      ("a\u{85}", false), ("é+1", false), ("\u{1F44D}", true),
      (String(repeating: "é", count: 129), false),
    ] {
      let signed = proof + Array("\n\u{2014} \(name) \(key)\n".utf8)
      #expect(Self.isAccepted(signed) == isTaken, "\(name)")
      for shell in ScriptRun.shells {
        let result = try script.run(shell, signed)
        #expect(result.code == (isTaken ? 0 : 1), "\(shell), \(name): \(result.words)")
      }
    }
    // What is no text is no name either.
    let broken = proof + Array("\n\u{2014} ".utf8) + [0xC3, 0x20] + Array("\(key)\n".utf8)
    #expect(!Self.isAccepted(broken))
    for shell in ScriptRun.shells { #expect(try script.run(shell, broken).code == 1) }
  }

  @Test func `what the code refuses, the script refuses`() throws {
    let script = try ScriptRun()
    let proof = try Self.proof(8, Self.bench())
    var numbers = SeededNumbers(seed: 5)
    var refused = 0
    for round in 0..<SeededNumbers.rounds(120) {
      let bytes = numbers.damaged(proof)
      if Self.isAccepted(bytes) { continue }
      let shell = ScriptRun.shells[round % ScriptRun.shells.count]
      let result = try script.run(shell, bytes)
      #expect(
        result.code == 1, "\(shell), \(result.words): \(String(decoding: bytes, as: UTF8.self))")
      refused += 1
    }
    #expect(refused > 60)
  }
}

extension [String] {
  fileprivate func replacing(_ place: Int, with text: some StringProtocol) -> [String] {
    var texts = self
    texts[place] = String(text)
    return texts
  }
}
