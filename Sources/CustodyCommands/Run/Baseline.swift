import EventLog
import Ownership

/// The keys of the findings of an earlier audit.
struct Baseline {
  /// The bytes of each key.
  let keys: Set<[UInt8]>

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
    keys = Set(
      rows.compactMap { row in
        guard case .object(let cells) = row,
          case .string(let key)? = cells.first(where: { $0.name == "key" })?.value
        else { return nil }
        return Array(key.utf8)
      })
  }
}
