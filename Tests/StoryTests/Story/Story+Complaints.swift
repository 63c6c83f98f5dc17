/// The index of the story's complaints: what each shows, and the verdict that it must have.
///
/// | complaint | of | what it shows | as filed → now |
/// | --- | --- | --- | --- |
/// | B-1 | lerche | imported; an edit in the old CRM, after the complaint | ivan → petr, 46 days late |
/// | B-2 | чайка | a contract question by drift, sent through four desks | olga, fallback |
/// | B-3 | falke | a handoff that was accepted seven weeks late | olga, assigned; not lena |
/// | B-4 | milan | a handoff that nobody accepted | olga, assigned; not lena |
/// | B-5 | kranich | the letter, and the edit a week after it, disputed | ivan → olga, 36 days late |
/// | B-6 | дрозд | an acceptance that came void | petr, assigned; not lena |
/// | B-7 | стриж | an edit that was taken back | petr, two turning lines |
/// | B-8 | стриж | an orphan of the layoff, passed on too early, then put right | max, two turning lines |
/// | B-9 | wachtel | a period with the layoff in it | tomas, then max |
/// | B-10 | uhu | a leaver's complaint, and a ruling against the successor | ivan, assigned, inferred |
/// | B-11 | elster | a client that was closed then, with a void assignment | nobody, closed |
struct ExpectedVerdict {
  let complaint: String
  let client: String
  var asFiled: String
  /// On the ledger's clock, for an imported complaint.
  var asFiledLedger: String?
  var now: String
  /// Marks of the turning lines, and by how many whole days they are late.
  var turning: [(mark: String, days: Int64)] = []
  /// Whether the person complained of was accountable, as filed and now.
  var against: (asFiled: Bool, now: Bool)?
}

extension Story {
  static let complaints: [ExpectedVerdict] = [
    ExpectedVerdict(
      complaint: "B-1", client: "lerche", asFiled: "ivan (assigned)",
      asFiledLedger: "petr (assigned)", now: "petr (assigned)", turning: [("old edit", 46)],
      against: (true, false)),
    ExpectedVerdict(
      complaint: "B-2", client: "чайка", asFiled: "olga (fallback)", now: "olga (fallback)"),
    ExpectedVerdict(
      complaint: "B-3", client: "falke", asFiled: "olga (assigned)", now: "olga (assigned)",
      against: (false, false)),
    ExpectedVerdict(
      complaint: "B-4", client: "milan", asFiled: "olga (assigned)", now: "olga (assigned)",
      against: (false, false)),
    ExpectedVerdict(
      complaint: "B-5", client: "kranich", asFiled: "ivan (handoff)", now: "olga (assigned)",
      turning: [("the edit", 36)], against: (false, true)),
    ExpectedVerdict(
      complaint: "B-6", client: "дрозд", asFiled: "petr (assigned)", now: "petr (assigned)",
      against: (false, false)),
    ExpectedVerdict(
      complaint: "B-7", client: "стриж", asFiled: "petr (assigned)", now: "petr (assigned)",
      turning: [("the bulk edit", 18), ("the retraction", 0)], against: (true, true)),
    ExpectedVerdict(
      complaint: "B-8", client: "стриж", asFiled: "max (manager)", now: "max (manager)",
      turning: [("passed on", 31), ("put right", 30)], against: (false, false)),
    ExpectedVerdict(
      complaint: "B-9", client: "wachtel", asFiled: "tomas (assigned), max (manager)",
      now: "tomas (assigned), max (manager)", against: (true, true)),
    ExpectedVerdict(
      complaint: "B-10", client: "uhu", asFiled: "ivan (assigned)", now: "ivan (assigned)",
      against: (true, true)),
    ExpectedVerdict(
      complaint: "B-11", client: "elster", asFiled: "nobody (closed)", now: "nobody (closed)",
      against: (false, false)),
  ]
}
