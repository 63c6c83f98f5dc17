/// `assignment.*`: who holds a responsibility for a client.
public enum AssignmentFact: FactGroup {
  case made(Responsibility, Erasable<PersonID>, reason: String?)
  case ended(Responsibility, Erasable<PersonID>?, reason: String?)

  static let kinds = [
    KindDeclaration(
      .assignmentMade, "assignment.made", on: [.client], traits: .bearsOnAnswers,
      [.responsibility.required, .person.required, .reason]
    ) {
      .assignment(
        .made($0.id(.responsibility), $0.required(.person), reason: $0.text(.reason)))
    },
    KindDeclaration(
      .assignmentEnded, "assignment.ended", on: [.client], traits: .bearsOnAnswers,
      [.responsibility.required, .person, .reason]
    ) {
      .assignment(
        .ended($0.id(.responsibility), $0.optional(.person), reason: $0.text(.reason)))
    },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .made(let responsibility, let person, let reason):
      [
        (.responsibility, .id(responsibility)), (.person, .id(person.value)),
        (.reason, .text(reason)),
      ]
    case .ended(let responsibility, let person, let reason):
      [
        (.responsibility, .id(responsibility)), (.person, .id(person?.value)),
        (.reason, .text(reason)),
      ]
    }
  }

  /// What it is about.
  public var responsibility: Responsibility {
    switch self {
    case .made(let responsibility, _, _), .ended(let responsibility, _, _): responsibility
    }
  }

  var personsNamed: [PersonID] {
    switch self {
    case .made(_, let person, _): [person.value].compactMap(\.self)
    case .ended(_, let person, _): [person?.value].compactMap(\.self)
    }
  }

  var statedMoments: [Moment] { [] }
}
