import Ownership

/// Contradicting claims, and claims without ground.
extension Audit {
  static func claimFindings(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    contradictions(standpoint, client) + idleClaims(standpoint, client)
  }

  /// Different people made holder at the same instant.
  private static func contradictions(
    _ standpoint: Standpoint, _ client: ClientID
  ) -> [Finding] {
    let fold = standpoint.perspective.fold(of: client)
    var findings: [Finding] = []
    for responsibility in fold.holdings.keys.sorted() {
      var persons: [Instant: [(person: PersonID, lines: [SequenceNumber])]] = [:]
      for holding in fold.holdings[responsibility] ?? [] where holding.instant <= standpoint.at {
        guard case .held(let person, let setter) = holding.state else { continue }
        persons[holding.instant, default: []].append((person, setter.lines))
      }
      for (instant, claims) in persons where Set(claims.map(\.person)).count > 1 {
        let names = Set(claims.map(\.person)).sorted().map(\.text)
        let end = fold.holding(of: responsibility, at: instant)
        let outcome =
          if case .held(let person, _) = end.state {
            "the order in the log decided for \(person)"
          } else {
            "in the end nobody held it"
          }
        findings.append(
          Finding(
            .contradictingClaims, client: client, at: instant,
            lines: claims.flatMap(\.lines) + end.lines, key: ["\(instant)", "\(responsibility)"],
            "\(responsibility) of \(client) is said to have gone to \(listInWords(names)) at the same "
              + "instant, \(instant); \(outcome)"))
      }
    }
    return findings
  }

  /// Endings that ended nothing, and offers of what the giver did not hold.
  private static func idleClaims(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let (perspective, history) = (standpoint.perspective, standpoint.history)
    let fold = perspective.fold(of: client)
    var findings: [Finding] = []
    for (key, event) in perspective.lines(of: client).inEffectiveOrder(history)
    where key.instant <= standpoint.at {
      guard case .assignment(.ended(let responsibility, let person, _)) = event.fact,
        let holding = fold.idleEndings[key.sequence]
      else { continue }
      let whose = person?.value.map { "\($0)'s " } ?? ""
      findings.append(
        Finding(
          .idleClaim, client: client, person: person?.value, at: key.instant,
          lines: [key.sequence] + holding.lines, key: ["#\(key.sequence)"],
          "line \(key.sequence) ends \(whose)\(responsibility) of \(client), which "
            + holding.inWords))
    }
    for offer in fold.handoffs.offers where offer.offered <= standpoint.at {
      guard let holding = perspective.holdingAgainst(offer, of: client),
        let from = offer.terms.from.value
      else { continue }
      findings.append(
        Finding(
          .idleClaim, client: client, person: from, at: offer.offered,
          lines: [offer.line] + holding.lines, key: ["#\(offer.line)"],
          "line \(offer.line) has \(from) offer \(offer.terms.responsibility) of \(client), which "
            + holding.inWords))
    }
    return findings
  }
}

extension Holding {
  /// Who holds it, to stand after “which”.
  var inWords: String {
    switch state {
    case .unassigned: "nobody held then"
    case .held(let holder, _): "\(holder) held then"
    case .left(let person, _): "\(person) had left behind"
    case .redacted: "is redacted"
    }
  }
}
