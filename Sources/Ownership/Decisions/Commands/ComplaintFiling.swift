/// `complaint file`
public struct FileComplaint: Command {
  var client: ClientID
  var complaint: ComplaintID?
  var responsibility: Responsibility?
  var arose: Moment?
  var against: PersonID?
  var summary: String?
  var channel: String?
  var occasion: Occasion

  /// Files a complaint; the occasion's `at` is when the client complained.
  public init(
    _ client: ClientID, complaint: ComplaintID? = nil, responsibility: Responsibility? = nil,
    arose: Moment? = nil, against: PersonID? = nil, summary: String? = nil,
    channel: String? = nil, _ occasion: Occasion = Occasion()
  ) {
    self.client = client
    self.complaint = complaint
    self.responsibility = responsibility
    self.arose = arose
    self.against = against
    self.summary = summary
    self.channel = channel
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let time = occasion.time(state)
    if case .unknown = state.perspective.fold(of: client).status(at: time) {
      decision.object(state.objection(toClient: client, at: time))
    }
    if let responsibility { decision.object(state.objection(toResponsibility: responsibility)) }
    if let against { decision.object(state.objection(toUnknownPerson: against)) }
    if let arose, arose.start(in: state.zone) > time {
      decision.object(
        "the problem would have arisen after the client complained of it",
        remedy: "give an earlier --arose, or the time of the complaint with --at")
    }
    let id = complaint ?? state.nextIdentifier(.complaint, of: client, time: time)
    if let line = state.filed(id, by: client) {
      decision.object(
        "complaint \(id) was filed \(state.on(line))", [line],
        remedy: "give the new one another id, or put that line right with `correct`")
    }
    decision.record(
      occasion.draft(
        .complaintFiled, .client(client), state,
        [
          (.complaint, .id(id)), (.responsibility, .id(responsibility)),
          (.arose, .moment(arose)), (.against, .id(against)), (.summary, .text(summary)),
          (.channel, .text(channel)),
        ]))
    return decision
  }
}

extension LedgerState {
  /// The first line that ever filed a complaint id, in force or not.
  func filed(_ complaint: ComplaintID, by client: ClientID) -> SequenceNumber? {
    history.lines(about: client).first { event in
      if case .complaint(.filed(let filing)) = event.fact {
        filing.complaint == complaint
      } else {
        false
      }
    }?.sequence
  }

  /// Whose complaint an id is, where one client uses it.
  public func client(of complaint: ComplaintID) -> ClientID? {
    let clients = history.clientsByComplaint[complaint] ?? []
    return clients.count == 1 ? clients[0] : nil
  }

  /// Who was accountable when a complaint's problem arose, as it is known now.
  func standings(_ filing: ComplaintFiling, _ client: ClientID, filed: Instant) -> [Answer] {
    let arose = filing.arose ?? .instant(filed)
    let span = (try? arose.span(in: zone)) ?? .instant(arose.start(in: zone))
    return perspective.uncheckedReply(client, filing.responsibility ?? .account, at: span).answers
  }
}
