package import Ownership
import SeededNumbers

/// Lines that speak of earlier ones.
extension RandomHistoryMaker {
  /// An offer, mostly by somebody who was made holder of what is offered, now and then by the manager of
  /// a holder who left.
  package mutating func offer(_ client: Subject) -> [JSONMember] {
    let settings = made.filter {
      $0.subject == client && $0.type == EventKind.assignmentMade.type && $0.destroyed.isEmpty
    }
    var responsibility = self.responsibility()
    var from = person()
    if random.chance(70), let setting = settings.randomElement(using: &random) {
      responsibility = setting.text("responsibility") ?? responsibility
      from = setting.text("person") ?? from
      if random.chance(25), let heir = manager(ofLeaver: from) { from = heir }
    }
    var data = [
      member("handoff", random.pick(Self.handoffs)), member("responsibility", responsibility),
      member("from", from), member("to", person()),
    ]
    if random.chance(30) { data.append(member("effective", day())) }
    return data
  }

  /// Whom a line names as the manager of somebody who left.
  private mutating func manager(ofLeaver person: String) -> String? {
    let lines = made.filter { $0.subject == .person(Identifier(trusted: person)) }
    guard lines.contains(where: { $0.type == EventKind.personLeft.type }) else { return nil }
    return lines.compactMap { $0.text("manager") }.randomElement(using: &random)
  }

  /// An acceptance of an offer that was made, at its time or later, now and then told later than it takes
  /// effect.
  package mutating func acceptance() -> RandomLine? {
    let offers = made.filter { $0.type == EventKind.handoffOffered.type }
    guard let offer = offers.randomElement(using: &random), let id = offer.text("handoff") else {
      return nil
    }
    var line = timed(EventKind.handoffAccepted.type, offer.subject)
    line.time = max(line.time, offer.time)
    if random.chance(25) {
      let effective = Self.instant(&random)
      line.effective = effective
      line.time = max(line.time, effective)
    }
    line.data = [member("handoff", id)]
    return line
  }

  /// A retraction or a dispute, now and then of what cannot be named.
  package mutating func correction(_ kind: EventKind) -> RandomLine {
    let target = Int.random(in: 0..<made.count, using: &random)
    var line = timed(kind.type, made[target].subject)
    line.entry = target + 1
    if random.chance(4) { line.entry = made.count + 1 + random.pick([0, 1, 2]) }
    if random.chance(4) { line.subject = .ledger }
    line.data = [member("reason", "wrong")]
    return line
  }

  /// A line that takes the place of an earlier one, often of the latest in a chain.
  package mutating func replacement() -> RandomLine? {
    let replacing = made.indices.filter { made[$0].replaces != nil }
    let target =
      random.chance(40) && !replacing.isEmpty
      ? random.pick(replacing) : Int.random(in: 0..<made.count, using: &random)
    let original = made[target]
    guard let kind = EventKind(type: original.type), kind != .entryRedacted else { return nil }
    var line = timed(original.type, original.subject)
    if random.chance(75) {
      line.time = original.time
      line.effective = original.effective
    }
    line.replaces = target + 1
    if kind == .entryRetracted || kind == .entryDisputed {
      line.entry =
        random.chance(50) ? original.entry : Int.random(in: 1...made.count, using: &random)
      line.data = original.data
    } else {
      line.data = kind == .ledgerOpened ? original.data : data(kind)
    }
    if random.chance(3) { line.subject = .ledger }
    if random.chance(3) { line.type = "custody.note.added" }
    return line
  }

  /// Destroys fields of an earlier line, which is finished or not; now and then it names nothing
  /// that could be, or nothing explains what is missing.
  package mutating func redaction() -> RandomLine? {
    let names = ["person", "from", "to", "manager", "deputy", "against"]
    let candidates = made.indices.filter { index in
      made[index].data.contains { names.contains($0.name) }
    }
    guard !candidates.isEmpty else { return nil }
    let target = random.pick(candidates)
    let present = made[target].data.map(\.name).filter(names.contains)
    let fields = present.count > 1 && random.chance(60) ? [random.pick(present)] : present
    var line = timed(EventKind.entryRedacted.type, made[target].subject)
    line.entry = target + 1
    if random.chance(6) {
      made[target].destroyed += fields
      line.type = EventKind.noteAdded.type
      line.entry = nil
      line.data = [member("text", "nothing explains what is missing")]
      return line
    }
    var named = fields.map { "data.\($0)" }
    switch Int.random(in: 0..<100, using: &random) {
    // Without `data.`, not there, or what says which step or when.
    case 0..<12: named = fields + ["note", "data.campaign", "data.responsibility"]
    case 12..<45: break
    default: made[target].destroyed += fields.filter { !made[target].destroyed.contains($0) }
    }
    line.data = [
      JSONMember("fields", .array(named.map(JSON.string))), member("reason", "erasure"),
    ]
    return line
  }
}
