import Ownership

extension CommandDescription {
  /// `custody person join`
  static let personJoin = recording(
    "person join", "take somebody in, for the first time or again",
    examples: [
      Example("custody person join olga --name 'Olga Petrova' --manager max", "from now on"),
      Example("custody person join desk --kind team", "a team, which carries no load"),
    ],
    positionals: [Positional("PERSON", "the id that they get, or had; the name goes with --name")],
    options: [.name(of: "what they are called"), .manager, .kind]
  ) { (clerk: Clerk) throws(Failure) in
    JoinPerson(
      try clerk.invocation.identifier(clerk.positional(0), "a person"), name: clerk.text(.name),
      manager: try clerk.person(.manager),
      kind: clerk.text(.kind).flatMap(PersonKindName.init(rawValue:)), try clerk.occasion())
  }

  /// `custody person move`
  static let personMove = recording(
    "person move", "give somebody another manager",
    examples: [Example("custody person move olga max", "olga reports to max from now on")],
    positionals: [.person, Positional("MANAGER", "who leads them from now on")]
  ) { (clerk: Clerk) throws(Failure) in
    MovePerson(
      try clerk.person(clerk.positional(0)), to: try clerk.person(clerk.positional(1)),
      try clerk.occasion())
  }

  /// `custody person away`
  static let personAway = recording(
    "person away", "record an absence of somebody who is coming back",
    examples: [
      Example(
        "custody person away olga --until 2026-06-20 --deputy ivan",
        "olga stays accountable, ivan acts")
    ],
    positionals: [.person], options: [.ends, .deputy]
  ) { (clerk: Clerk) throws(Failure) in
    SendPersonAway(
      try clerk.person(clerk.positional(0)), until: try clerk.day(.ends),
      deputy: try clerk.person(.deputy), try clerk.occasion())
  }

  /// `custody person return`
  static let personReturn = recording(
    "person return", "end an absence",
    examples: [Example("custody person return olga", "she is back")], positionals: [.person]
  ) { (clerk: Clerk) throws(Failure) in
    ReturnPerson(try clerk.person(clerk.positional(0)), try clerk.occasion())
  }

  /// `custody person leave`
  static let personLeave = recording(
    "person leave", "let somebody leave, with what they leave behind",
    examples: [
      Example(
        "custody person leave olga --last-day 2026-06-30 --hand-over-to ivan",
        "all that she holds is offered to ivan, and she leaves after that day"),
      Example(
        "custody person leave olga --reason laid-off --anyway", "her clients are left as they are"),
    ],
    discussion: [
      "Somebody who leaves vacates what they hold. Clients, open complaints, undecided changes, open "
        + "offers, and bonuses that are unpaid or unearned are listed; without --hand-over-to or "
        + "--anyway nothing is recorded while there are any."
    ],
    positionals: [.person], options: [.reason, .handOverTo, .anyway], isEnding: true
  ) { (clerk: Clerk) throws(Failure) in
    var estate = LetPersonLeave.Estate.none
    if clerk.arguments.has(.anyway) { estate = .anyway }
    if let receiver = try clerk.person(.handOverTo) {
      if estate == .anyway {
        throw .usage(
          "--anyway and --hand-over-to cannot stand together",
          at: clerk.arguments.value(.anyway)?.place(), hint: "give one of them")
      }
      estate = .offered(to: receiver)
    }
    return LetPersonLeave(
      try clerk.person(clerk.positional(0)), reason: clerk.text(.reason), estate: estate,
      try clerk.occasion())
  }
}
