/// What a case file may keep back: values that no evaluation needs (FORMAT section 7).
///
/// Names that the line’s type knows stay, and so does whoever holds, manages, acts, offers or decides.
public enum Withholding {
  /// The fields of section 3 in which people explain themselves. An answer is the same whatever they say.
  public static let texts = ["note", "text", "reason", "summary", "outcome", "wants"]
  /// Those of them that sentences about a line tell.
  public static let told = ["text", "reason", "summary", "outcome", "wants"]
  /// What a line that issued other evidence gives away: whose cases there were.
  private static let ofEvidence = ["complaint", "heads"]

  /// What stays of types that the vocabulary does not name: who decided.
  private static let neededOfOthers = ["by"]
  /// What stays of those that it names and this version does not know yet.
  private static let neededOfComing = ["custody.person.renamed": ["name", "by"]]

  private static func neededOfOthers(_ type: String) -> [String] {
    neededOfComing.first { $0.key.hasSameBytes(as: type) }?.value ?? neededOfOthers
  }

  /// Whether a value of a line may be kept back.
  ///
  /// - Parameters:
  ///   - name: as `entry.redacted` names it: an extra by its name, a field as `data.NAME`, or `data`.
  ///   - type: the attribute of the line.
  ///   - issuesFile: whether the line is the one that issued the case file.
  public static func allows(_ name: String, type: String, issuesFile: Bool) -> Bool {
    guard let field = Redaction.field(named: name) else { return true }
    func isIn(_ names: [String]) -> Bool { names.contains { $0.hasSameBytes(as: field) } }
    if isIn(texts) { return true }
    guard let kind = EventKind(type: type) else {
      return !isIn(neededOfOthers(type))
    }
    if kind == .evidenceIssued { return !issuesFile && isIn(ofEvidence) }
    return !isIn(kind.allFields.map(\.name))
  }

  /// The fields of a type that are sealed and never kept back.
  public static func needed(_ type: String) -> [String] {
    guard let kind = EventKind(type: type) else { return neededOfOthers(type) }
    let sealing = Sealing(kind)
    return kind.allFields.map(\.name).filter { field in
      sealing.covers(field: field)
        && !allows(Redaction.name(ofField: field), type: kind.type, issuesFile: false)
    }
  }

  /// What of a line that stands whole is kept back.
  ///
  /// A line that is not well formed has no effect for a reason that may lie in any of its fields: of such a
  /// line the vocabulary's own fields stay.
  /// - Parameters:
  ///   - names: what is sealable on the line and stands.
  ///   - isTold: whether a verdict's reader is told what the line says; then what people gave as reasons
  ///     stays.
  ///   - issuesFile: whether the line is the one that issued the case file.
  public static func names(
    _ names: [String], of event: Event, isTold: Bool, issuesFile: Bool
  ) -> [String] {
    var isMalformed = false
    if case .unknown(.malformed) = event.fact { isMalformed = true }
    let known = EventKind(type: event.type)?.allFields.map(\.name) ?? []
    return names.filter { name in
      guard allows(name, type: event.type, issuesFile: issuesFile) else { return false }
      guard let field = Redaction.field(named: name) else { return true }
      let isKnown = known.contains { $0.hasSameBytes(as: field) }
      return !(isMalformed && isKnown)
        && !(isTold && isKnown && told.contains { $0.hasSameBytes(as: field) })
    }
  }
}
