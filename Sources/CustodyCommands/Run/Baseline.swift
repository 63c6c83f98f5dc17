import CustodyLedger
import EventLog
import Merkle
import Ownership
import Projections

/// The findings of an earlier audit.
struct Baseline {
  /// The evidence of each, by the bytes of its key.
  private var evidence: [[UInt8]: Set<String>] = [:]

  /// Reads an audit that was written with `--format json`.
  init(_ value: ParsedArguments.Value, _ surroundings: Surroundings) throws(Failure) {
    let bytes = try InputFile(value, surroundings).whole(limit: 64 << 20)
    let root: JSON
    do throws(JSONProblem) {
      root = try JSONParser.parse(bytes)
    } catch {
      let place = TextPlace(file: value.text, bytes: bytes, offset: error.offset)
      throw Failure(
        .usage,
        [
          Problem(
            "the baseline is not JSON: \(error.message)", at: Place(place),
            hint: "write it with custody audit --format json -o \(FailureText.quoted(value.text))")
        ])
    }
    guard case .object(let members) = root,
      case .string("audit")? = members.first(where: { $0.name == "report" })?.value,
      case .array(let rows)? = members.first(where: { $0.name == "findings" })?.value
    else {
      throw .usage(
        "\(value.text) is not an audit", at: value.place(),
        hint: "write one with custody audit --format json -o \(FailureText.quoted(value.text))")
    }
    for row in rows {
      guard case .object(let cells) = row,
        case .string(let key)? = cells.first(where: { $0.name == "key" })?.value,
        case .string(let evidence)? = cells.first(where: { $0.name == "evidence" })?.value
      else {
        throw .usage(
          "\(value.text) does not say on which lines its findings stand, as audits of an earlier version did "
            + "not", at: value.place(),
          hint:
            "write it anew with custody audit --format json -o \(value.text), and look through it")
      }
      self.evidence[Array(key.utf8), default: []].insert(evidence)
    }
  }

  /// Whether it holds a finding that says the same of the same lines.
  func holds(_ finding: Finding, _ reading: LedgerReading) -> Bool {
    guard let known = evidence[Array(finding.key.utf8)], let own = finding.evidence(reading) else {
      return false
    }
    return known.contains(own)
  }
}

extension Finding {
  /// The first 32 hexadecimal digits of a SHA-256 over its key, its person, what it says, and the leaf hashes of
  /// its lines, each with a zero byte behind it; `nil` where the leaves were not kept.
  ///
  /// Numbers of lines would not do: behind an accepted loss they are given anew.
  func evidence(_ reading: LedgerReading) -> String? {
    var texts = [key, person?.text ?? "", statement]
    for line in lines {
      guard let leaf = reading.leaf(line) else { return nil }
      texts.append(leaf.base64)
    }
    let bytes = texts.flatMap { text -> [UInt8] in text.utf8 + [0] }
    return String(SHA256.digest(of: bytes).hexadecimal.prefix(32))
  }
}
