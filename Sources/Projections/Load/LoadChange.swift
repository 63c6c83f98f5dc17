public import Ownership

/// Loads before and after, and who inherited what from whom: for layoffs, and for what would be.
public struct LoadChange: Hashable, Sendable {
  /// Clients of which somebody else answers for a responsibility now.
  public struct Move: Hashable, Sendable {
    /// The client.
    public var client: ClientID
    /// The responsibilities that moved.
    public var responsibilities: [Responsibility]
    /// Who answered before; `nil` for nobody.
    public var from: PersonID?
    /// Who answers after; `nil` for nobody: an orphan.
    public var to: PersonID?
    /// On what that rests.
    public var basis: Basis
    /// The lines that carry the answers after.
    public var evidence: [SequenceNumber]
  }

  /// The load before.
  public var before: Load
  /// The load after.
  public var after: Load
  /// What moved, by client, then in the order of responsibilities.
  public var moves: [Move]

  /// Compares two standpoints.
  public init(_ before: Standpoint, _ after: Standpoint) {
    self.before = Load(before)
    self.after = Load(after)
    let clients = Set(before.clients).union(after.clients).sorted()
    moves = clients.flatMap { Self.moves(before.section(of: $0), after.section(of: $0)) }
  }

  /// The loads just before a time begins and when it is over, with the same lines known.
  ///
  /// - Parameter span: an instant counts with what takes effect at it.
  public init(_ standpoint: Standpoint, around span: TimeSpan) {
    let before = span.start.predecessor ?? span.start
    self.init(Standpoint(standpoint, at: before), Standpoint(standpoint, at: span.end))
  }

  private static func moves(_ before: ClientSection, _ after: ClientSection) -> [Move] {
    struct Parties: Hashable {
      var from: PersonID?
      var to: PersonID?
      var basis: Basis
    }
    // A client that opened or closed has not moved from one to another.
    guard before.status == .open, after.status == .open else { return [] }
    var places: [Parties: Int] = [:]
    var moves: [Move] = []
    for cell in after.cells {
      guard let old = before.cell(cell.responsibility), old.accountable != cell.accountable
      else { continue }
      let parties = Parties(from: old.accountable, to: cell.accountable, basis: cell.basis)
      if let place = places[parties] {
        moves[place].responsibilities.append(cell.responsibility)
        moves[place].evidence = Set(moves[place].evidence).union(cell.evidence).sorted()
      } else {
        places[parties] = moves.count
        moves.append(
          Move(
            client: after.client, responsibilities: [cell.responsibility], from: old.accountable,
            to: cell.accountable, basis: cell.basis, evidence: cell.evidence))
      }
    }
    return moves
  }
}
