import Foundation
import Merkle
import Testing

/// The inclusion and consistency probes of transparency-dev/merkle: all are answered as stated.
@Suite(.enabled(if: SharedVectors.isPresent("merkle"), "the vectors are not beside the project"))
struct PublishedProbesTests {
  struct Probe: Decodable {
    var leafIdx: UInt64?
    var treeSize: UInt64?
    var root: Data?
    var leafHash: Data?
    var size1: UInt64?
    var size2: UInt64?
    var root1: Data?
    var root2: Data?
    var proof: [Data]?
    var desc: String
    var wantErr: Bool
  }

  static func probes(_ kind: String) throws -> [Probe] {
    let folder = SharedVectors.folder.appending(path: "merkle/\(kind)")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
      .map { try JSONDecoder().decode(Probe.self, from: Data(contentsOf: $0)) }
  }

  /// Some probes state a root that is no hash; such a root stands here as the hash of itself, so
  /// that equal ones stay equal and no other hash equals it.
  static func opaque(_ root: Data) -> Digest {
    Digest(bytes: Array(root)) ?? SHA256.digest(of: Array("opaque ".utf8) + Array(root))
  }

  @Test func inclusion() throws {
    let probes = try Self.probes("inclusion")
    #expect(probes.count == 98)
    for probe in probes {
      let hashes = (probe.proof ?? []).compactMap { Digest(bytes: Array($0)) }
      let isWhole = hashes.count == (probe.proof ?? []).count
      let leaf = Digest(bytes: Array(probe.leafHash!))
      var isAccepted = false
      if let leaf, isWhole {
        let proof = InclusionProof(index: probe.leafIdx!, size: probe.treeSize!, hashes: hashes)
        isAccepted = (try? proof.verify(leaf: leaf, root: Self.opaque(probe.root!))) != nil
      }
      #expect(isAccepted == !probe.wantErr, "\(probe.desc)")
    }
  }

  @Test func consistency() throws {
    let probes = try Self.probes("consistency")
    #expect(probes.count == 98)
    for probe in probes {
      let hashes = (probe.proof ?? []).compactMap { Digest(bytes: Array($0)) }
      var isAccepted = false
      if hashes.count == (probe.proof ?? []).count {
        let proof = ConsistencyProof(
          oldSize: probe.size1!, newSize: probe.size2!, hashes: hashes)
        isAccepted =
          (try? proof.verify(
            oldRoot: Self.opaque(probe.root1!), newRoot: Self.opaque(probe.root2!))) != nil
      }
      #expect(isAccepted == !probe.wantErr, "\(probe.desc)")
    }
  }
}
