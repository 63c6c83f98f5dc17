/// The complaints of one client and how far each has come.
///
///     filed ─► open ─┬─ redirected, attributed, disputed ─► open
///                    ├─ resolved ──┐
///                    └─ withdrawn ─┴─ reopened ─► open
struct ComplaintBook {
  /// A complaint.
  struct Record {
    var filed: Mark
    var filing: ComplaintFiling
    /// When the client complained.
    var time: Instant { filed.instant }
    /// How it ended, while it is not open: `resolved` or `withdrawn`.
    var ending: (word: String, mark: Mark)?
    var ruling: (person: Erasable<PersonID>, mark: Mark)?
    /// The dispute of the ruling, until the next ruling.
    var dispute: Mark?
    /// Who has it, once it was redirected.
    var desk: (desk: Erasable<Desk>, mark: Mark)?

    var isOpen: Bool { ending == nil }
  }

  private(set) var records: [ComplaintID: Record] = [:]

  mutating func take(_ fact: ComplaintFact, _ mark: Mark) {
    switch fact {
    case .filed(let filing):
      records[filing.complaint] = Record(filed: mark, filing: filing)
    case .redirected(let id, _, let to, _): records[id]?.desk = (to, mark)
    case .attributed(let id, let person, _):
      records[id]?.ruling = (person, mark)
      records[id]?.dispute = nil
    case .disputed(let id, _, _): records[id]?.dispute = mark
    case .resolved(let id, _, _): records[id]?.ending = ("resolved", mark)
    case .withdrawn(let id, _, _): records[id]?.ending = ("withdrawn", mark)
    case .reopened(let id, _, _): records[id]?.ending = nil
    }
  }

  func objection(to fact: ComplaintFact) -> Objection? {
    switch fact {
    case .filed(let filing):
      guard let record = records[filing.complaint] else { return nil }
      return Objection(
        "complaint \(filing.complaint) was filed \(record.filed.on)", lines: [record.filed.line],
        remedy: "give the new one another id, or put that line right with `correct`")
    case .redirected(let id, let from, let to, _):
      return whileOpen(id) { record in
        if let from = from?.value, let desk = record.desk, let now = desk.desk.value, from != now {
          return Objection(
            "complaint \(id) is with \(Self.words(now)), not with \(Self.words(from))",
            lines: [desk.mark.line], remedy: "name the desk that has it, or none")
        }
        guard let desk = record.desk, let to = to.value, desk.desk == .known(to) else {
          return nil
        }
        return Objection(
          "complaint \(id) is with \(Self.words(to)) already", lines: [desk.mark.line],
          remedy: "redirect it to somebody else, or leave it")
      }
    case .attributed(let id, let person, _):
      return whileOpen(id) { record in
        guard let ruling = record.ruling, record.dispute == nil else { return nil }
        let other = ruling.person.isSame(as: person) ? "already" : "to \(Self.name(ruling.person))"
        return Objection(
          "complaint \(id) was attributed \(other) \(ruling.mark.on)", lines: [ruling.mark.line],
          remedy: "record `complaint dispute` first, or retract that ruling")
      }
    case .disputed(let id, _, _): return objection(toDispute: id)
    case .resolved(let id, _, _), .withdrawn(let id, _, _):
      return whileOpen(id) { _ in nil }
    case .reopened(let id, _, _):
      guard let record = records[id] else { return Self.unknown(id) }
      guard record.isOpen else { return nil }
      return Objection(
        "complaint \(id) is open", lines: [record.filed.line],
        remedy: "there is nothing to reopen; redirect, attribute or resolve it")
    }
  }

  private func objection(toDispute id: ComplaintID) -> Objection? {
    guard let record = records[id] else { return Self.unknown(id) }
    if let ending = record.ending, ending.word == "withdrawn" {
      return Self.ended(id, ending)
    }
    guard record.ruling != nil else {
      return Objection(
        "complaint \(id) has no ruling that could be disputed", lines: [record.filed.line],
        remedy: "record `complaint attribute` first")
    }
    guard let dispute = record.dispute else { return nil }
    return Objection(
      "the ruling on complaint \(id) is disputed since \(dispute.day)", lines: [dispute.line],
      remedy: "record a new ruling with `complaint attribute`, or leave it")
  }

  private func whileOpen(_ id: ComplaintID, _ rule: (Record) -> Objection?) -> Objection? {
    guard let record = records[id] else { return Self.unknown(id) }
    if let ending = record.ending { return Self.ended(id, ending) }
    return rule(record)
  }

  private static func unknown(_ id: ComplaintID) -> Objection {
    Objection(
      "the client has filed no complaint \(id)",
      remedy: "check the id and the time, or record `complaint file` first")
  }

  private static func ended(_ id: ComplaintID, _ ending: (word: String, mark: Mark)) -> Objection {
    Objection(
      "complaint \(id) was \(ending.word) \(ending.mark.on)", lines: [ending.mark.line],
      remedy: "record `complaint reopen` first")
  }

  private static func name(_ person: Erasable<PersonID>) -> String {
    person.value?.text ?? "somebody whose name was destroyed"
  }

  private static func words(_ desk: Desk) -> String {
    switch desk {
    case .person(let person): person.text
    case .responsibility(let responsibility): "the desk of \(responsibility)"
    }
  }
}
