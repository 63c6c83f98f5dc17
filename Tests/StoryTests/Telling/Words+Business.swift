import Ownership

/// What is said of a client's complaints.
extension Client {
  func complained(
    _ complaint: String, about responsibility: String? = nil, arose: String,
    against: String? = nil, _ summary: String, by channel: String
  ) -> Saying {
    say(
      .complaintFiled,
      [
        "complaint": .string(complaint), "responsibility": .text(responsibility),
        "arose": .string(arose), "against": .text(against), "summary": .string(summary),
        "channel": .string(channel),
      ])
  }

  func redirected(
    _ complaint: String, from: String? = nil, to: String, _ reason: String
  ) -> Saying {
    say(
      .complaintRedirected,
      [
        "complaint": .string(complaint), "from": .text(from), "to": .string(to),
        "reason": .string(reason),
      ])
  }

  func attributed(_ complaint: String, to person: String, _ reason: String) -> Saying {
    say(
      .complaintAttributed,
      ["complaint": .string(complaint), "person": .string(person), "reason": .string(reason)])
  }

  func disputed(_ complaint: String, _ reason: String) -> Saying {
    say(.complaintDisputed, ["complaint": .string(complaint), "reason": .string(reason)])
  }

  func resolved(_ complaint: String, _ outcome: String) -> Saying {
    say(.complaintResolved, ["complaint": .string(complaint), "outcome": .string(outcome)])
  }

  func reopened(_ complaint: String, _ reason: String) -> Saying {
    say(.complaintReopened, ["complaint": .string(complaint), "reason": .string(reason)])
  }

  func withdrawn(_ complaint: String, _ reason: String) -> Saying {
    say(.complaintWithdrawn, ["complaint": .string(complaint), "reason": .string(reason)])
  }
}

/// What is said of a client's contracts, changes and money. All amounts are euros.
extension Client {
  func signed(
    _ contract: String, soldBy person: String, terms: KeyValuePairs<String, String>,
    value: String, ends: String
  ) -> Saying {
    say(
      .contractSigned,
      [
        "contract": .string(contract), "person": .string(person), "terms": .texts(terms),
        "value": .string(value), "currency": .string("EUR"), "ends": .string(ends),
      ])
  }

  /// New terms; `nil` strikes one out.
  func amended(_ contract: String, _ terms: KeyValuePairs<String, String?>) -> Saying {
    let terms = terms.map { JSONMember($0, JSON.text($1) ?? .null) }
    return say(.contractAmended, ["contract": .string(contract), "terms": .object(terms)])
  }

  func renewed(_ contract: String, ends: String) -> Saying {
    say(.contractRenewed, ["contract": .string(contract), "ends": .string(ends)])
  }

  func ended(_ contract: String, _ reason: String) -> Saying {
    say(.contractEnded, ["contract": .string(contract), "reason": .string(reason)])
  }

  func asked(_ request: String, of contract: String? = nil, _ wants: String) -> Saying {
    say(
      .changeRequested,
      ["request": .string(request), "contract": .text(contract), "wants": .string(wants)])
  }

  func granted(_ request: String, _ reason: String) -> Saying {
    decided(request, "granted", reason)
  }

  func refused(_ request: String, _ reason: String) -> Saying {
    decided(request, "refused", reason)
  }

  private func decided(_ request: String, _ decision: String, _ reason: String) -> Saying {
    say(
      .changeDecided,
      ["request": .string(request), "decision": .string(decision), "reason": .string(reason)])
  }

  func paid(_ amount: String, on contract: String? = nil) -> Saying {
    say(
      .revenueReceived,
      ["contract": .text(contract), "amount": .string(amount), "currency": .string("EUR")])
  }

  func bonus(
    _ bonus: String, to person: String, _ amount: String, on contract: String? = nil,
    basis: String, period: (from: String, to: String)? = nil
  ) -> Saying {
    say(
      .bonusPaid,
      [
        "bonus": .string(bonus), "person": .string(person), "contract": .text(contract),
        "amount": .string(amount), "currency": .string("EUR"), "basis": .string(basis),
        "from": .text(period?.from), "to": .text(period?.to),
      ])
  }

  func reversed(_ bonus: String, _ reason: String, amount: String? = nil) -> Saying {
    say(
      .bonusReversed,
      ["bonus": .string(bonus), "amount": .text(amount), "reason": .string(reason)])
  }
}
