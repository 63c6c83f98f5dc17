import Foundation
import Merkle
import Signatures
import Testing

/// Consistency proofs as text, as C2SP `tlog-witness` defines it.
@Suite struct TlogConsistencyTests {
  static func proof(_ old: UInt64, _ new: UInt64) throws -> TlogConsistency {
    var levels = StoredLevels()
    for leaf in TlogProofTests.leaves { levels.append(leaf) }
    return try #require(
      TlogConsistency(
        MerkleTree(levels).consistency(from: old, to: new),
        checkpoint: try TlogProofTests.checkpoint(size: new)))
  }

  func problem(_ text: String) -> String {
    do throws(TextProblem) {
      _ = try TlogConsistency(parsing: Array(text.utf8))
      return "accepted"
    } catch { return "\(error)" }
  }

  @Test func everyPairOfSizesIsPrintedReadAndVerifiedAndNoOther() throws {
    for new in 1...11 as ClosedRange<UInt64> {
      for old in 1...new {
        let proof = try Self.proof(old, new)
        let read = try TlogConsistency(parsing: proof.bytes)
        #expect(read == proof)
        for size in 1...11 as ClosedRange<UInt64> {
          let checkpoint = try TlogProofTests.checkpoint(size: size).checkpoint
          let isShown = (try? read.verify(old: checkpoint)) != nil
          #expect(isShown == (size == old), "\(old) to \(new), from \(size)")
        }
      }
    }
  }

  @Test func theTextIsThatOfTheSpecification() throws {
    let proof = try Self.proof(4, 11)
    let hashes = proof.hashes.map { "\($0.base64)\n" }.joined()
    #expect(
      String(decoding: proof.bytes, as: UTF8.self) == """
        old 4
        \(hashes)
        custody/0123456789abcdef
        11
        \(try TlogProofTests.checkpoint().checkpoint.root)

        """)
    // The example of the specification, with its two signatures.
    let example = """
      old 20852014
      PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
      jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
      5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
      /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=

      """
    let read = try TlogConsistency(parsing: Array(example.utf8))
    #expect(read.oldSize == 20_852_014 && read.hashes.count == 4)
    #expect(read.checkpoint.note.signatures.count == 2)
    #expect(read.bytes == Array(example.utf8))
  }

  @Test func whatDoesNotFollowIsNamed() throws {
    let proof = try Self.proof(4, 11)
    let other = try #require(
      Checkpoint(
        origin: "log", size: 4, root: try TlogProofTests.checkpoint(size: 4).checkpoint.root))
    #expect(
      throws: TlogConsistency.Problem.otherOrigin(old: "log", new: "custody/0123456789abcdef")
    ) {
      try proof.verify(old: other)
    }
    let five = try TlogProofTests.checkpoint(size: 5).checkpoint
    let size = TlogConsistency.Problem.otherSize(proof: 4, checkpoint: 5)
    #expect(throws: size) { try proof.verify(old: five) }
    #expect("\(size)" == "the proof begins at 4 lines, and the older checkpoint covers 5")
    let wrong = try #require(
      Checkpoint(origin: "custody/0123456789abcdef", size: 4, root: five.root))
    #expect(throws: TlogConsistency.Problem.self) { try proof.verify(old: wrong) }
    #expect(
      TlogConsistency(
        ConsistencyProof(oldSize: 4, newSize: 10, hashes: []),
        checkpoint: try TlogProofTests.checkpoint()) == nil)
  }

  @Test func eachProblemNamesItsLine() throws {
    let text = String(decoding: try Self.proof(4, 11).bytes, as: UTF8.self)
    #expect(problem(text) == "accepted")
    let begin =
      "line 1: a consistency proof begins with the word old and a decimal number without leading zeros"
    for bad in ["", "old", "old 04", "old  4", "old -4", "OLD 4", "old 4 "] {
      #expect(problem(text.replacing("old 4", with: bad)) == begin, "\(bad)")
    }
    #expect(
      problem(text.replacing("old 4", with: "old 4\nAAAA"))
        == "line 2: a hash is 32 bytes in base64, 44 characters")
    let hash = TlogProofTests.leaves[0].base64 + "\n"
    #expect(
      problem("old 4\n" + String(repeating: hash, count: 64))
        == "line 65: a consistency proof has at most 63 hashes")
    #expect(
      problem("old 4\n" + hash)
        == "line 2: an empty line and the checkpoint come after the hashes")
    #expect(
      problem("old 4\n\nlog\nmany\n\(hash)")
        == "line 4: the size of a tree is a decimal number without leading zeros")
  }

  /// What the published probes of transparency-dev/merkle say, in this text.
  @Test(.enabled(if: SharedVectors.isPresent("merkle"), "the vectors are not beside the project"))
  func thePublishedProbesAreAnsweredAsStatedInThisText() throws {
    var count = 0
    for probe in try ConsistencyProbe.all() {
      guard let root1 = Digest(bytes: Array(probe.root1)),
        let root2 = Digest(bytes: Array(probe.root2)),
        let old = Checkpoint(origin: "log", size: probe.size1, root: root1),
        let new = Checkpoint(origin: "log", size: probe.size2, root: root2)
      else { continue }
      let hashes = (probe.proof ?? []).map { $0.base64EncodedString() + "\n" }.joined()
      let text = "old \(probe.size1)\n\(hashes)\n" + new.text
      var isShown = false
      if let proof = try? TlogConsistency(parsing: Array(text.utf8)) {
        isShown = (try? proof.verify(old: old)) != nil
      }
      #expect(isShown == !probe.wantErr, "\(probe.desc)")
      count += 1
    }
    #expect(count > 60)
  }
}

/// A published probe of a consistency proof.
struct ConsistencyProbe: Decodable {
  var size1: UInt64
  var size2: UInt64
  var root1: Data
  var root2: Data
  var proof: [Data]?
  var desc: String
  var wantErr: Bool

  static func all() throws -> [ConsistencyProbe] {
    let folder = SharedVectors.folder.appending(path: "merkle/consistency")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
      .map { try JSONDecoder().decode(ConsistencyProbe.self, from: Data(contentsOf: $0)) }
  }
}
