import Interchange
import Ownership
import Testing

/// Imported drafts as the lines of a ledger, ready to be asked.
struct ImportedHistory: Sendable {
  let history: History

  /// Numbers the drafts after the first line of a ledger, all recorded on the day of the import.
  init(_ drafts: some Sequence<EventDraft>) throws {
    let recorded = try Instant(rfc3339: "2026-11-24T09:00:00Z")
    var events = [
      Event(
        sequence: SequenceNumber(1), recordedTime: recorded, id: "1", source: "custody",
        type: "custody.ledger.opened", subject: .ledger, time: recorded, recordedBy: "test",
        data: [JSONMember("name", .string("test")), JSONMember("zone", .string("UTC"))])
    ]
    for draft in drafts {
      events.append(
        Event(
          sequence: SequenceNumber(UInt64(events.count + 1)), recordedTime: recorded,
          id: draft.id ?? "", source: draft.source ?? "", type: draft.type, subject: draft.subject,
          time: draft.time, statedEffectiveTime: draft.effectiveTime, sourceTime: draft.sourceTime,
          origin: draft.origin, recordedBy: "test", data: draft.data))
    }
    history = History(events: events, zone: .utc)
  }

  /// All that was imported; ask it for many answers.
  var now: Perspective { get throws { try history.perspective() } }
}

extension Perspective {
  /// The answer at an instant.
  func answer(
    _ client: ClientID, _ responsibility: Responsibility, at instant: Instant
  ) throws -> Answer {
    try #require(reply(client, responsibility, at: .instant(instant)).answers.first)
  }

  /// The part of the answer at an instant that files with truth speak of.
  func holder(
    _ client: ClientID, _ responsibility: Responsibility, at instant: Instant
  ) throws -> Holder {
    Holder(try answer(client, responsibility, at: instant))
  }
}

/// The part of an answer that files with truth speak of.
struct Holder: Hashable {
  var person: String
  var basis: Basis

  init(_ answer: Answer) {
    person = answer.accountable?.text ?? ""
    basis = answer.basis
  }
}
