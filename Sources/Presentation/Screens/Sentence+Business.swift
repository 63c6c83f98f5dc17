import Ownership

/// Complaints, contracts and money in plain words.
extension Sentence {
  func complaint(_ fact: Fact) -> String {
    switch fact {
    case .complaintFiled(let filing):
      "complaint \(filing.complaint) was filed"
        + (filing.responsibility.map { " about \($0)" } ?? "")
        + (filing.against.map { " against \(name($0))" } ?? "")
        + (filing.arose.map { ", arose \(when($0))" } ?? "")
        + (filing.summary.map { ": \($0)" } ?? "")
    case .complaintRedirected(let id, let from, let to, let reason):
      "complaint \(id) was redirected" + (from.map { " from \(desk($0))" } ?? "")
        + " to \(desk(to))" + because(reason)
    case .complaintAttributed(let id, let person, let reason):
      "complaint \(id) was attributed to \(name(person))" + because(reason)
    case .complaintDisputed(let id, let reason, let outcome):
      "complaint \(id) was disputed" + ended(reason, outcome)
    case .complaintResolved(let id, let reason, let outcome):
      "complaint \(id) was resolved" + ended(reason, outcome)
    case .complaintReopened(let id, let reason, let outcome):
      "complaint \(id) was reopened" + ended(reason, outcome)
    case .complaintWithdrawn(let id, let reason, let outcome):
      "complaint \(id) was withdrawn" + ended(reason, outcome)
    default: preconditionFailure("only complaints come here")
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

  /// - Parameter missing: what stands for what a request wants where that is not known.
  func contract(_ fact: Fact, _ subject: String, wants missing: String) -> String {
    switch fact {
    case .contractSigned(let signature):
      "contract \(signature.contract) was signed"
        + (signature.person.map { ", sold by \(name($0))" } ?? "")
        + (signature.value.map { ", \(told($0))\(code(signature.currency))" } ?? "")
        + (signature.ends.map { ", until \(told($0.map(when)))" } ?? "")
    case .contractAmended(let id, let terms):
      "contract \(id) was amended: "
        + told(
          terms.map { terms in
            terms.map { "\($0.name) \($0.value.map { "= \($0)" } ?? "struck out")" }
              .joined(separator: ", ")
          })
    case .contractRenewed(let id, let ends):
      "contract \(id) was renewed" + (ends.map { " until \(told($0.map(when)))" } ?? "")
    case .contractEnded(let id, let reason): "contract \(id) ended" + because(reason)
    case .changeRequested(let id, let contract, let wants):
      "change \(id) was requested" + (contract.map { " to contract \($0)" } ?? "")
        + ": \(wants ?? missing)"
    case .changeDecided(let id, let decision, let reason):
      "change \(id) was \(decision.value?.rawValue ?? "decided (destroyed how)")" + because(reason)
    case .authorityGranted(let grant):
      "\(subject) may decide \(told(grant.decision))"
        + (grant.client.map { " for \(told($0))" } ?? "")
        + (grant.limit.map { " up to \(told($0))\(code(grant.currency))" } ?? "")
        + (grant.until.map { " until \(when($0))" } ?? "")
    case .authorityRevoked(let decision, let client):
      "\(subject) may no longer decide \(told(decision))"
        + (client.map { " for \(told($0))" } ?? "")
    default: preconditionFailure("only contracts, changes and authority come here")
    }
  }

  private func code(_ currency: Erasable<Currency>?) -> String {
    currency.map { " \(told($0))" } ?? ""
  }

  func money(_ fact: Fact) -> String {
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
    default: preconditionFailure("only money comes here")
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
