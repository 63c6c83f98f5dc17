extension History {
  /// Gives the verdict on a complaint (FORMAT section 5, 9.13, 9.24).
  ///
  /// - Parameters:
  ///   - client: whose complaint it is; may be left out where, by the lines taken, one client uses the id.
  ///   - known: the position that counts as now, on the clock by which the complaint is judged.
  /// - Throws: `QuestionProblem` when there is no such complaint, none yet at the position, or several.
  /// - Complexity: one answer for each line of the client, its persons and the policies after the filing,
  ///   and for an imported complaint another on the ledger's clock.
  public func verdict(
    on complaint: ComplaintID, client: ClientID? = nil, known: KnownPosition = .latest
  ) throws(QuestionProblem) -> Verdict {
    var trials: [Trial] = []
    var later: [Docket] = []
    for client in client.map({ [$0] }) ?? clientsByComplaint[complaint] ?? [] {
      guard let docket = Docket(self, complaint: complaint, client: client) else { continue }
      let now = try perspective(known: known, clock: docket.clock)
      if let trial = Trial(docket, clock: docket.clock, now) {
        trials.append(trial)
      } else {
        later.append(docket)
      }
    }
    if trials.count > 1 {
      throw .ambiguousComplaint(complaint, clients: trials.map(\.docket.client).sorted())
    }
    if let trial = trials.first {
      var beside: Trial?
      if trial.clock == .source {
        beside = Trial(trial.docket, clock: .ledger, try perspective(known: known, clock: .ledger))
      }
      return trial.verdict(beside: beside)
    }
    guard let next = later.min(by: { $0.first.sequence < $1.first.sequence }) else {
      throw .noSuchComplaint(complaint)
    }
    let position = try perspective(known: known, clock: next.clock).knownSequence
    throw .complaintNotYetKnown(complaint, at: position, filedBy: next.first.sequence)
  }
}

/// All lines that file a complaint, known at a position or not.
struct Docket {
  let history: History
  let complaint: ComplaintID
  let client: ClientID
  /// By sequence.
  let filings: [Event]
  /// The first line that ever bore the id. No later line takes its place, whatever it claims of its time.
  let first: Event
  /// The clock by which the complaint is judged: that of the first filing.
  let clock: Clock

  init?(_ history: History, complaint: ComplaintID, client: ClientID) {
    filings = history.lines(about: client).filter { event in
      guard case .complaint(.filed(let filing)) = event.fact else { return false }
      return filing.complaint == complaint
    }
    guard let first = filings.first else { return nil }
    self.first = first
    clock = first.origin == .imported ? .source : .ledger
    self.history = history
    self.complaint = complaint
    self.client = client
  }
}
