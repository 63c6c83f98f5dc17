import Ownership

/// Questions to the story in the words of its chapters: local times, ids as text.
extension BuiltStory {
  /// The one answer for an instant.
  func who(
    _ client: String, _ responsibility: String, at time: String, knownAt known: String? = nil
  ) throws -> Answer {
    let instant = Teller.instant(time, in: history.zone)
    let reply = try history.answer(
      Question(
        client: ClientID(client), responsibility: Responsibility(responsibility),
        at: .instant(instant),
        known: known.map { .time(Teller.instant($0, in: history.zone)) } ?? .latest))
    return reply.answers[0]
  }

  /// “olga (fallback)” for an instant.
  func standing(_ client: String, _ responsibility: String, at time: String) throws -> String {
    try who(client, responsibility, at: time).words
  }

  /// The answers for a period, “ivan (handoff)” each.
  func standings(_ client: String, _ responsibility: String, in period: String) throws -> [String] {
    let reply = try history.answer(
      Question(
        client: ClientID(client), responsibility: Responsibility(responsibility),
        at: try Moment(period).span(in: history.zone)))
    return reply.answers.map(\.words)
  }

  func verdict(_ complaint: String) throws -> Verdict {
    try history.verdict(on: ComplaintID(complaint))
  }

  /// The lines about a client, in the order of recording.
  func lines(_ client: String) throws -> [Event] { history.lines(about: try ClientID(client)) }

  /// The clients for which a person is accountable, by the strongest basis of each; a naive load.
  func book(of person: String, at time: String) throws -> [String: Basis] {
    let strength: [Basis] = [.assigned, .handoff, .fallback, .manager]
    var book: [String: Basis] = [:]
    for client in history.clients {
      for responsibility in try history.responsibilities() {
        let answer = try who(client.text, responsibility.text, at: time)
        guard answer.accountable?.text == person else { continue }
        let known = book[client.text].flatMap(strength.firstIndex) ?? strength.count
        if let new = strength.firstIndex(of: answer.basis), new < known {
          book[client.text] = answer.basis
        }
      }
    }
    return book
  }

  /// What a limit of the policies amounts to at a time.
  func limit(_ name: String, at time: String) -> Int? {
    let instant = Teller.instant(time, in: history.zone)
    var value: Int?
    for event in history.events.sorted(by: { $0.effectiveTime < $1.effectiveTime })
    where event.effectiveTime <= instant {
      guard case .ledger(.policyAdopted(let change)) = event.fact else { continue }
      for (changed, number) in change.limits where changed == name { value = Int(number) }
    }
    return value
  }

  /// Who may decide something for a client at a time, whether present or not.
  func mayDecide(_ decision: String, for client: String, at time: String) -> Set<String> {
    let instant = Teller.instant(time, in: history.zone)
    var holders: Set<String> = []
    for event in history.events where event.effectiveTime <= instant {
      guard case .person(let person) = event.subject else { continue }
      switch event.fact {
      case .authority(.granted(let grant)) where grant.decision.value?.text == decision:
        let ends = grant.until?.end(in: history.zone)
        if grant.client?.value.map({ $0.text == client }) ?? true,
          ends.map({ instant < $0 }) ?? true
        {
          holders.insert(person.text)
        }
      case .authority(.revoked(let revoked, let only)) where revoked.value?.text == decision:
        if only?.value.map({ $0.text == client }) ?? true { holders.remove(person.text) }
      case .person(.left): holders.remove(person.text)
      default: continue
      }
    }
    return holders
  }

  /// Requests for changes on which nobody had decided at a time: “client R-1”.
  func undecided(at time: String) -> [String] {
    let instant = Teller.instant(time, in: history.zone)
    var open: [String] = []
    for event in history.events where event.effectiveTime <= instant {
      guard case .client(let client) = event.subject else { continue }
      switch event.fact {
      case .change(.requested(let request, _, _)): open.append("\(client) \(request)")
      case .change(.decided(let request, _, _)): open.removeAll { $0 == "\(client) \(request)" }
      default: continue
      }
    }
    return open
  }

  /// Complaints that were neither resolved nor withdrawn at a time: “client B-1”.
  func openComplaints(at time: String) -> [String] {
    let instant = Teller.instant(time, in: history.zone)
    var open: [String] = []
    for event in history.events where event.effectiveTime <= instant {
      guard case .client(let client) = event.subject else { continue }
      switch event.fact {
      case .complaint(.filed(let filing)): open.append("\(client) \(filing.complaint)")
      case .complaint(.reopened(let id, _, _)): open.append("\(client) \(id)")
      case .complaint(.resolved(let id, _, _)), .complaint(.withdrawn(let id, _, _)):
        open.removeAll { $0 == "\(client) \(id)" }
      default: continue
      }
    }
    return open
  }
}

extension Answer {
  /// “olga (fallback)”
  var words: String { "\(accountable?.text ?? "nobody") (\(basis))" }
}

extension VerdictEnd {
  /// “tomas (assigned), max (manager)”: one for each stretch.
  var words: String { reply.answers.map(\.words).joined(separator: ", ") }
}
