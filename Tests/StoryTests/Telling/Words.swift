import Ownership

func person(_ id: String) -> Person { Person(subject: subject("person/\(id)")) }

func client(_ id: String) -> Client { Client(subject: subject("client/\(id)")) }

let house = House()

private func subject(_ text: String) -> Subject {
  guard let subject = try? Subject(text) else { preconditionFailure("\(text) is no subject") }
  return subject
}

/// What is said of a person.
struct Person: Spoken {
  let subject: Subject

  func joined(_ name: String, manager: String?, kind: String? = nil) -> Saying {
    say(
      .personJoined, ["name": .string(name), "manager": .text(manager), "kind": .text(kind)])
  }

  func moved(to manager: String) -> Saying { say(.personMoved, ["manager": .string(manager)]) }

  func away(until: String? = nil, deputy: String? = nil) -> Saying {
    say(.personAway, ["until": .text(until), "deputy": .text(deputy)])
  }

  func returned() -> Saying { say(.personReturned) }

  func left(_ reason: String) -> Saying { say(.personLeft, ["reason": .string(reason)]) }

  func mayDecide(
    _ decision: String, client: String? = nil, limit: String? = nil, until: String? = nil
  ) -> Saying {
    say(
      .authorityGranted,
      [
        "decision": .string(decision), "client": .text(client), "limit": .text(limit),
        "currency": .text(limit.map { _ in "EUR" }), "until": .text(until),
      ])
  }

  func mayNoLongerDecide(_ decision: String, client: String? = nil) -> Saying {
    say(.authorityRevoked, ["decision": .string(decision), "client": .text(client)])
  }
}

/// What is said of the ledger itself: the firm's rules.
struct House: Spoken {
  let subject = Subject.ledger

  func adopted(
    fallback: KeyValuePairs<String, [String]> = [:], responsibilities: [String]? = nil,
    limits: KeyValuePairs<String, Int> = [:], bonusBasis: String? = nil
  ) -> Saying {
    let lists = fallback.map { JSONMember($0, .array($1.map { .string($0) })) }
    let numbers = limits.map { JSONMember($0, .number("\($1)")) }
    return say(
      .policyAdopted,
      [
        "fallback": lists.isEmpty ? nil : .object(lists),
        "responsibilities": responsibilities.map { .array($0.map { .string($0) }) },
        "limits": numbers.isEmpty ? nil : .object(numbers), "bonusBasis": .text(bonusBasis),
      ])
  }
}

/// What is said of a client, its responsibilities and its handoffs.
struct Client: Spoken {
  let subject: Subject

  func registered(_ name: String) -> Saying { say(.clientRegistered, ["name": .string(name)]) }
  func renamed(_ name: String) -> Saying { say(.clientRenamed, ["name": .string(name)]) }
  func closed(_ reason: String) -> Saying { say(.clientClosed, ["reason": .string(reason)]) }

  func assigned(_ responsibility: String, to person: String, _ reason: String? = nil) -> Saying {
    say(
      .assignmentMade,
      [
        "responsibility": .string(responsibility), "person": .string(person),
        "reason": .text(reason),
      ])
  }

  func unassigned(_ responsibility: String, from person: String, _ reason: String) -> Saying {
    say(
      .assignmentEnded,
      [
        "responsibility": .string(responsibility), "person": .string(person),
        "reason": .string(reason),
      ])
  }

  func offered(
    _ handoff: String, _ responsibility: String, from: String, to: String,
    effective: String? = nil
  ) -> Saying {
    say(
      .handoffOffered,
      [
        "handoff": .string(handoff), "responsibility": .string(responsibility),
        "from": .string(from), "to": .string(to), "effective": .text(effective),
      ])
  }

  func accepted(_ handoff: String, _ reason: String? = nil) -> Saying {
    say(.handoffAccepted, ["handoff": .string(handoff), "reason": .text(reason)])
  }

  func declined(_ handoff: String, _ reason: String) -> Saying {
    say(.handoffDeclined, ["handoff": .string(handoff), "reason": .string(reason)])
  }

  func withdrew(_ handoff: String, _ reason: String) -> Saying {
    say(.handoffWithdrawn, ["handoff": .string(handoff), "reason": .string(reason)])
  }
}
