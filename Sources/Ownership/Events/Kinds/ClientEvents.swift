/// `client.*`: which clients there are, and what they are called.
public enum ClientFact: FactGroup {
  case registered(name: String?)
  case renamed(name: String?)
  case closed(reason: String?)

  static let kinds = [
    KindDeclaration(
      .clientRegistered, "client.registered", on: [.client], traits: .bearsOnAnswers, [.name]
    ) { .client(.registered(name: $0.text(.name))) },
    KindDeclaration(.clientRenamed, "client.renamed", on: [.client], [.name.required]) {
      .client(.renamed(name: $0.text(.name)))
    },
    KindDeclaration(
      .clientClosed, "client.closed", on: [.client], traits: .bearsOnAnswers, [.reason]
    ) { .client(.closed(reason: $0.text(.reason))) },
  ]

  var fields: [(Field, JSON?)] {
    switch self {
    case .registered(let name), .renamed(let name): [(.name, .text(name))]
    case .closed(let reason): [(.reason, .text(reason))]
    }
  }

  var personsNamed: [PersonID] { [] }

  var statedMoments: [Moment] { [] }
}
