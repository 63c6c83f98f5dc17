import Ownership

/// Complaints, contracts and money in plain words.
extension Sentence {
  func complaint(_ fact: ComplaintFact) -> String {
    switch fact {
    case .filed(let filing):
      "complaint \(filing.complaint) was filed"
        + (filing.responsibility.map { " about \($0)" } ?? "")
        + (filing.against.map { " against \(name($0))" } ?? "")
        + (filing.arose.map { ", arose \(when($0))" } ?? "")
        + (filing.summary.map { ": \($0)" } ?? "")
    case .redirected(let id, let from, let to, let reason):
      "complaint \(id) was redirected" + (from.map { " from \(desk($0))" } ?? "")
        + " to \(desk(to))" + because(reason)
    case .attributed(let id, let person, let reason):
      "complaint \(id) was attributed to \(name(person))" + because(reason)
    case .disputed(let id, let reason, let outcome):
      "complaint \(id) was disputed" + ended(reason, outcome)
    case .resolved(let id, let reason, let outcome):
      "complaint \(id) was resolved" + ended(reason, outcome)
    case .reopened(let id, let reason, let outcome):
      "complaint \(id) was reopened" + ended(reason, outcome)
    case .withdrawn(let id, let reason, let outcome):
      "complaint \(id) was withdrawn" + ended(reason, outcome)
    }
  }

  private func ended(_ reason: String?, _ outcome: String?) -> String {
    because(reason) + (outcome.map { ": \($0)" } ?? "")
  }

  private func desk(_ desk: Erasable<Desk>) -> String {
    switch desk {
    case .known(.person(let person)): person.text
    case .known(.responsibility(let responsibility)): "the \(responsibility) desk"
    case .destroyed: "(destroyed)"
    }
  }

  func contract(_ fact: ContractFact) -> String {
    switch fact {
    case .signed(let signature):
      "contract \(signature.contract) was signed"
        + (signature.person.map { ", sold by \(name($0))" } ?? "")
        + (signature.value.map { ", \(told($0))\(code(signature.currency))" } ?? "")
        + (signature.ends.map { ", until \(told($0.map(when)))" } ?? "")
    case .amended(let id, let terms):
      "contract \(id) was amended: "
        + told(
          terms.map { terms in
            terms.map { "\($0.name) \($0.value.map { "= \($0)" } ?? "struck out")" }
              .joined(separator: ", ")
          })
    case .renewed(let id, let ends):
      "contract \(id) was renewed" + (ends.map { " until \(told($0.map(when)))" } ?? "")
    case .ended(let id, let reason): "contract \(id) ended" + because(reason)
    }
  }

  /// - Parameter missing: what stands for what a request wants where that is not known.
  func change(_ fact: ChangeFact, wants missing: String) -> String {
    switch fact {
    case .requested(let id, let contract, let wants):
      "change \(id) was requested" + (contract.map { " to contract \($0)" } ?? "")
        + ": \(wants ?? missing)"
    case .decided(let id, let decision, let reason):
      "change \(id) was \(decision.value?.rawValue ?? "decided (destroyed how)")" + because(reason)
    }
  }

  func authority(_ fact: AuthorityFact, _ subject: String) -> String {
    switch fact {
    case .granted(let grant):
      "\(subject) may decide \(told(grant.decision))"
        + (grant.client.map { " for \(told($0))" } ?? "")
        + (grant.limit.map { " up to \(told($0))\(code(grant.currency))" } ?? "")
        + (grant.until.map { " until \(when($0))" } ?? "")
    case .revoked(let decision, let client):
      "\(subject) may no longer decide \(told(decision))"
        + (client.map { " for \(told($0))" } ?? "")
    }
  }

  private func code(_ currency: Erasable<Currency>?) -> String {
    currency.map { " \(told($0))" } ?? ""
  }

  func money(_ fact: MoneyFact) -> String {
    switch fact {
    case .revenueReceived(let contract, let amount, let currency):
      "\(sum(amount, currency)) was received" + (contract.map { " on contract \($0)" } ?? "")
    case .bonusPaid(let payout):
      "bonus \(payout.bonus) of \(sum(payout.amount, payout.currency)) was paid to "
        + "\(name(payout.person)) on \(told(payout.basis.map(\.rawValue)))"
        + period(payout.from, payout.to)
    case .bonusReversed(let id, let amount, let reason):
      "bonus \(id) was reversed" + (amount.map { ", \(told($0))" } ?? "")
        + because(reason)
    }
  }

  private func sum(_ amount: Erasable<Amount>, _ currency: Erasable<Currency>) -> String {
    "\(told(amount)) \(told(currency))"
  }

  private func period(_ from: Erasable<Moment>?, _ to: Erasable<Moment>?) -> String {
    switch (from?.map(when), to?.map(when)) {
    case (nil, nil): ""
    case (let from?, nil): ", for the time from \(told(from))"
    case (nil, let to?): ", for the time to \(told(to))"
    case (let from?, let to?): ", for \(told(from)) to \(told(to))"
    }
  }
}
