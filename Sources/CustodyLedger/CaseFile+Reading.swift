import EventLog
import Merkle
import Ownership
import Signatures

/// Reading a case file: strictly, so that every byte of it is one that is checked.
extension CaseFile {
  /// Reads a case file; what it claims is for `check()` to find true.
  ///
  /// Throws a `CaseFileProblem` for anything but the exact bytes that `bytes` gives again.
  public init(parsing bytes: [UInt8]) throws(CaseFileProblem) {
    guard bytes.count <= Self.byteLimit else {
      throw CaseFileProblem(
        unreadable: "it has \(bytes.count) bytes, and at most \(Self.byteLimit) are read")
    }
    let root: JSON
    do throws(JSONProblem) {
      root = try JSONParser.parse(bytes)
    } catch {
      throw CaseFileProblem(
        unreadable: "it is not JSON: \(error.message), at byte \(error.offset + 1)")
    }
    let names = ["custodyCase", "complaint", "client", "zone", "checkpoint", "verdict", "lines"]
    guard case .object(let members) = root, members.first?.name == names[0] else {
      throw CaseFileProblem(unreadable: "it is not a case file")
    }
    guard members[0].value == .number(String(Self.version)) else {
      throw CaseFileProblem(
        unreadable: "it is a case file of another version than \(Self.version)")
    }
    guard members.map(\.name) == names else {
      throw CaseFileProblem(
        unreadable: "a case file has the members \(names.joined(separator: ", ")), in this order")
    }
    self.init(
      complaint: try Self.identifier(members[1]), client: try Self.identifier(members[2]),
      zone: try Self.zone(members[3].value), checkpoint: try Self.checkpoint(members[4].value),
      verdict: members[5].value, entries: try Self.entries(members[6].value))
    guard self.bytes == bytes else {
      throw CaseFileProblem(
        unreadable: "it is not written as case files are: something reformatted or changed it")
    }
  }

  private static func identifier<Kind>(
    _ member: JSONMember
  ) throws(CaseFileProblem) -> Identifier<Kind> {
    guard case .string(let text) = member.value else {
      throw CaseFileProblem(unreadable: "\(member.name) is not a string")
    }
    do throws(IdentifierProblem) {
      return try Identifier(text)
    } catch {
      throw CaseFileProblem(unreadable: "\(member.name) is not an identifier: \(error)")
    }
  }

  private static func zone(_ value: JSON) throws(CaseFileProblem) -> ZoneExcerpt {
    guard case .object(let members) = value,
      members.map(\.name) == ["name", "offset", "transitions"],
      case .string(let name) = members[0].value, let offset = seconds(members[1].value),
      case .array(let items) = members[2].value
    else {
      throw CaseFileProblem(unreadable: "zone is not a name, an offset and transitions")
    }
    var transitions: [(instant: Instant, offset: Int)] = []
    for (index, item) in items.enumerated() {
      guard case .object(let members) = item, members.map(\.name) == ["from", "offset"],
        case .string(let text) = members[0].value, let instant = try? Instant(rfc3339: text),
        let offset = seconds(members[1].value)
      else {
        throw CaseFileProblem(
          unreadable: "transition \(index + 1) of zone is not an instant and an offset in seconds")
      }
      transitions.append((instant, offset))
    }
    guard let zone = ZoneExcerpt(name: name, offset: offset, transitions: transitions) else {
      throw CaseFileProblem(
        unreadable:
          "the transitions of zone are not ascending, or no whole seconds, or an offset is a day or more"
      )
    }
    return zone
  }

  private static func seconds(_ value: JSON) -> Int? {
    if case .number(let text) = value { Int(text) } else { nil }
  }

  private static func checkpoint(_ value: JSON) throws(CaseFileProblem) -> SignedCheckpoint {
    guard case .string(let text) = value else {
      throw CaseFileProblem(unreadable: "checkpoint is not a string")
    }
    let checkpoint: SignedCheckpoint
    do throws(TextProblem) {
      checkpoint = try SignedCheckpoint(parsing: Array(text.utf8))
    } catch {
      throw CaseFileProblem(unreadable: "checkpoint, \(error)")
    }
    // Signed or not: a page shows it, and whether a signature is one needs a key.
    guard checkpoint.checkpoint.extensions.isEmpty else {
      throw CaseFileProblem(
        unreadable: "checkpoint, line 4: the checkpoint of a case file has exactly three lines")
    }
    return checkpoint
  }

  private static func entries(_ value: JSON) throws(CaseFileProblem) -> [Entry] {
    guard case .array(let items) = value else {
      throw CaseFileProblem(unreadable: "lines is not a list")
    }
    var entries: [Entry] = []
    entries.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      guard case .object(let members) = item, members.map(\.name) == ["line", "proof"],
        case .string(let line) = members[0].value, case .array(let hashes) = members[1].value
      else {
        throw CaseFileProblem(unreadable: "entry \(index + 1) of lines is not a line and a proof")
      }
      let proof = hashes.compactMap { hash -> Digest? in
        guard case .string(let text) = hash else { return nil }
        return Digest(base64: text)
      }
      guard proof.count == hashes.count, proof.count <= 64 else {
        throw CaseFileProblem(
          unreadable: "the proof of entry \(index + 1) of lines is not a list of hashes in base64")
      }
      entries.append(Entry(line: line, proof: proof))
    }
    return entries
  }
}
