/// `person.*`: who is there, for whom, and who acts meanwhile.
public enum PersonFact: FactGroup {
  case joined(name: String?, manager: Erasable<PersonID>?, kind: PersonKindName?)
  case moved(manager: Erasable<PersonID>)
  case away(until: Moment?, deputy: Erasable<PersonID>?)
  case returned
  case left(reason: String?)

  static let kinds = [
    KindDeclaration(
      .personJoined, "person.joined", on: [.person], traits: .bearsOnAnswers,
      [.name, .manager, .personKind]
    ) {
      .person(
        .joined(
          name: $0.text(.name), manager: $0.optional(.manager),
          kind: $0.text(.personKind).flatMap(PersonKindName.init)))
    },
    KindDeclaration(
      .personMoved, "person.moved", on: [.person], traits: .bearsOnAnswers, [.manager.required]
    ) { .person(.moved(manager: $0.required(.manager))) },
    KindDeclaration(
      .personAway, "person.away", on: [.person], traits: .bearsOnAnswers, [.until, .deputy]
    ) { .person(.away(until: $0.moment(.until), deputy: $0.optional(.deputy))) },
    KindDeclaration(.personReturned, "person.returned", on: [.person], traits: .bearsOnAnswers) {
      _ in .person(.returned)
    },
    KindDeclaration(.personLeft, "person.left", on: [.person], traits: .bearsOnAnswers, [.reason]) {
      .person(.left(reason: $0.text(.reason)))
    },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .joined(let name, let manager, let kind):
      [
        (.name, .text(name)), (.manager, .id(manager?.value)),
        (.personKind, .text(kind?.rawValue)),
      ]
    case .moved(let manager): [(.manager, .id(manager.value))]
    case .away(let until, let deputy):
      [(.until, .moment(until)), (.deputy, .id(deputy?.value))]
    case .returned: []
    case .left(let reason): [(.reason, .text(reason))]
    }
  }

  var personsNamed: [PersonID] {
    switch self {
    case .joined(_, let manager, _): [manager?.value].compactMap(\.self)
    case .moved(let manager): [manager.value].compactMap(\.self)
    case .away(_, let deputy): [deputy?.value].compactMap(\.self)
    case .returned, .left: []
    }
  }

  var statedMoments: [Moment] {
    switch self {
    case .away(let until, _): [until].compactMap(\.self)
    case .joined, .moved, .returned, .left: []
    }
  }
}

/// What `person.joined` says somebody is; only persons carry load.
public enum PersonKindName: String, Hashable, Sendable { case person, team, house }
