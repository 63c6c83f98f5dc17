public import Merkle
public import Ownership
import Presentation
public import Signatures

/// A case file: all that a verdict on a complaint rests on, for whoever does not have the log and need
/// not trust who made it (FORMAT section 7).
///
///     {"custodyCase":1,
///     "complaint":"c1",
///     "client":"acme",
///     "zone":{"name":"Europe/Berlin","offset":3600,
///             "transitions":[{"from":"2026-03-29T01:00:00Z","offset":7200},…]},
///     "checkpoint":"custody/0123456789abcdef\n8\n…\n",
///     "verdict":{…},
///     "lines":[
///     {"line":"{\"specversion\":\"1.0\",…}","proof":["…","…"]},
///     …
///     ]}
///
/// JSON, with line feeds only where they stand above (but within `zone`), in exactly these bytes: nothing in it
/// is markup or steers a terminal (`JSONWriter.shown`), so that it stands in a page as it is, and shows nothing
/// else than a case file where somebody names it `.html`. The zone is that of the ledger, its offset in seconds
/// at the first time that a line states and the transitions up to the last, so that machines with other zone
/// files read the lines as the ledger did. The lines are those of every subject that the verdict reads, from its
/// first to its last, by sequence; values that no evaluation needs may be withheld, their seals in their places
/// (FORMAT sections 7 and 8). The last line of all is the
/// `custody.evidence.issued` whose `heads` names the last line of each, and the checkpoint covers the log
/// up to exactly that line. Each proof leads from its line to the checkpoint's root.
public struct CaseFile: Sendable {
  /// The version of the format.
  public static var version: Int { 1 }
  /// How many bytes are read at most.
  public static var byteLimit: Int { 1 << 30 }

  /// A line with the proof that it is in the log.
  public struct Entry: Hashable, Sendable {
    /// The line without its LF.
    public let line: String
    /// The siblings from the line's own hash up to the root's child.
    public let proof: [Digest]

    package init(line: String, proof: [Digest]) {
      self.line = line
      self.proof = proof
    }
  }

  /// The complaint.
  public let complaint: ComplaintID
  /// Whose complaint it is.
  public let client: ClientID
  /// By whose clocks dates are read and times are told.
  public let zone: ZoneExcerpt
  /// What the log says of itself at the last of the lines, signed or not.
  public let checkpoint: SignedCheckpoint
  /// The verdict as it is claimed (FORMAT section 6).
  public let verdict: JSON
  /// The lines, ascending.
  public let entries: [Entry]

  package init(
    complaint: ComplaintID, client: ClientID, zone: ZoneExcerpt, checkpoint: SignedCheckpoint,
    verdict: JSON, entries: [Entry]
  ) {
    self.complaint = complaint
    self.client = client
    self.zone = zone
    self.checkpoint = checkpoint
    self.verdict = verdict
    self.entries = entries
  }

  /// What the file holds.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func append(_ name: String, _ value: JSON, _ end: String) {
      bytes += "\"\(name)\":".utf8
      JSONWriter.append(value, to: &bytes)
      bytes += end.utf8
    }
    bytes += "{\"custodyCase\":\(Self.version),\n".utf8
    append("complaint", .string(complaint.text), ",\n")
    append("client", .string(client.text), ",\n")
    append("zone", Self.json(zone), ",\n")
    append("checkpoint", .string(String(decoding: checkpoint.bytes, as: UTF8.self)), ",\n")
    append("verdict", verdict, ",\n")
    bytes += "\"lines\":[".utf8
    for (index, entry) in entries.enumerated() {
      bytes += (index == 0 ? "\n" : ",\n").utf8
      let proof = entry.proof.map { JSON.string($0.base64) }
      let members = [JSONMember("line", .string(entry.line)), JSONMember("proof", .array(proof))]
      JSONWriter.append(.object(members), to: &bytes)
    }
    bytes += "\n]}\n".utf8
    return JSONWriter.shown(bytes)
  }
}

extension CaseFile {
  /// `{"name":…,"offset":…,"transitions":[{"from":…,"offset":…},…]}`
  static func json(_ zone: ZoneExcerpt) -> JSON {
    let transitions = zone.transitions.map { transition in
      JSON.object([
        JSONMember("from", .string(transition.instant.description)),
        JSONMember("offset", .integer(transition.offset)),
      ])
    }
    return .object([
      JSONMember("name", .string(zone.name)), JSONMember("offset", .integer(zone.offset)),
      JSONMember("transitions", .array(transitions)),
    ])
  }
}

/// Why a case file is not to be believed, or cannot be read.
public struct CaseFileProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whether the file could be read, and does not prove what it claims.
  public let isRefuted: Bool
  /// What is wrong, one clause.
  public let message: String

  init(unreadable message: String) {
    isRefuted = false
    self.message = message
  }

  init(_ message: String) {
    isRefuted = true
    self.message = message
  }

  /// The clause.
  public var description: String { message }
}
