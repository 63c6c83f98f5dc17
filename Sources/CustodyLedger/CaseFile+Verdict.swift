import Ownership
import Presentation

/// Two verdicts as a case file states them, compared.
extension CaseFile {
  /// The first part of a claim that is not found, or that is left out of it.
  static func difference(claimed: JSON, found: JSON, at path: String = "verdict") -> String? {
    switch (claimed, found) {
    case (.object(let claims), .object(let members)):
      for claim in claims {
        guard let member = members.first(where: { $0.name.hasSameBytes(as: claim.name) }) else {
          return "it has no \(path).\(claim.name)"
        }
        if let difference = difference(
          claimed: claim.value, found: member.value, at: "\(path).\(claim.name)")
        {
          return difference
        }
      }
      // Files of before do not tell a name that was destroyed from one that was never given.
      let left = members.first { member in
        !member.name.hasSameBytes(as: AnswerJSON.againstRedacted)
          && !claims.contains { $0.name.hasSameBytes(as: member.name) }
      }
      return left.map { "\(path).\($0.name) is left out" }
    case (.array(let claims), .array(let items)) where claims.count == items.count:
      for (index, (claim, item)) in zip(claims, items).enumerated() {
        if let difference = difference(claimed: claim, found: item, at: "\(path)[\(index)]") {
          return difference
        }
      }
      return nil
    default:
      if claimed == found { return nil }
      return "\(path) is \(JSONWriter.text(found)), and \(JSONWriter.text(claimed)) is claimed"
    }
  }
}
