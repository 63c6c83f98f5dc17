import Ownership

extension CommandDescription {
  /// `custody handoff offer`
  static let handoffOffer = recording(
    "handoff offer", "offer responsibilities to somebody, who is free to accept",
    examples: [
      Example("custody handoff offer acme account --to ivan", "whoever holds it offers it"),
      Example(
        "custody handoff offer --all --from olga --to ivan --effective 2026-07-01",
        "all that olga holds of all clients, for the first of July"),
    ],
    discussion: [
      "Until the offer is accepted, whoever holds the responsibility stays accountable. An acceptance "
        + "takes effect at --effective at the earliest.",
      "What a leaver left behind is offered by who answers for it, with --all as well.",
    ],
    positionals: [
      Positional("CLIENT", "the client’s id, or its name", isOptional: true),
      Positional("RESPONSIBILITY", "of what", isOptional: true, isRepeating: true),
    ],
    options: [.giver, .receiver, .all, .identifier]
  ) { (clerk: Clerk) throws(Failure) in
    let receiver = try clerk.person(try clerk.required(.receiver))
    var handoff: HandoffID?
    if let value = clerk.arguments.value(.identifier) {
      handoff = try clerk.invocation.identifier(value, "a handoff")
    }
    let effective = try clerk.day(.effective)
    return OfferHandoff(
      try extent(clerk), from: try clerk.person(.giver), to: receiver, handoff: handoff,
      effective: effective, try clerk.occasion())
  }

  private static func extent(_ clerk: Clerk) throws(Failure) -> OfferHandoff.Extent {
    let arguments = clerk.arguments
    let responsibilities = try clerk.responsibilities(from: 1)
    guard let value = arguments.positional(0) else {
      if arguments.has(.all) { return .all }
      throw .usage(
        "what is offered is not said", at: .argument(.max, bytes: nil),
        hint: "name a client and responsibilities, or give --all")
    }
    let client = try clerk.client(value)
    switch (arguments.has(.all), responsibilities.isEmpty) {
    case (true, true): return .client(client)
    case (false, false): return .some(client, responsibilities)
    case (true, false):
      throw .usage(
        "--all and single responsibilities cannot stand together",
        at: arguments.value(.all)?.place(), hint: "give one or the other")
    case (false, true):
      throw .usage(
        "which responsibilities of \(client) are offered is not said",
        at: .argument(.max, bytes: nil), hint: "name some, or give --all")
    }
  }

  /// `custody handoff accept`
  static let handoffAccept = answer(
    .accept, "accept", "accept an offer: the receiver becomes accountable",
    "custody handoff accept acme h-2026-001 --by ivan")
  /// `custody handoff decline`
  static let handoffDecline = answer(
    .decline, "decline", "decline an offer",
    "custody handoff decline acme h-2026-001 --by ivan --reason 'too many clients'")
  /// `custody handoff withdraw`
  static let handoffWithdraw = answer(
    .withdraw, "withdraw", "take an offer back",
    "custody handoff withdraw acme h-2026-001 --by olga")

  private static func answer(
    _ answer: AnswerHandoff.Answer, _ word: String, _ abstract: String, _ example: String
  ) -> CommandDescription {
    recording(
      "handoff \(word)", abstract, examples: [Example(example, "the offer is settled by it")],
      positionals: [.client, .handoff], options: [.reason]
    ) { (clerk: Clerk) throws(Failure) in
      AnswerHandoff(
        answer, try clerk.client(clerk.positional(0)),
        try clerk.invocation.identifier(clerk.positional(1), "a handoff"),
        reason: clerk.text(.reason), try clerk.occasion())
    }
  }
}
