import Merkle
import SeededNumbers
import Testing

@Suite struct ProofTests {
  static func leaves(_ count: Int) -> [Digest] {
    (0..<count).map { TreeHash.leaf(Array("line \($0)".utf8)) }
  }

  static func levels(_ leaves: [Digest], step: Int) -> StoredLevels {
    var levels = StoredLevels(step: step)
    for leaf in leaves { levels.append(leaf) }
    return levels
  }

  @Test(arguments: [1, 2, 3, 8])
  func everySmallTreeAgreesWithTheRecursiveDefinition(step: Int) throws {
    let leaves = Self.leaves(33)
    let tree = MerkleTree(Self.levels(leaves, step: step))
    #expect(tree.root(size: 0) == RecursiveTree.root([]))
    for size in 1...leaves.count {
      let root = RecursiveTree.root(leaves[..<size])
      #expect(tree.root(size: UInt64(size)) == root)
      for index in 0..<size {
        let proof = tree.inclusion(of: UInt64(index), size: UInt64(size))
        #expect(proof.hashes == RecursiveTree.path(index, leaves[..<size]))
        try proof.verify(leaf: leaves[index], root: root)
      }
      for oldSize in 1...size {
        let proof = tree.consistency(from: UInt64(oldSize), to: UInt64(size))
        #expect(proof.hashes == RecursiveTree.proof(oldSize, leaves[..<size]))
        try proof.verify(oldRoot: RecursiveTree.root(leaves[..<oldSize]), newRoot: root)
      }
    }
  }

  @Test func aProofNamesAllSizesThatItFits() {
    let leaves = Self.leaves(33)
    let tree = MerkleTree(Self.levels(leaves, step: 1))
    let others: ClosedRange<UInt64> = 1...140
    for size in 1...UInt64(leaves.count) {
      let root = tree.root(size: size)
      for index in 0..<size {
        let proof = tree.inclusion(of: index, size: size)
        let fitting = others.filter { other in
          let stated = InclusionProof(index: index, size: other, hashes: proof.hashes)
          return (try? stated.verify(leaf: leaves[Int(index)], root: root)) != nil
        }
        #expect(fitting == Array(proof.sizes))
      }
      for oldSize in 1...size {
        let proof = tree.consistency(from: oldSize, to: size)
        let fitting = others.filter { other in
          let stated = ConsistencyProof(oldSize: oldSize, newSize: other, hashes: proof.hashes)
          return (try? stated.verify(oldRoot: tree.root(size: oldSize), newRoot: root)) != nil
        }
        #expect(fitting == Array(proof.newSizes))
      }
    }
    let widest = InclusionProof(index: 0, size: .max, hashes: [])
    #expect(widest.sizes == (1 << 63) + 1...(.max))
  }

  @Test func treesOfRandomSizesAgreeWithTheRecursiveDefinition() throws {
    let leaves = Self.leaves(1500)
    let trees = [1, 4, 8].map { MerkleTree(Self.levels(leaves, step: $0)) }
    var numbers = SeededNumbers(seed: 6962)
    for _ in 0..<SeededNumbers.rounds(12) {
      let size = Int.random(in: 1...leaves.count, using: &numbers)
      let oldSize = Int.random(in: 1...size, using: &numbers)
      let index = Int.random(in: 0..<size, using: &numbers)
      let root = RecursiveTree.root(leaves[..<size])
      let oldRoot = RecursiveTree.root(leaves[..<oldSize])
      for tree in trees {
        #expect(tree.root(size: UInt64(size)) == root)
        let inclusion = tree.inclusion(of: UInt64(index), size: UInt64(size))
        #expect(inclusion.hashes == RecursiveTree.path(index, leaves[..<size]))
        try inclusion.verify(leaf: leaves[index], root: root)
        let consistency = tree.consistency(from: UInt64(oldSize), to: UInt64(size))
        #expect(consistency.hashes == RecursiveTree.proof(oldSize, leaves[..<size]))
        try consistency.verify(oldRoot: oldRoot, newRoot: root)
      }
    }
  }

  /// Counts what it is asked for, and keeps each eighth level, as the file of nodes does.
  final class CountingSource: SubtreeSource {
    let levels: StoredLevels
    private(set) var leafCount = 0

    init(_ levels: StoredLevels) { self.levels = levels }

    func leaf(_ index: UInt64) -> Digest {
      leafCount += 1
      return levels.leaf(index)
    }

    func node(level: Int, index: UInt64) -> Digest? { levels.node(level: level, index: index) }
  }

  @Test func aProofReadsFewLeavesWhereEachEighthLevelIsKept() {
    let source = CountingSource(Self.levels(Self.leaves(5000), step: 8))
    _ = MerkleTree(source).inclusion(of: 1234, size: 5000)
    // The other 255 leaves below level 8, and those that the ragged right end of the tree adds.
    #expect(source.leafCount <= 2 * 255)
  }

  @Test func aSourceThatFailsEndsTheQuestionWithItsError() {
    struct Broken: Error, Equatable {}
    struct BrokenSource: SubtreeSource {
      func leaf(_ index: UInt64) throws(Broken) -> Digest { throw Broken() }
      func node(level: Int, index: UInt64) throws(Broken) -> Digest? { nil }
    }
    #expect(throws: Broken()) { try MerkleTree(BrokenSource()).root(size: 3) }
  }

  @Test func aRangeTellsOfEachSubtreeItCompletes() {
    let leaves = Self.leaves(70)
    var range = CompactRange()
    var plain = CompactRange()
    var count = 0
    for leaf in leaves {
      range.append(leaf) { level, index, hash in
        let start = Int(index) << level
        #expect(hash == RecursiveTree.root(leaves[start..<start + 1 << level]))
        count += 1
      }
      plain.append(leaf)
      #expect(range == plain)
    }
    #expect(count == 70 + 35 + 17 + 8 + 4 + 2 + 1)
  }

  @Test func sizesAtTheEndOfTheNumbersAreRefusedOrAnsweredWithoutOverflow() {
    let leaf = TreeHash.leaf([])
    for (index, size) in [(UInt64.max - 1, UInt64.max), (0, .max), (.max, .max), (.max, 0)] {
      let proof = InclusionProof(index: index, size: size, hashes: [leaf])
      #expect(throws: ProofProblem.self) { try proof.verify(leaf: leaf, root: leaf) }
      let consistency = ConsistencyProof(oldSize: index, newSize: size, hashes: [leaf])
      #expect(throws: ProofProblem.self) { try consistency.verify(oldRoot: leaf, newRoot: leaf) }
    }
    let long = InclusionProof(
      index: 0, size: .max, hashes: Array(repeating: leaf, count: 64))
    #expect(throws: Never.self) { try long.root(leaf: leaf) }
  }
}
