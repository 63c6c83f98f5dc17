/// What speaks against the next step of a complaint.
extension Complaint {
  /// - Parameter line: the line that tells the fact; `nil` of a command.
  func objection(
    to fact: ComplaintFact, at instant: Instant, in line: SequenceNumber?
  ) -> Objection? {
    let id = filing.complaint
    if case .filed = fact {
      if line == filed.line { return nil }
      return Objection(
        "complaint \(id) was filed \(filed.on)", lines: [filed.line],
        remedy: "give the new one another id, or put that line right with `correct`")
    }
    if instant < filed.instant {
      return Objection(
        "complaint \(id) was filed only \(filed.on)", lines: [filed.line],
        remedy: "give a later time, or put the time of that line right with `correct`")
    }
    switch fact {
    case .filed: return nil
    case .redirected(_, let from, let to, _):
      return objectionUnlessOpen ?? objection(toRedirecting: from?.value, to.value)
    case .attributed(_, let person, _):
      return objectionUnlessOpen ?? objection(toAttributing: person)
    case .disputed: return objectionToDispute
    case .resolved, .withdrawn: return objectionUnlessOpen
    case .reopened:
      if now.ending != nil { return nil }
      return Objection(
        "complaint \(id) is open", lines: [filed.line],
        remedy: "there is nothing to reopen; redirect, attribute or resolve it")
    }
  }

  /// Speaks against a step of a complaint that nobody has filed; nothing against a filing.
  static func objectionToUnknown(_ fact: ComplaintFact) -> Objection? {
    if case .filed = fact { return nil }
    return Objection(
      "the client has filed no complaint \(fact.complaint)",
      remedy: "check the id and the time, or record `complaint file` first")
  }

  private func objection(toRedirecting from: Desk?, _ to: Desk?) -> Objection? {
    guard let desk = now.desk else { return nil }
    let id = filing.complaint
    if let from, let holder = desk.desk.value, from != holder {
      return Objection(
        "complaint \(id) is with \(Self.words(holder)), not with \(Self.words(from))",
        lines: [desk.mark.line], remedy: "name the desk that has it, or none")
    }
    guard let to, desk.desk == .known(to) else { return nil }
    return Objection(
      "complaint \(id) is with \(Self.words(to)) already", lines: [desk.mark.line],
      remedy: "redirect it to somebody else, or leave it")
  }

  private func objection(toAttributing person: Erasable<PersonID>) -> Objection? {
    guard let ruling = now.ruling, now.dispute == nil else { return nil }
    let other =
      ruling.person.isSame(as: person)
      ? "already" : "to \(ruling.person.value?.text ?? "somebody whose name was destroyed")"
    return Objection(
      "complaint \(filing.complaint) was attributed \(other) \(ruling.mark.on)",
      lines: [ruling.mark.line],
      remedy: "record `complaint dispute` first, or retract that ruling")
  }

  private var objectionToDispute: Objection? {
    let id = filing.complaint
    if let ending = now.ending, ending.word == "withdrawn" { return objectionUnlessOpen }
    guard now.ruling != nil else {
      return Objection(
        "complaint \(id) has no ruling that could be disputed", lines: [filed.line],
        remedy: "record `complaint attribute` first")
    }
    guard let dispute = now.dispute else { return nil }
    return Objection(
      "the ruling on complaint \(id) is disputed since \(dispute.day)", lines: [dispute.line],
      remedy: "record a new ruling with `complaint attribute`, or leave it")
  }

  private var objectionUnlessOpen: Objection? {
    guard let ending = now.ending else { return nil }
    return Objection(
      "complaint \(filing.complaint) was \(ending.word) \(ending.mark.on)",
      lines: [ending.mark.line], remedy: "record `complaint reopen` first")
  }

  private static func words(_ desk: Desk) -> String {
    switch desk {
    case .person(let person): person.text
    case .responsibility(let responsibility): "the desk of \(responsibility)"
    }
  }
}
