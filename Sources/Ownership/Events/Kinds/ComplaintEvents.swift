/// `complaint.*`: what a client complains of, with whom it lies, and how it ended.
public enum ComplaintFact: FactGroup {
  indirect case filed(ComplaintFiling)
  indirect case redirected(
    ComplaintID, from: Erasable<Desk>?, to: Erasable<Desk>, reason: String?)
  case attributed(ComplaintID, Erasable<PersonID>, reason: String?)
  case disputed(ComplaintID, reason: String?, outcome: String?)
  case resolved(ComplaintID, reason: String?, outcome: String?)
  case reopened(ComplaintID, reason: String?, outcome: String?)
  case withdrawn(ComplaintID, reason: String?, outcome: String?)

  static let kinds = [
    KindDeclaration(
      .complaintFiled, "complaint.filed", on: [.client],
      [.complaint.required, .responsibility, .arose, .against, .summary, .channel]
    ) {
      .complaint(
        .filed(
          ComplaintFiling(
            complaint: $0.id(.complaint), responsibility: $0.optionalID(.responsibility),
            arose: $0.moment(.arose), against: $0.optional(.against),
            summary: $0.text(.summary), channel: $0.text(.channel))))
    },
    KindDeclaration(
      .complaintRedirected, "complaint.redirected", on: [.client],
      [.complaint.required, .fromDesk, .toDesk.required, .reason]
    ) {
      .complaint(
        .redirected(
          $0.id(.complaint), from: $0.desk(.fromDesk), to: $0.desk(.toDesk) ?? .destroyed,
          reason: $0.text(.reason)))
    },
    KindDeclaration(
      .complaintAttributed, "complaint.attributed", on: [.client],
      [.complaint.required, .person.required, .reason.required]
    ) {
      .complaint(
        .attributed($0.id(.complaint), $0.required(.person), reason: $0.text(.reason)))
    },
    step(.complaintDisputed, "complaint.disputed") {
      .disputed($0, reason: $1, outcome: $2)
    },
    step(.complaintResolved, "complaint.resolved") {
      .resolved($0, reason: $1, outcome: $2)
    },
    step(.complaintReopened, "complaint.reopened") {
      .reopened($0, reason: $1, outcome: $2)
    },
    step(.complaintWithdrawn, "complaint.withdrawn") {
      .withdrawn($0, reason: $1, outcome: $2)
    },
  ]

  private static func step(
    _ kind: EventKind, _ name: String,
    _ make: @escaping @Sendable (ComplaintID, String?, String?) -> ComplaintFact
  ) -> KindDeclaration {
    KindDeclaration(kind, name, on: [.client], [.complaint.required, .reason, .outcome]) {
      .complaint(make($0.id(.complaint), $0.text(.reason), $0.text(.outcome)))
    }
  }

  var fields: [(Field, JSON?)] {
    switch self {
    case .filed(let filing):
      [
        (.complaint, .id(filing.complaint)), (.responsibility, .id(filing.responsibility)),
        (.arose, .moment(filing.arose)), (.against, .id(filing.against?.value)),
        (.summary, .text(filing.summary)), (.channel, .text(filing.channel)),
      ]
    case .redirected(let id, let from, let to, let reason):
      [
        (.complaint, .id(id)), (.fromDesk, .text(from?.value?.text)),
        (.toDesk, .text(to.value?.text)), (.reason, .text(reason)),
      ]
    case .attributed(let id, let person, let reason):
      [(.complaint, .id(id)), (.person, .id(person.value)), (.reason, .text(reason))]
    case .disputed(let id, let reason, let outcome), .resolved(let id, let reason, let outcome),
      .reopened(let id, let reason, let outcome), .withdrawn(let id, let reason, let outcome):
      [(.complaint, .id(id)), (.reason, .text(reason)), (.outcome, .text(outcome))]
    }
  }

  var personsNamed: [PersonID] {
    switch self {
    case .filed(let filing): [filing.against?.value].compactMap(\.self)
    case .redirected(_, let from, let to, _):
      [from?.value, to.value].compactMap { desk in
        if case .person(let person)? = desk { person } else { nil }
      }
    case .attributed(_, let person, _): [person.value].compactMap(\.self)
    case .disputed, .resolved, .reopened, .withdrawn: []
    }
  }

  var statedMoments: [Moment] {
    switch self {
    case .filed(let filing): [filing.arose].compactMap(\.self)
    case .redirected, .attributed, .disputed, .resolved, .reopened, .withdrawn: []
    }
  }

  /// The complaint that it is about.
  public var complaint: ComplaintID {
    switch self {
    case .filed(let filing): filing.complaint
    case .redirected(let id, _, _, _), .attributed(let id, _, _), .disputed(let id, _, _),
      .resolved(let id, _, _), .reopened(let id, _, _), .withdrawn(let id, _, _):
      id
    }
  }
}

/// Who has a complaint, or what responsibility it was sent to.
public enum Desk: Hashable, Sendable {
  case person(PersonID)
  case responsibility(Responsibility)
}

/// `complaint.filed`
public struct ComplaintFiling: Hashable, Sendable {
  /// Unique within the client.
  public var complaint: ComplaintID
  /// `account` where it names none.
  public var responsibility: Responsibility?
  /// When the problem arose; the event's own time where it is absent.
  public var arose: Moment?
  /// Whom the client complains of.
  public var against: Erasable<PersonID>?
  /// In the client's words.
  public var summary: String?
  /// Letter, mail, call …
  public var channel: String?
}
