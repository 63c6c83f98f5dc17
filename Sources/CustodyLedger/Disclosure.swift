import EventLog
public import Ownership

/// What a case file gives away: how many lines of which kind, what people wrote in them, and what is kept
/// back.
///
/// Ids, times and logins stand on every line, and are not counted. Whoever is named by `by` is: people type there
/// what they like, and nobody may keep it back.
public struct Disclosure: Hashable, Sendable {
  /// How many there are of something.
  public struct Count: Hashable, Sendable {
    /// A type without `custody.`, a field, or an extra.
    public let name: String
    /// At least 1.
    public let count: Int
  }

  /// Whose complaint it is.
  public let client: ClientID
  /// Everything whose lines are given away, all from the first to the last.
  public let subjects: [Subject]
  /// The lines by their type: first those of the vocabulary, in its order.
  public let kinds: [Count]
  /// Values by their field that people wrote freely, and names: first those of the vocabulary. Also those without a
  /// seal, which nobody can keep back, as the reason of a redaction.
  public let texts: [Count]
  /// Values by their field in whose place seals are given away.
  public let withheld: [Count]

  /// How many lines they are.
  public var lineCount: Int { kinds.reduce(0) { $0 + $1.count } }

  /// What lines give away, and the line that will issue them.
  ///
  /// - Parameter withheld: what is kept back, by line, as `entry.redacted` names it.
  init(
    client: ClientID, subjects: [Subject], lines: [LogLine], withheld: [SequenceNumber: [String]]
  ) {
    self.client = client
    self.subjects = subjects
    kinds = Self.counts(
      lines.map(\.type) + [EventKind.evidenceIssued.type], in: EventKind.allCases.map(\.type)
    ).map { Count(name: $0.name.withoutPrefix(EventKind.prefix), count: $0.count) }
    let kept = lines.flatMap { withheld[$0.sequence] ?? [] }
    self.withheld = Self.counts(kept.map(Self.field), in: Redaction.freeText)
    texts = Self.counts(
      lines.flatMap { line in Self.texts(line, except: withheld[line.sequence] ?? []) },
      in: Self.written)
  }

  private static let written = Redaction.freeText + ["by", "terms", "limits"]

  private static func field(_ name: String) -> String { Redaction.field(named: name) ?? name }

  /// The free text that stands on a line, extras and what the vocabulary does not name included.
  private static func texts(_ line: LogLine, except withheld: [String]) -> [String] {
    let known = EventKind(type: line.type)?.allFields ?? EventKind.commonFields
    let hidden = line.values.filter(\.isSealed).map(\.name) + withheld
    var names = line.values.map(\.name).filter { Redaction.field(named: $0) == nil }
    if case .object(let members)? = line.data {
      names += members.map { Redaction.name(ofField: $0.name) }
    }
    return names.filter { name in
      if hidden.contains(where: { $0.hasSameBytes(as: name) }) { return false }
      guard let field = Redaction.field(named: name) else { return true }
      return written.contains { $0.hasSameBytes(as: field) }
        || !known.contains { $0.name.hasSameBytes(as: field) }
    }.map(field)
  }

  private static func counts(_ names: [String], in order: [String]) -> [Count] {
    var counts: [[UInt8]: Int] = [:]
    for name in names { counts[Array(name.utf8), default: 0] += 1 }
    let first = order.map { Array($0.utf8) }
    let rest = Set(counts.keys).subtracting(first).sorted { $0.lexicographicallyPrecedes($1) }
    return (first + rest).compactMap { name in
      counts[name].map { Count(name: String(decoding: name, as: UTF8.self), count: $0) }
    }
  }
}

extension String {
  fileprivate func withoutPrefix(_ prefix: String) -> String {
    utf8.starts(with: prefix.utf8) ? String(Substring(utf8.dropFirst(prefix.utf8.count))) : self
  }
}
