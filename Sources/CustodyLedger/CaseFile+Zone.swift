public import EventLog
public import Ownership

/// The clocks of a case file: those of the ledger's zone, as the file tells of them.
///
/// Zone files differ between machines, and change. A verdict is that of the clocks in the file; whether the
/// zone's clocks did go so is a question of its own, and another machine may answer it otherwise.
extension CaseFile {
  /// Finds that the zone is the one that line 1 names, with what the lines need of it and nothing else.
  func checkZone(_ history: History) throws(CaseFileProblem) {
    guard case .ledger(.opened(_, let name))? = history.events.first?.fact else {
      throw CaseFileProblem("line 1 does not open a ledger, and names no zone")
    }
    guard zone.name.hasSameBytes(as: name) else {
      throw CaseFileProblem("line 1 names the zone \(name), and the file tells of \(zone.name)")
    }
    let isUTC = name == "UTC"
    let needed = ZoneExcerpt(of: isUTC ? .utc : zone.zone, for: Self.moments(history))
    guard zone == needed else {
      throw CaseFileProblem(
        isUTC
          ? "its zone is UTC, which has no transitions"
          : "the transitions of \(name) in it are not those that its lines need")
    }
  }

  /// Every time that lines state.
  static func moments(_ history: History) -> [Moment] {
    history.events.flatMap(\.statedMoments)
  }

  /// How the clocks of a case file compare with the zone files of a machine.
  public enum ZoneAgreement: Hashable, Sendable {
    /// They went so.
    case same
    /// This machine's clocks show another time, from an instant on.
    case differs(ZoneExcerpt.Difference)
    /// This machine knows no such zone, for a reason.
    case unknown(String)
  }

  /// Compares the clocks of this file with this machine's zone files, over the times that its lines state.
  ///
  /// - Parameters:
  ///   - report: what a check of this file has found.
  ///   - read: gives this machine's zone of a name.
  public func zoneAgreement(
    _ report: Report, reading read: (String) throws(LogError) -> Zone = Ledger.zone
  ) -> ZoneAgreement {
    do throws(LogError) {
      let own = try read(zone.name)
      return zone.difference(from: own, for: Self.moments(report.history)).map(
        ZoneAgreement.differs) ?? .same
    } catch { return .unknown(error.message) }
  }
}
