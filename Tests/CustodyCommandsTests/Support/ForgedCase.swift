import CustodyLedger
import EventLog
import Merkle
import Ownership
import Signatures
import Testing

/// A case file of other hands: whatever its lines are, root, proofs and verdict are theirs.
enum ForgedCase {
  /// A case file of all lines of a log.
  ///
  /// - Parameters:
  ///   - lines: as they stand in the file, each with what its leaf is there.
  ///   - client: whose complaint it is said to be.
  static func file(
    _ lines: [(text: String, leaf: Digest)], _ complaint: ComplaintID, _ client: ClientID
  ) throws -> [UInt8] {
    var levels = StoredLevels()
    for line in lines { levels.append(line.leaf) }
    let tree = MerkleTree(levels)
    let size = UInt64(lines.count)
    let checkpoint = try #require(
      Checkpoint(
        origin: "custody/\(lines[0].leaf.hexadecimal.prefix(16))", size: size,
        root: tree.root(size: size)))
    let parsed = lines.compactMap { try? LogLine(parsing: Array($0.text.utf8)) }
    var zone = Zone.utc
    if case .ledger(.opened(_, let name))? = parsed.first?.event.fact {
      zone = try Ledger.zone(name)
    }
    let moments = parsed.map(\.event).flatMap(\.statedMoments)
    let excerpt = ZoneExcerpt(of: zone, for: moments)
    let history = CaseFile.history(parsed, zone: excerpt.zone)
    // Where the forged lines file no complaint, there is no verdict to state.
    let verdict = (try? history.verdict(on: complaint, client: client)).map {
      CaseFile.json($0, history)
    }
    return CaseFile(
      complaint: complaint, client: client, zone: excerpt, checkpoint: SignedCheckpoint(checkpoint),
      verdict: verdict ?? .null,
      entries: lines.enumerated().map { place, line in
        CaseFile.Entry(
          line: line.text, proof: tree.inclusion(of: UInt64(place), size: size).hashes)
      }
    ).bytes
  }
}
