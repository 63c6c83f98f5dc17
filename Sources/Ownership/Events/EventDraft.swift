/// What a producer may say of an event; everything else of a line is set by the ledger.
public struct EventDraft: Hashable, Sendable {
  /// Unique together with `source`; the ledger gives its own where it is absent.
  public var id: String?
  /// Who says so; `custody` where it is absent.
  public var source: String?
  /// The `type` attribute.
  public var type: String
  /// What it is about.
  public var subject: Subject
  /// When it happened.
  public var time: Instant
  /// When it takes effect, if that is not `time`.
  public var effectiveTime: Instant?
  /// When the source system says that it wrote it down.
  public var sourceTime: Instant?
  /// `imported` or `inferred`; `recorded` is not written.
  public var origin: Origin
  /// The earlier line that this one puts right.
  public var replaces: SequenceNumber?
  /// Other CloudEvents extension attributes, in their given order.
  public var extras: [JSONMember]
  /// The members of `data` in canonical order; `nil` where the line has no `data`.
  public var data: [JSONMember]?
  /// `data` that is no object, which only types outside the vocabulary may have; then `data` is `nil`.
  public var otherData: JSON?

  /// An event that is about to be recorded. `data` is brought into canonical order.
  public init(
    id: String? = nil, source: String? = nil, type: String, subject: Subject, time: Instant,
    effectiveTime: Instant? = nil, sourceTime: Instant? = nil, origin: Origin = .recorded,
    replaces: SequenceNumber? = nil, extras: [JSONMember] = [], data: [JSONMember]? = nil,
    otherData: JSON? = nil
  ) {
    self.id = id
    self.source = source
    self.type = type
    self.subject = subject
    self.time = time
    self.effectiveTime = effectiveTime
    self.sourceTime = sourceTime
    self.origin = origin
    self.replaces = replaces
    self.extras = extras
    self.data = data.map { DataCodec.canonical($0, type: type) }
    self.otherData = otherData
  }

  /// What is wrong with type, subject and data; empty when `append` may take it.
  ///
  /// More than what makes a line of a log count as unknown: identifiers that look like others are refused
  /// only here, unless the ledger itself writes the line, about what stands in it.
  public var problems: [FactProblem] {
    guard let kind = EventKind(type: type) else { return subjectProblems }
    if let otherData {
      return [FactProblem(field: nil, "data is \(otherData.kindName); an object is expected")]
    }
    let problems = DataCodec.problems(kind: kind, subject: subject, data: data, destroyed: [])
    if kind.isWrittenByLedgerOnly || !problems.isEmpty { return problems }
    return subjectProblems
      + (data ?? []).compactMap { member in
        if case .string(let text) = member.value, text.isVisibleASCII { return nil }
        guard let field = kind.allFields.first(where: { $0.name.hasSameBytes(as: member.name) }),
          let message = field.kind.lookAlikeProblem(with: member.value)
        else { return nil }
        return FactProblem(field: field.name, message)
      }
  }

  private var subjectProblems: [FactProblem] {
    let id: String
    switch subject {
    case .client(let client): id = client.text
    case .person(let person): id = person.text
    case .ledger: return []
    }
    return FieldKind.lookAlikeProblem(with: id).map {
      [FactProblem(field: nil, "the subject \($0)")]
    } ?? []
  }
}
