import Ownership

/// What the lines of a person say beside presence: name, kind, and what may be decided.
struct PersonCard {
  /// A `person.joined` that names something.
  private struct Introduction {
    var instant: Instant
    var name: String?
    var kind: PersonKindName?
  }

  private var introductions: [Introduction] = []
  /// The grants, in effective order, each with its end.
  private(set) var grants: [Grant] = []

  init(_ perspective: Perspective, _ person: PersonID) {
    let history = perspective.history
    for (key, event) in perspective.lines(of: person).inEffectiveOrder(history) {
      switch event.fact {
      case .personJoined(let name, _, let kind):
        introductions.append(Introduction(instant: key.instant, name: name, kind: kind))
      case .authorityGranted(let terms):
        end(decision: terms.decision, client: terms.client, at: key.instant, by: event.sequence)
        grants.append(
          Grant(
            person: person, terms: terms, from: key.instant,
            until: terms.until?.end(in: history.zone), line: event.sequence))
      case .authorityRevoked(let decision, let client):
        end(decision: decision, client: client, at: key.instant, by: event.sequence)
      case .personLeft:
        for place in grants.indices { grants[place].end(at: key.instant, by: event.sequence) }
      default: continue
      }
    }
  }

  /// A grant or a revocation ends the grant of the same decision and the same reach before it.
  private mutating func end(
    decision: Erasable<DecisionID>, client: Erasable<ClientID>?, at instant: Instant,
    by line: SequenceNumber
  ) {
    for place in grants.indices
    where grants[place].terms.decision == decision && grants[place].terms.client == client {
      grants[place].end(at: instant, by: line)
    }
  }

  /// The name that the person goes by.
  func name(at instant: Instant) -> String? {
    introductions.last { $0.instant <= instant && $0.name != nil }?.name
  }

  /// What the person is; a person until a line says otherwise.
  func kind(at instant: Instant) -> PersonKindName {
    introductions.last { $0.instant <= instant && $0.kind != nil }?.kind ?? .person
  }
}
