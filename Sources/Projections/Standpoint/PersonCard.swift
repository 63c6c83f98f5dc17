import Ownership

/// What the lines of a person say beside presence: name, kind, and what may be decided.
struct PersonCard {
  /// A `person.joined` that names something.
  private struct Introduction {
    var instant: Instant
    var name: Erasable<String>?
    var kind: PersonKindName?
  }

  private var introductions: [Introduction] = []
  /// The grants, in effective order, each with its end.
  let grants: [Grant]

  init(_ perspective: Perspective, _ person: PersonID) {
    let history = perspective.history
    let lines = perspective.lines(of: person)
    grants = Grants(history, of: person, lines: lines).all
    for (key, event) in lines.inEffectiveOrder(history) {
      guard case .person(.joined(_, _, let kind)) = event.fact else { continue }
      introductions.append(
        Introduction(instant: key.instant, name: event.statedName, kind: kind))
    }
  }

  /// The name that the person goes by.
  func name(at instant: Instant) -> Erasable<String>? {
    introductions.last { $0.instant <= instant && $0.name != nil }?.name
  }

  /// What the person is; a person until a line says otherwise.
  func kind(at instant: Instant) -> PersonKindName {
    introductions.last { $0.instant <= instant && $0.kind != nil }?.kind ?? .person
  }
}
