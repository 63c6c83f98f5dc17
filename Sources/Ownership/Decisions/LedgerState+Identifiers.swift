/// Readable ids for what a command names no id for: `h-2026-001`.
///
/// They follow from the lines alone: the year is that of the event in the ledger's zone, the number is
/// one more than the greatest that the client's lines have used in that year, in force or not.
extension LedgerState {
  /// What an id is for; the raw value is its first letter.
  enum IdentifierSeries: String {
    case handoff = "h"
    case complaint = "c"
    case contract = "k"
    case request = "r"
    case bonus = "b"
  }

  /// The next id of a series; complaints are numbered over all clients, so that an id alone finds one.
  ///
  /// - Parameter offset: how many of the same batch come before it.
  func nextIdentifier<Kind>(
    _ series: IdentifierSeries, of client: ClientID, time: Instant, offset: Int = 0
  ) -> Identifier<Kind> {
    let prefix = "\(series.rawValue)-\(padded(zone.date(at: time).year, 4))-"
    let events =
      series == .complaint
      ? history.clientsByComplaint.keys.map(\.text)
      : history.lines(about: client).compactMap { $0.fact.identifier(series) }
    var greatest = 0
    for text in events where text.utf8.starts(with: prefix.utf8) {
      let digits = text.utf8.dropFirst(prefix.utf8.count)
      guard digits.count <= 9, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { continue }
      greatest = max(greatest, digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return Identifier(trusted: prefix + padded(greatest + 1 + offset, 3))
  }
}

extension Fact {
  /// The id of a series that a line uses.
  func identifier(_ series: LedgerState.IdentifierSeries) -> String? {
    switch (series, self) {
    case (.handoff, .handoff(.offered(let offer))): offer.handoff.text
    case (.complaint, .complaint(.filed(let filing))): filing.complaint.text
    case (.contract, .contract(.signed(let signature))): signature.contract.text
    case (.request, .change(.requested(let request, _, _))): request.text
    case (.bonus, .money(.bonusPaid(let payout))): payout.bonus.text
    case (.handoff, _), (.complaint, _), (.contract, _), (.request, _), (.bonus, _): nil
    }
  }
}
