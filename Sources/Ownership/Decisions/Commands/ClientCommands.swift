/// `client add`: registers a client, or a closed one anew.
public struct RegisterClient: Command {
  var client: ClientID
  var name: String?
  var occasion: Occasion

  /// Registers a client.
  public init(_ client: ClientID, name: String? = nil, _ occasion: Occasion = Occasion()) {
    self.client = client
    self.name = name
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    if case .open = state.perspective.fold(of: client).status(at: effect),
      let line = state.knownBy(client, at: effect)
    {
      decision.object(
        "\(client) is a client since \(state.zone.date(at: state.effect(of: line)))", [line],
        remedy: "record `client rename` to change its name")
    }
    decision.record(
      occasion.draft(.clientRegistered, .client(client), state, [(.name, .text(name))]))
    return decision
  }
}

/// `client rename`
public struct RenameClient: Command {
  var client: ClientID
  var name: String
  var occasion: Occasion

  /// Gives a client another name.
  public init(_ client: ClientID, to name: String, _ occasion: Occasion = Occasion()) {
    self.client = client
    self.name = name
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    let effect = occasion.effect(state)
    decision.object(state.objection(toClient: client, at: effect))
    if let (former, line) = state.perspective.name(of: client, at: effect),
      former.value?.hasSameBytes(as: name) ?? false
    {
      decision.object(
        "\(client) is called “\(name)” already", [line], remedy: "there is nothing to rename")
    }
    decision.record(
      occasion.draft(.clientRenamed, .client(client), state, [(.name, .string(name))]))
    return decision
  }
}

/// `client close`
public struct CloseClient: Command {
  var client: ClientID
  var reason: String?
  var occasion: Occasion

  /// Closes a client: nobody holds anything of it any more, and its open offers lapse.
  public init(_ client: ClientID, reason: String? = nil, _ occasion: Occasion = Occasion()) {
    self.client = client
    self.reason = reason
    self.occasion = occasion
  }

  /// See `Command`.
  public func weigh(_ state: LedgerState) -> Decision {
    var decision = Decision()
    switch state.perspective.fold(of: client).status(at: occasion.effect(state)) {
    case .open, .unknown:
      decision.object(state.objection(toClient: client, at: occasion.effect(state)))
    case .closed(let line):
      decision.object(
        "\(client) was closed \(state.on(line))", [line], remedy: "there is nothing to close")
    }
    if decision.objections.isEmpty,
      let words = state.openMatters(of: client, at: occasion.effect(state))
    {
      decision.remarks.append("still open at \(client): \(words)")
    }
    decision.record(
      occasion.draft(.clientClosed, .client(client), state, [(.reason, .text(reason))]))
    return decision
  }
}

extension LedgerState {
  /// What is not settled of a client at an instant: `complaint c1, contract k1`; `nil` for nothing.
  fileprivate func openMatters(of client: ClientID, at instant: Instant) -> String? {
    let business = business(client, at: instant)
    var matters = business.complaints.all.filter { $0.isOpen(at: instant) }
      .map { "complaint \($0.filing.complaint)" }
    matters += business.requests.all.filter { $0.isOpen(at: instant) }
      .map { "change \($0.request)" }
    matters += business.contracts.all.filter {
      $0.state(client, at: instant)?.isInForce ?? true
    }.map { "contract \($0.signature.contract)" }
    matters += perspective.fold(of: client).handoffs.offers
      .filter { $0.isOpen && $0.offered <= instant }.map { "handoff \($0.terms.handoff)" }
    return matters.isEmpty ? nil : matters.sorted().joined(separator: ", ")
  }
}
