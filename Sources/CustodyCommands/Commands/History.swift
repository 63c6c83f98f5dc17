import CustodyLedger
import EventLog
import Ownership
import Presentation

extension CommandDescription {
  /// `custody history CLIENT`
  static let history = CommandDescription(
    name: "history",
    abstract: "everything that was recorded about a client, in the order in which it took effect",
    examples: [
      Example("custody history acme", "the client’s timeline"),
      Example("custody history acme --format csv", "for a spreadsheet"),
    ],
    discussion: [
      "The lines about the client, and those about the persons who were made accountable for it or took "
        + "part in its handoffs. Lines that were retracted or put right stay, marked with the line that "
        + "struck them."
    ],
    positionals: [.client],
    common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let value = invocation.arguments.positionals[0]
    let format = try invocation.format()
    let reading = try invocation.read()
    let client = try invocation.client(value, in: reading.history)
    let events = Timeline(reading.history, client).events
    let table = EventTable(
      lines: reading.lines(tellsOffers: true), struckBy: reading.strikes())
    switch format {
    case .json:
      invocation.write(
        .object(
          JSONMember.leading("history") + [
            JSONMember("client", .string(client.text)),
            JSONMember("knownSequence", .number(reading.head.sequence.description)),
            JSONMember("lines", .array(table.full(events).objects)),
          ]))
    case .table:
      let shown = table.shown(events, zone: reading.history.zone)
      invocation.write(shown, as: .table)
    case .jsonl, .csv, .markdown: invocation.write(table.full(events), as: format)
    }
    return .answered
  }
}

/// What happened to a client.
private struct Timeline {
  /// In the order of effective time, then of recording.
  let events: [Event]

  init(_ history: History, _ client: ClientID) {
    let own = history.lines(about: client)
    var persons: Set<PersonID> = []
    for event in own { persons.formUnion(Self.parties(event.fact)) }
    let others = persons.flatMap { history.lines(about: $0) }
    events = (own + others).sorted {
      ($0.effectiveTime, $0.sequence) < ($1.effectiveTime, $1.sequence)
    }
  }

  /// Who is made accountable, or takes part in a handoff.
  private static func parties(_ fact: Fact) -> [PersonID] {
    switch fact {
    case .assignment, .handoff: fact.personsNamed
    case .ledger, .person, .client, .complaint, .contract, .change, .authority, .money, .entry,
      .unknown:
      []
    }
  }
}
