import Merkle
import SeededNumbers
import Testing

/// Every word of refusal, and proofs that were tampered with.
@Suite struct ProofProblemTests {
  let leaves = ProofTests.leaves(7)

  func inclusionProblem(
    index: UInt64, size: UInt64, hashes: [Digest], leaf: Digest, root: Digest
  ) -> String {
    do throws(ProofProblem) {
      try InclusionProof(index: index, size: size, hashes: hashes).verify(leaf: leaf, root: root)
      return "accepted"
    } catch { return "\(error)" }
  }

  func consistencyProblem(
    _ oldSize: UInt64, _ newSize: UInt64, _ hashes: [Digest], _ oldRoot: Digest, _ newRoot: Digest
  ) -> String {
    do throws(ProofProblem) {
      try ConsistencyProof(oldSize: oldSize, newSize: newSize, hashes: hashes)
        .verify(oldRoot: oldRoot, newRoot: newRoot)
      return "accepted"
    } catch { return "\(error)" }
  }

  @Test func eachProblemSaysWhatIsWrong() {
    let (a, b) = (leaves[0], leaves[1])
    let ab = TreeHash.node(a, b)
    #expect(
      inclusionProblem(index: 0, size: 2, hashes: [b], leaf: a, root: ab) == "accepted")
    #expect(
      inclusionProblem(index: 2, size: 2, hashes: [b], leaf: a, root: ab)
        == "leaf 2 (counted from 0) is not in a tree of 2 leaves")
    #expect(
      inclusionProblem(index: 0, size: 2, hashes: [], leaf: a, root: ab)
        == "the proof has 0 hashes, and for these sizes it must have 1")
    #expect(
      inclusionProblem(index: 1, size: 2, hashes: [b], leaf: a, root: ab)
        == "the proof leads to the root \(TreeHash.node(b, a)), not to the stated \(ab)")
    #expect(consistencyProblem(1, 2, [b], a, ab) == "accepted")
    #expect(
      consistencyProblem(2, 1, [b], a, ab) == "a tree of 1 leaves cannot continue one of 2")
    #expect(
      consistencyProblem(0, 0, [], TreeHash.emptyRoot, TreeHash.emptyRoot)
        == "a tree without leaves proves nothing about a later one")
    #expect(
      consistencyProblem(2, 2, [b], ab, ab)
        == "the proof has 1 hashes, and for these sizes it must have 0")
    #expect(
      consistencyProblem(1, 2, [], a, ab)
        == "the proof has 0 hashes, and for these sizes it must have 1")
    #expect(
      consistencyProblem(2, 2, [], ab, a)
        == "the proof leads to the root \(ab), not to the stated \(a)")
    #expect(
      consistencyProblem(3, 4, [leaves[2], leaves[3], b], a, ab).hasPrefix(
        "the proof leads to the root \(TreeHash.node(b, leaves[2])) of the older tree, not to"))
  }

  @Test func noFlippedBitOfAProofIsAccepted() {
    let tree = MerkleTree(ProofTests.levels(leaves, step: 1))
    let (oldRoot, root) = (tree.root(size: 3), tree.root(size: 7))
    let inclusion = tree.inclusion(of: 4, size: 7)
    let consistency = tree.consistency(from: 3, to: 7)
    func flipped(_ hashes: [Digest], _ bit: Int) -> [Digest] {
      var hashes = hashes
      var bytes = hashes[bit / 256].bytes
      bytes[bit % 256 / 8] ^= 1 << UInt8(bit % 8)
      hashes[bit / 256] = Digest(bytes: bytes)!
      return hashes
    }
    for bit in 0..<inclusion.hashes.count * 256 {
      let proof = InclusionProof(index: 4, size: 7, hashes: flipped(inclusion.hashes, bit))
      #expect(throws: ProofProblem.self) { try proof.verify(leaf: leaves[4], root: root) }
    }
    for bit in 0..<consistency.hashes.count * 256 {
      let proof = ConsistencyProof(
        oldSize: 3, newSize: 7, hashes: flipped(consistency.hashes, bit))
      #expect(throws: ProofProblem.self) { try proof.verify(oldRoot: oldRoot, newRoot: root) }
    }
  }

  @Test func mutatedProofsAreRefusedAndNeverCrash() {
    var numbers = SeededNumbers(seed: 9162)
    let leaves = ProofTests.leaves(200)
    let tree = MerkleTree(ProofTests.levels(leaves, step: 1))
    for _ in 0..<SeededNumbers.rounds(2000) {
      let size = UInt64.random(in: 2...200, using: &numbers)
      let index = UInt64.random(in: 0..<size, using: &numbers)
      let proof = tree.inclusion(of: index, size: size)
      var hashes = proof.hashes
      var (place, count) = (index, size)
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0: hashes.removeLast()
      case 1: hashes.append(leaves[Int(index)])
      case 2: hashes.swapAt(0, hashes.count - 1)
      case 3: place ^= 1 << UInt64.random(in: 0..<64, using: &numbers)
      case 4: count ^= 1 << UInt64.random(in: 0..<64, using: &numbers)
      default: hashes.insert(hashes[0], at: 0)
      }
      let mutated = InclusionProof(index: place, size: count, hashes: hashes)
      // Another size can have the same path to the same root: the size is not in the hashes.
      if mutated == proof || (place == index && hashes == proof.hashes) { continue }
      let root = tree.root(size: size)
      #expect(throws: ProofProblem.self, "\(mutated) of \(size)") {
        try mutated.verify(leaf: leaves[Int(index)], root: root)
      }
    }
  }
}
