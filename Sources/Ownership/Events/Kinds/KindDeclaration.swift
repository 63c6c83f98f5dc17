/// All that the vocabulary says of one kind of event: told here and nowhere else.
///
///     KindDeclaration(.assignmentEnded, "assignment.ended", on: [.client], traits: .bearsOnAnswers,
///       [.responsibility.required, .person, .reason])
///     { .assignment(.ended($0.id(.responsibility), $0.optional(.person), reason: $0.text(.reason))) }
struct KindDeclaration: Sendable {
  /// The case that stands for it.
  let kind: EventKind
  /// The type without `custody.`.
  let name: String
  /// The `type` attribute.
  let type: String
  /// On what it may stand.
  let subjects: [SubjectKind]
  /// What else is so of few kinds.
  let traits: Traits
  /// Which values of its lines are sealed.
  let sealing: Sealing
  /// The fields of `data` in canonical order.
  let fields: [Field]
  /// The same, `by` and `note` included.
  let allFields: [Field]
  /// Makes a fact of fields that have been checked.
  let read: @Sendable (FactReader) -> Fact

  /// What is so of few kinds.
  struct Traits: OptionSet, Sendable {
    let rawValue: Int

    /// Only the ledger itself writes it.
    static let writtenByLedger = Traits(rawValue: 1)
    /// No correction may name such a line.
    static let neverNamed = Traits(rawValue: 2)
    /// Such lines decide who answers.
    static let bearsOnAnswers = Traits(rawValue: 4)
  }

  init(
    _ kind: EventKind, _ name: String, on subjects: [SubjectKind], traits: Traits = [],
    sealing: Sealing = .namedType, _ fields: [Field] = [],
    read: @escaping @Sendable (FactReader) -> Fact
  ) {
    self.kind = kind
    self.name = name
    type = EventKind.prefix + name
    self.subjects = subjects
    self.traits = traits
    self.sealing = sealing
    self.fields = fields
    allFields = fields + EventKind.commonFields
    self.read = read
  }

  /// Of each kind, in the order of the cases.
  static let table: [KindDeclaration] = {
    let all = [
      LedgerFact.kinds, PersonFact.kinds, ClientFact.kinds, AssignmentFact.kinds,
      HandoffFact.kinds, ComplaintFact.kinds, ContractFact.kinds, ChangeFact.kinds,
      AuthorityFact.kinds, MoneyFact.kinds, EntryFact.kinds,
    ].joined().sorted { $0.kind.rawValue < $1.kind.rawValue }
    precondition(all.map(\.kind) == EventKind.allCases, "each kind is declared once")
    return all
  }()

  /// Types are lower-case ASCII, which nothing but itself is canonically equivalent to: `String`'s own
  /// equality is that of the bytes here.
  static let byType: [String: EventKind] = Dictionary(
    uniqueKeysWithValues: table.map { ($0.type, $0.kind) })
}

/// What the lines of one group of kinds say; each group is a file.
protocol FactGroup: Hashable, Sendable {
  /// The kinds of the group.
  static var kinds: [KindDeclaration] { get }

  /// Its fields in the order of FORMAT section 3, for lines that restate it; what is absent or destroyed is
  /// `nil`.
  var fields: [(Field, JSON?)] { get }

  /// Every person whom it names in whatever part.
  var personsNamed: [PersonID] { get }

  /// The times that its fields state.
  var statedMoments: [Moment] { get }
}

extension Fact {
  /// What its group says; `nil` of a line that is not understood.
  private var group: (any FactGroup)? {
    switch self {
    case .ledger(let fact): fact
    case .person(let fact): fact
    case .client(let fact): fact
    case .assignment(let fact): fact
    case .handoff(let fact): fact
    case .complaint(let fact): fact
    case .contract(let fact): fact
    case .change(let fact): fact
    case .authority(let fact): fact
    case .money(let fact): fact
    case .entry(let fact): fact
    case .unknown: nil
    }
  }

  /// Its fields in the order of FORMAT section 3, for lines that restate it; what is absent or destroyed is
  /// `nil`.
  var fields: [(Field, JSON?)] { group?.fields ?? [] }

  /// Every person whom it names in whatever part.
  package var personsNamed: [PersonID] { group?.personsNamed ?? [] }

  /// The times that its fields state.
  var statedMoments: [Moment] { group?.statedMoments ?? [] }
}

extension Event {
  /// Whether it is of a kind that decides who answers, and well formed.
  package var bearsOnAnswers: Bool {
    if case .unknown = fact { return false }
    return EventKind(type: type)?.bearsOnAnswers ?? false
  }
}
