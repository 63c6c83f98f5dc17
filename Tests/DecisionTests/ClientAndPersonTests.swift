import Testing

@testable import Ownership

@Suite struct ClientAndPersonTests {
  @Test(arguments: Self.clients) func clientsDecided(_ row: Row) throws { try row.check() }
  @Test(arguments: Self.persons) func personsDecided(_ row: Row) throws { try row.check() }

  static let clients: [Row] = [
    Row(
      "a new client is registered", RegisterClient("beta", name: "Beta"),
      records: ["2026-06-01 client.registered client/beta name=Beta"]),
    Row(
      "a client that is known is not registered again", RegisterClient("acme"),
      refused: [
        "acme is a client since 2026-01-01 (#4): record `client rename` to change its name"
      ]),
    Row(
      "a client known by an assignment is not registered again",
      ["2026-02-01 assignment.made client/beta responsibility=account person=olga"],
      RegisterClient("beta"),
      refused: [
        "beta is a client since 2026-02-01 (#5): record `client rename` to change its name"
      ]),
    Row(
      "a client is not registered before the time at which it was",
      RegisterClient("acme", .on("2025-12-01")),
      refused: [
        "the client.registered on 2026-01-01 would contradict it (#4): correct or retract #4 first"
      ]),
    Row(
      "a closed client is registered anew", ["2026-03-01 client.closed client/acme"],
      RegisterClient("acme", .on("2026-05-01")),
      records: ["2026-05-01 client.registered client/acme"]),
    Row(
      "a client is renamed", RenameClient("acme", to: "Acme Ltd"),
      records: ["2026-06-01 client.renamed client/acme name=Acme_Ltd"]),
    Row(
      "a client has that name", RenameClient("acme", to: "Acme"),
      refused: ["acme is called “Acme” already (#4): there is nothing to rename"]),
    Row(
      "an unknown client is not renamed", RenameClient("acne", to: "Acme"),
      refused: [
        "the ledger knows no client acne: check the name, or record `client add` first"
      ]),
    Row(
      "a client is not renamed before it is known",
      RenameClient("acme", to: "Acme Ltd", .on("2025-12-01")),
      refused: [
        "acme is known only from 2026-01-01 on (#4): give a later time, or put the time of that "
          + "line right with `correct`"
      ]),
    Row(
      "a client is closed", CloseClient("acme", reason: "lost"),
      records: ["2026-06-01 client.closed client/acme reason=lost"]),
    Row(
      "a client is closed over what is still open, which is told",
      [
        "2026-02-01 assignment.made client/acme responsibility=account person=olga",
        "2026-02-02 complaint.filed client/acme complaint=c1",
        "2026-02-02 complaint.filed client/acme complaint=c2",
        "2026-02-03 complaint.resolved client/acme complaint=c2",
        "2026-02-03 change.requested client/acme request=r1 wants=x",
        "2026-02-04 contract.signed client/acme contract=k1 person=olga ends=2026-05-01",
        "2026-02-04 contract.signed client/acme contract=k2 person=olga",
        "2026-02-05 handoff.offered client/acme handoff=h1 responsibility=account from=olga to=ivan",
      ],
      CloseClient("acme"), records: ["2026-06-01 client.closed client/acme"],
      remarks: ["still open at acme: change r1, complaint c1, contract k2, handoff h1"]),
    Row(
      "a closed client is not closed again", ["2026-03-01 client.closed client/acme"],
      CloseClient("acme"),
      refused: ["acme was closed on 2026-03-01 (#5): there is nothing to close"]),
    Row(
      "an unknown client is not closed", CloseClient("beta"),
      refused: [
        "the ledger knows no client beta: check the name, or record `client add` first"
      ]),
    Row(
      "a closing takes the ground from an assignment recorded for later",
      ["2026-01-05 >2026-07-01 assignment.made client/acme responsibility=account person=olga"],
      CloseClient("acme"),
      refused: [
        "the assignment.made on 2026-07-01 would contradict it (#5): correct or retract #5 first"
      ]),
    Row(
      "what happened cannot lie ahead", CloseClient("acme", .on("2026-07-01")),
      refused: [
        "2026-07-01T00:00:00Z lies ahead, so it cannot have happened yet: say when it takes "
          + "effect, and leave when it happened to now"
      ]),
    Row(
      "what takes effect may lie ahead",
      CloseClient("acme", Occasion(effective: "2026-07-01".instant, by: "ivan", note: "sad")),
      records: ["2026-06-01 >2026-07-01 client.closed client/acme by=ivan note=sad"]),
  ]

  static let persons: [Row] = [
    Row(
      "somebody joins",
      JoinPerson("petra", name: "Petra", manager: "olga", kind: .person, .on("2026-05-01")),
      records: ["2026-05-01 person.joined person/petra name=Petra manager=olga kind=person"]),
    Row(
      "somebody who is here does not join", JoinPerson("olga"),
      refused: [
        "olga is here since 2026-01-01 (#2): record `person move` for another manager, or check "
          + "the name"
      ]),
    Row(
      "somebody who left joins again", ["2026-02-01 person.left person/olga"],
      JoinPerson("olga"), records: ["2026-06-01 person.joined person/olga"]),
    Row(
      "nobody joins after what they held before",
      ["2026-02-01 assignment.made client/acme responsibility=account person=petra"],
      JoinPerson("petra"),
      refused: [
        "the assignment.made on 2026-02-01 would contradict it (#5): correct or retract #5 first"
      ]),
    Row(
      "nobody is their own manager", JoinPerson("petra", manager: "petra"),
      refused: ["petra cannot be their own manager: name somebody else, or nobody"]),
    Row(
      "an unknown manager", JoinPerson("petra", manager: "igor"),
      refused: [
        "the ledger knows no person igor: check the name, or record `person join` first"
      ]),
    Row(
      "a manager who left", ["2026-02-01 person.left person/ivan"],
      JoinPerson("petra", manager: "ivan"),
      refused: ["ivan left on 2026-02-01 (#5): name a manager who is there"]),
    Row(
      "somebody moves", MovePerson("olga", to: "ivan"),
      records: ["2026-06-01 person.moved person/olga manager=ivan"]),
    Row(
      "somebody reports there already", ["2026-02-01 person.moved person/olga manager=ivan"],
      MovePerson("olga", to: "ivan"),
      refused: ["olga reports to ivan since 2026-02-01 (#5): there is nothing to move"]),
    Row(
      "a move to oneself", MovePerson("olga", to: "olga"),
      refused: ["olga cannot be their own manager: name somebody else, or nobody"]),
    Row(
      "a circle of managers",
      [
        "2026-02-01 person.joined person/petra manager=ivan",
        "2026-02-01 person.moved person/ivan manager=olga",
      ],
      MovePerson("olga", to: "petra"),
      refused: [
        "petra reports to olga: the two would be above each other (#5, #6): record `person move` "
          + "for petra first"
      ]),
    Row(
      "a circle of managers that closes later",
      ["2026-05-01 >2026-08-01 person.moved person/ivan manager=olga"],
      MovePerson("olga", to: "ivan"),
      refused: [
        "on 2026-08-01 ivan would report to olga, olga to ivan (#5): give another time, or record "
          + "`person move` for one of them first"
      ]),
    Row(
      "a retraction that closes a circle of managers",
      [
        "2026-02-01 person.moved person/ivan manager=olga",
        "2026-03-01 person.joined person/petra",
        "2026-03-01 person.moved person/ivan manager=petra",
        "2026-04-01 person.moved person/olga manager=ivan",
      ],
      RetractEntry(7, reason: "a slip"),
      refused: [
        "on 2026-04-01 ivan would report to olga, olga to ivan (#5, #8): give another time, or record "
          + "`person move` for one of them first"
      ]),
    Row(
      "a correction that closes a circle of managers",
      [
        "2026-02-01 person.moved person/ivan manager=olga",
        "2026-03-01 person.joined person/petra",
        "2026-03-01 person.moved person/ivan manager=petra",
        "2026-04-01 person.moved person/olga manager=ivan",
      ],
      CorrectEntry(8, effective: "2026-02-15".instant, reason: "a slip"),
      refused: [
        "on 2026-02-15 ivan would report to olga, olga to ivan (#5): give another time, or record "
          + "`person move` for one of them first"
      ]),
    Row(
      "somebody gone does not move", ["2026-02-01 person.left person/olga"],
      MovePerson("olga", to: "ivan"),
      refused: ["olga left on 2026-02-01 (#5): record `person join` first"]),
    Row(
      "somebody is away",
      SendPersonAway("olga", until: "2026-06-20".moment, deputy: "ivan"),
      records: ["2026-06-01 person.away person/olga until=2026-06-20 deputy=ivan"]),
    Row(
      "an absence that would end before it begins",
      SendPersonAway("olga", until: "2026-05-20".moment),
      refused: ["the absence would end before it begins: give a later --until"]),
    Row(
      "nobody stands in for themselves", SendPersonAway("olga", deputy: "olga"),
      refused: ["olga cannot stand in for themselves: name a deputy who is there"]),
    Row(
      "a deputy who is away", ["2026-05-01 person.away person/ivan"],
      SendPersonAway("olga", deputy: "ivan"),
      refused: ["ivan is away, too, since 2026-05-01 (#5): name a deputy who is there"]),
    Row(
      "somebody gone is not away", ["2026-02-01 person.left person/olga"],
      SendPersonAway("olga"),
      refused: ["olga left on 2026-02-01 (#5): record `person join` first"]),
    Row(
      "somebody who joins only later is not away",
      ["2026-01-01 >2026-09-01 person.joined person/petra"], SendPersonAway("petra"),
      refused: ["petra joins only on 2026-09-01 (#5): record `person join` first"]),
    Row(
      "somebody returns", ["2026-05-01 person.away person/olga"], ReturnPerson("olga"),
      records: ["2026-06-01 person.returned person/olga"]),
    Row(
      "somebody who is not away does not return", ReturnPerson("olga"),
      refused: ["olga is not away on 2026-06-01: there is nothing to return from"]),
    Row(
      "an absence that is over", ["2026-05-01 person.away person/olga until=2026-05-10"],
      ReturnPerson("olga"),
      refused: [
        "olga was away only until 2026-05-10 (#5): there is nothing to return from; put that line "
          + "right if it was longer"
      ]),
    Row(
      "somebody leaves with nothing left behind", LetPersonLeave("olga", reason: "resigned"),
      records: ["2026-06-01 person.left person/olga reason=resigned"]),
    Row(
      "the last day is included",
      LetPersonLeave(
        "olga",
        Occasion(
          effective: Occasion.end(
            ofLastDay: CalendarDate(year: 2026, month: 6, day: 30)!, in: .utc))),
      records: ["2026-06-01 >2026-07-01 person.left person/olga"]),
    Row(
      "somebody gone does not leave", ["2026-02-01 person.left person/olga"],
      LetPersonLeave("olga"),
      refused: ["olga left on 2026-02-01 (#5): there is nobody to leave"]),
  ]
}
