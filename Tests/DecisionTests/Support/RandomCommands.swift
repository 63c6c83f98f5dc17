@testable import Ownership
import SeededNumbers

/// Random commands over a small firm, so that they meet and contradict each other often.
struct RandomCommands {
  private var random: SeededNumbers
  private(set) var now = "2026-01-01".instant
  private var history = History(events: [], zone: .utc)

  static let clients: [ClientID] = ["acme", "beta"]
  static let persons: [PersonID] = ["olga", "ivan", "petra", "igor"]
  static let responsibilities: [Responsibility] = [.sales, .account, .legal]

  init(seed: UInt64) { random = SeededNumbers(seed: seed) }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(random.next() % UInt64(values.count))]
  }

  private mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

  /// An id that the client's lines use, most of the time.
  private mutating func id<Kind>(
    _ series: LedgerState.IdentifierSeries, _ client: ClientID
  ) -> Identifier<Kind> {
    let used = history.lines(about: client).compactMap { $0.fact.identifier(series) }
    if used.isEmpty || chance(10) { return Identifier(trusted: "x") }
    return Identifier(trusted: pick(used))
  }

  /// An id for something new: none, most of the time, else one that is used already.
  private mutating func newID<Kind>(
    _ series: LedgerState.IdentifierSeries, _ client: ClientID
  ) -> Identifier<Kind>? {
    chance(80) ? nil : id(series, client)
  }

  private mutating func optional<Value>(_ value: Value) -> Value? { chance(50) ? value : nil }

  private mutating func days(_ range: ClosedRange<Int64>) -> Instant {
    let count = Int64(random.next() % UInt64(range.upperBound - range.lowerBound + 1))
    return Instant(
      clamping: now.microseconds + (range.lowerBound + count) * 86_400_000_000)
  }

  private mutating func occasion() -> Occasion {
    Occasion(
      at: chance(30) ? days(-60...0) : nil, effective: chance(20) ? days(-30...30) : nil,
      by: chance(20) ? pick(Self.persons).text : nil)
  }

  /// The next command; time goes on by up to five days.
  mutating func next(_ history: History) -> any Command {
    self.history = history
    now = days(0...5)
    let client = pick(Self.clients)
    let person = pick(Self.persons)
    let other = pick(Self.persons)
    let responsibility = pick(Self.responsibilities)
    switch random.next() % 18 {
    case 0: return clientCommand(client)
    case 1, 2: return personCommand(person, other)
    case 3, 4: return AssignResponsibility(client, [responsibility], to: person, occasion())
    case 5:
      return UnassignResponsibility(client, [responsibility], from: optional(person), occasion())
    case 6, 7: return offer(client, responsibility, person, other)
    case 8, 9:
      return AnswerHandoff(
        pick([.accept, .accept, .decline, .withdraw]), client, id(.handoff, client), occasion())
    case 10, 11, 12: return complaintCommand(client, person)
    case 13, 14: return contractCommand(client, person)
    case 15: return moneyCommand(client, person)
    case 16: return entryCommand(SequenceNumber(random.next() % UInt64(history.events.count + 2)))
    default: return AssignResponsibility(client, [responsibility], to: person)
    }
  }

  private mutating func clientCommand(_ client: ClientID) -> any Command {
    switch random.next() % 10 {
    case 0: return CloseClient(client, occasion())
    case 1: return RenameClient(client, to: pick(["A", "B"]), occasion())
    default: return RegisterClient(client, occasion())
    }
  }

  private mutating func personCommand(_ person: PersonID, _ other: PersonID) -> any Command {
    switch random.next() % 12 {
    case 0: return MovePerson(person, to: other, occasion())
    case 1:
      return SendPersonAway(
        person, until: optional(.instant(days(0...20))), deputy: optional(other), occasion())
    case 2, 11: return ReturnPerson(person)
    case 3:
      return LetPersonLeave(
        person, estate: pick([.none, .anyway, .offered(to: other)]), occasion())
    case 4: return GrantAuthority(person, "discount", client: optional("acme"), occasion())
    case 5: return RevokeAuthority(person, "discount", occasion())
    default: return JoinPerson(person, manager: optional(other), occasion())
    }
  }

  private mutating func offer(
    _ client: ClientID, _ responsibility: Responsibility, _ person: PersonID, _ other: PersonID
  ) -> any Command {
    let extent: OfferHandoff.Extent = pick([
      .some(client, [responsibility]), .some(client, [responsibility]), .client(client), .all,
    ])
    return OfferHandoff(
      extent, from: optional(person), to: other, handoff: newID(.handoff, client),
      effective: optional(.instant(days(-10...20))), occasion())
  }

  private mutating func complaintCommand(_ client: ClientID, _ person: PersonID) -> any Command {
    switch random.next() % 8 {
    case 0:
      return RedirectComplaint(client, id(.complaint, client), to: .person(person), occasion())
    case 1: return AttributeComplaint(client, id(.complaint, client), to: person, reason: "x")
    case 2: return ConcludeComplaint(.dispute, client, id(.complaint, client), occasion())
    case 3: return ConcludeComplaint(.resolve, client, id(.complaint, client), occasion())
    case 4: return ConcludeComplaint(.reopen, client, id(.complaint, client), occasion())
    case 5: return ConcludeComplaint(.withdraw, client, id(.complaint, client), occasion())
    default:
      return FileComplaint(
        client, complaint: newID(.complaint, client), arose: optional(.instant(days(-40...0))),
        occasion())
    }
  }

  private mutating func contractCommand(_ client: ClientID, _ person: PersonID) -> any Command {
    switch random.next() % 8 {
    case 0:
      return AmendContract(
        client, id(.contract, client), terms: [Term(name: pick(["a", "b"]), value: optional("x"))],
        occasion())
    case 1:
      return RenewContract(
        client, id(.contract, client), ends: optional(.instant(days(10...90))), occasion())
    case 2: return EndContract(client, id(.contract, client), occasion())
    case 3: return RequestChange(client, request: newID(.request, client), wants: "x", occasion())
    case 4: return DecideChange(client, id(.request, client), .granted, occasion())
    default:
      return SignContract(
        client, contract: newID(.contract, client), person: optional(person),
        ends: optional(.instant(days(5...60))),
        occasion())
    }
  }

  private mutating func moneyCommand(_ client: ClientID, _ person: PersonID) -> any Command {
    let euro = Currency("EUR")!
    switch random.next() % 4 {
    case 0:
      return ReceiveRevenue(
        client, contract: optional(id(.contract, client)), Amount("5")!, euro, occasion())
    case 1:
      return ReverseBonus(
        client, id(.bonus, client), optional(Amount("4")!), reason: "x", occasion())
    case 2: return AdoptPolicy(bonusBasis: pick(["revenue", "signing"]), occasion())
    default:
      return PayBonus(
        client, bonus: newID(.bonus, client), to: person, contract: optional(id(.contract, client)),
        Amount("10")!, euro,
        on: pick([.signing, .revenue, .retention]), occasion())
    }
  }

  private mutating func entryCommand(_ entry: SequenceNumber) -> any Command {
    switch random.next() % 4 {
    case 0: return DisputeEntry(entry, reason: "x", occasion())
    case 1: return RetractEntry(entry, reason: "x", occasion())
    case 2: return CorrectEntry(entry, effective: days(-60...5), reason: "x")
    default:
      return CorrectEntry(
        entry, changes: [JSONMember("person", .string(pick(Self.persons).text))], reason: "x")
    }
  }
}
