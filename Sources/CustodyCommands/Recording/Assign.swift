import Ownership

extension CommandDescription {
  /// `custody assign`
  static let assign = recording(
    "assign", "make somebody accountable, with nobody’s consent",
    examples: [
      Example("custody assign acme olga account", "olga answers for it from now on"),
      Example("custody assign acme olga sales account", "two responsibilities at once"),
      Example(
        "custody assign acme olga account --at yesterday --effective 2026-07-01 --by max",
        "decided yesterday by max, for the first of July"),
    ],
    positionals: [
      .client, .person, Positional("RESPONSIBILITY", "for what", isRepeating: true),
    ],
    options: [.reason]
  ) { (clerk: Clerk) throws(Failure) in
    AssignResponsibility(
      try clerk.client(clerk.positional(0)), try clerk.responsibilities(from: 2),
      to: try clerk.person(clerk.positional(1)), reason: clerk.text(.reason),
      try clerk.occasion())
  }

  /// `custody unassign`
  static let unassign = recording(
    "unassign", "end an assignment; nobody holds the responsibility then",
    examples: [
      Example("custody unassign acme account", "from now on"),
      Example(
        "custody unassign acme account --person olga --last-day 2026-06-30",
        "only if it is olga who holds it, after that day"),
    ],
    positionals: [.client, Positional("RESPONSIBILITY", "of what", isRepeating: true)],
    options: [.person, .reason], isEnding: true
  ) { (clerk: Clerk) throws(Failure) in
    UnassignResponsibility(
      try clerk.client(clerk.positional(0)), try clerk.responsibilities(from: 1),
      from: try clerk.person(.person), reason: clerk.text(.reason), try clerk.occasion())
  }
}
