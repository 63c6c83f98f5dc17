/// `ledger.*`, `policy.adopted` and `evidence.issued`: what concerns the ledger as a whole.
public enum LedgerFact: FactGroup {
  case opened(name: String, zone: String)
  /// A tail was set aside; or acknowledged lines are gone, and somebody goes on without them.
  indirect case recovered(AcceptedLoss?)
  indirect case policyAdopted(PolicyChange)
  case evidenceIssued(complaint: ComplaintID?)

  static let kinds = [
    KindDeclaration(
      .ledgerOpened, "ledger.opened", on: [.ledger], traits: [.writtenByLedger, .neverNamed],
      sealing: .nothing, [.name.required, .zone.required, .format.required]
    ) { .ledger(.opened(name: $0.text(.name) ?? "", zone: $0.text(.zone) ?? "UTC")) },
    KindDeclaration(
      .ledgerRecovered, "ledger.recovered", on: [.ledger], traits: .writtenByLedger,
      sealing: .only(["reason", "by", "note"]),
      [.segment.required, .offset.required, .bytes.required, .sha256.required]
    ) { .ledger(.recovered(AcceptedLoss($0.values))) },
    KindDeclaration(
      .policyAdopted, "policy.adopted", on: [.ledger], traits: .bearsOnAnswers,
      [.fallback, .responsibilities, .limits, .bonusBasis, .signed]
    ) { .ledger(.policyAdopted(PolicyChange($0))) },
    KindDeclaration(
      .evidenceIssued, "evidence.issued", on: [.ledger], traits: [.writtenByLedger, .neverNamed],
      sealing: .only(["complaint", "heads"]), [.complaint, .heads.required]
    ) { .ledger(.evidenceIssued(complaint: $0.optionalID(.complaint))) },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .opened(let name, let zone):
      [(.name, .string(name)), (.zone, .string(zone)), (.format, .number("1"))]
    case .policyAdopted(let change): change.fields
    // The ledger alone writes these, and nothing restates them.
    case .recovered, .evidenceIssued: []
    }
  }

  var personsNamed: [PersonID] { [] }

  var statedMoments: [Moment] { [] }
}

/// `policy.adopted`: what it sets; what it does not name stays as it was.
public struct PolicyChange: Hashable, Sendable {
  /// Fallback lists by responsibility.
  public var fallback: [(Responsibility, [Responsibility])]
  /// Names beyond the built-in ones.
  public var responsibilities: [Responsibility]?
  /// Limits by name, numbers as they are written.
  public var limits: [(String, String)]
  /// `signing` or `revenue`.
  public var bonusBasis: String?

  init(
    fallback: [(Responsibility, [Responsibility])], responsibilities: [Responsibility]?,
    limits: [(String, String)], bonusBasis: String?
  ) {
    self.fallback = fallback
    self.responsibilities = responsibilities
    self.limits = limits
    self.bonusBasis = bonusBasis
  }

  fileprivate init(_ reader: FactReader) {
    func names(_ value: JSON) -> [Responsibility] {
      reader.strings(value).map(Responsibility.init(trusted:))
    }
    fallback = reader.members(.fallback).map { member in
      (Responsibility(trusted: member.name), names(member.value))
    }
    responsibilities = reader.list(.responsibilities).map { names(.array($0)) }
    limits = reader.members(.limits).compactMap { member in
      if case .number(let digits) = member.value { (member.name, digits) } else { nil }
    }
    bonusBasis = reader.text(.bonusBasis)
  }

  fileprivate var fields: [(Field, JSON?)] {
    func names(_ list: [Responsibility]) -> JSON { .array(list.map { .string($0.text) }) }
    return [
      (
        .fallback,
        fallback.isEmpty ? nil : .object(fallback.map { JSONMember($0.0.text, names($0.1)) })
      ),
      (.responsibilities, responsibilities.map(names)),
      (.limits, limits.isEmpty ? nil : .object(limits.map { JSONMember($0.0, .number($0.1)) })),
      (.bonusBasis, .text(bonusBasis)),
    ]
  }

  /// Equal when all parts are.
  public static func == (left: Self, right: Self) -> Bool {
    left.fallback.elementsEqual(right.fallback, by: ==)
      && left.responsibilities == right.responsibilities
      && left.limits.elementsEqual(right.limits, by: ==) && left.bonusBasis == right.bonusBasis
  }

  /// Hashes the responsibilities that it speaks of.
  public func hash(into hasher: inout Hasher) {
    for (responsibility, _) in fallback { hasher.combine(responsibility) }
    hasher.combine(responsibilities)
  }
}
