/// Which values of a line are sealed in its leaf, so that they can be destroyed or withheld while the rest
/// stays proved (FORMAT section 7).
///
/// The attribute `type` alone decides, also where the line counts as unknown. These lists are part of
/// format 1 and never change; new types and fields are sealable.
public enum Sealing: Hashable, Sendable {
  /// A type that section 3 does not name: every value.
  case unnamedType
  /// A type of section 3: every value but those that say which step, or when.
  case namedType
  /// `ledger.recovered` and `evidence.issued`: these fields, and nothing else.
  case only([String])
  /// `ledger.opened` and `entry.redacted`.
  case nothing

  /// What the attribute `type` of a line decides.
  public init(type: String) {
    if let kind = EventKind(type: type) {
      self.init(kind)
    } else {
      self = Self.coming.contains { $0.hasSameBytes(as: type) } ? .namedType : .unnamedType
    }
  }

  /// What a type of the vocabulary decides.
  public init(_ kind: EventKind) {
    self = kind.sealing
  }

  /// Types of section 3 that are in the format and not yet in `EventKind`.
  public static let coming = ["custody.person.renamed", "custody.client.merged"]

  /// The fields of section 3 that say which step or when: they are never destroyed.
  public static let lasting = [
    "stamp", "responsibility", "handoff", "entry", "complaint", "contract", "request", "bonus",
    "effective", "until", "into", "arose", "fallback", "responsibilities", "limits", "bonusBasis",
    "signed", "kind",
  ]

  /// The extras that are never destroyed: signatures have to be checked.
  public static let lastingExtras = ["signature", "seen"]

  /// Whether the value of a field of `data` is sealed.
  public func covers(field name: String) -> Bool {
    switch self {
    case .unnamedType: true
    case .namedType: !Self.lasting.contains { $0.hasSameBytes(as: name) }
    case .only(let names): names.contains { $0.hasSameBytes(as: name) }
    case .nothing: false
    }
  }

  /// Whether the value of an extra is sealed.
  public func covers(extra name: String) -> Bool {
    coversWhole && !Self.lastingExtras.contains { $0.hasSameBytes(as: name) }
  }

  /// Whether a `data` that is no object is sealed as a whole.
  public var coversWhole: Bool {
    switch self {
    case .unnamedType, .namedType: true
    case .only, .nothing: false
    }
  }
}
