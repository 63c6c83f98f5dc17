/// How one responsibility of one client stands: three disjoint states, and one where a redaction has
/// destroyed what would tell.
package struct Holding {
  package enum State {
    /// Nobody holds it; the line that ended it or closed the client, if anybody ever held it.
    case unassigned(by: SequenceNumber?)
    /// Somebody holds it.
    case held(PersonID, by: Setter)
    /// The holder left and nobody has been made holder since.
    case left(PersonID, by: SequenceNumber)
    /// The line that set it lost its person.
    case redacted(by: [SequenceNumber])
  }

  /// What made somebody holder.
  package enum Setter {
    case assignment(SequenceNumber)
    case handoff(offer: SequenceNumber, acceptance: SequenceNumber)

    package var lines: [SequenceNumber] {
      switch self {
      case .assignment(let line): [line]
      case .handoff(let offer, let acceptance): [offer, acceptance]
      }
    }

    package var basis: Basis {
      switch self {
      case .assignment: .assigned
      case .handoff: .handoff
      }
    }
  }

  /// Since when it stands so.
  package var instant: Instant
  package var state: State

  /// The lines that put it in its state.
  package var lines: [SequenceNumber] {
    switch state {
    case .unassigned(let line): line.map { [$0] } ?? []
    case .held(_, let setter): setter.lines
    case .left(_, let line): [line]
    case .redacted(let lines): lines
    }
  }

  /// Before anybody was made holder.
  static var never: Holding { Holding(instant: .first, state: .unassigned(by: nil)) }
}

/// Whether a client is known and open.
package enum ClientStatus {
  case unknown
  case open
  case closed(by: SequenceNumber)

  package var isClosed: Bool { if case .closed = self { true } else { false } }
}
