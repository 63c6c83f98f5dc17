/// Offers of what the giver neither held nor answered for.
extension Perspective {
  /// How a responsibility stood when it was offered without ground; `nil` of an offer that has one, or where what would
  /// tell was destroyed.
  package func holdingAgainst(_ offer: HandoffRun.Offer, of client: ClientID) -> Holding? {
    let fold = fold(of: client)
    let responsibility = offer.terms.responsibility
    let holding = fold.holding(of: responsibility, at: offer.offered)
    // At the very instant it may have been taken from the giver, or given to.
    let before = offer.offered.predecessor.map { fold.holding(of: responsibility, at: $0) }
    guard let from = offer.terms.from.value, !holding.isHeld(by: from),
      !(before?.isHeld(by: from) ?? false)
    else { return nil }
    // Who answers for what nobody holds, as a leaver's manager, too, may give it away.
    switch holding.state {
    case .unassigned, .left:
      let answering = resolve(client, responsibility, at: offer.offered).accountable
      return answering == from ? nil : holding
    case .held, .redacted: return holding
    }
  }
}

extension Holding {
  /// Whether a person holds it, or what would tell was destroyed.
  package func isHeld(by person: PersonID) -> Bool {
    switch state {
    case .held(let holder, _): holder == person
    case .redacted: true
    case .left, .unassigned: false
    }
  }
}
