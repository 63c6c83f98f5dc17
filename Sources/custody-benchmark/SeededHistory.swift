/// A firm's history as producers tell it, the same for the same seed: clients and persons join, clients
/// are assigned and handed over, assignments end, and now and then a line puts an earlier one right.
///
/// JSON text, one event a line; with what the ledger adds a line has about 420 bytes.
struct SeededHistory {
  let lines: Int
  private var random: SplitMix64
  private var made = 0
  private let clients: Int
  private let persons: Int
  /// The last assignment of each client: its line, and the text of its `data`.
  private var assignments: [(line: Int, holder: Int)]
  /// A handoff that waits for its acceptance: client and number.
  private var offered: (client: Int, number: Int)?

  init(lines: Int, seed: UInt64) {
    self.lines = lines
    random = SplitMix64(state: seed)
    persons = max(3, lines / 5_000)
    clients = max(1, lines / 12)
    assignments = Array(repeating: (0, 0), count: clients)
  }

  static let responsibilities = ["account", "sales", "support", "contract", "billing", "legal"]

  func client(_ number: Int) -> String { "kunde-\(padded(number, 6))" }

  /// A client of which there are lines, by chance.
  mutating func anyClient() -> String { client(Int(random.next() % UInt64(clients))) }

  /// The next piece of text, of about 1 MiB; empty at the end.
  mutating func piece() -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((1 << 20) + 1024)
    while made < lines, text.count < 1 << 20 {
      made += 1
      text.append(contentsOf: event(made).utf8)
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  /// The event that becomes line `number` + 1: line 1 opens the ledger.
  private mutating func event(_ number: Int) -> String {
    if number <= persons {
      return head(number, "person.joined", "person/\(person(number - 1))")
        + ",\"data\":{\"name\":\"Employee number \(number)\""
        + (number > 1 ? ",\"manager\":\"\(person((number - 2) / 8))\"" : "") + "}}"
    }
    if number <= persons + clients {
      let client = number - persons - 1
      return head(number, "client.registered", "client/\(self.client(client))")
        + ",\"data\":{\"name\":\"Client number \(client), of the north\"}}"
    }
    if let (client, handoff) = offered {
      offered = nil
      return head(number, "handoff.accepted", "client/\(self.client(client))")
        + ",\"data\":{\"handoff\":\"h\(handoff)\",\"reason\":\"agreed on the telephone\"}}"
    }
    let client = Int(random.next() % UInt64(clients))
    let responsibility = Self.responsibilities[Int(random.next() % 6)]
    let holder = Int(random.next() % UInt64(persons))
    let subject = "client/\(self.client(client))"
    let last = assignments[client]
    switch random.next() % 100 {
    case 0..<8 where number < lines:
      offered = (client, number)
      return head(number, "handoff.offered", subject)
        + ",\"data\":{\"handoff\":\"h\(number)\",\"responsibility\":\"account\",\"from\":\""
        + person(last.holder) + "\",\"to\":\"\(person(holder))\"}}"
    case 8..<12:
      return head(number, "assignment.ended", subject)
        + ",\"data\":{\"responsibility\":\"\(responsibility)\",\"reason\":\"territory closed\"}}"
    case 12..<14 where last.line > 0:
      return head(number, "assignment.made", subject)
        + ",\"replaces\":\"\(padded(last.line, 12))\",\"data\":"
        + assignment("account", holder, "the wrong person was named") + "}"
    default:
      assignments[client] = (number + 1, holder)
      return head(number, "assignment.made", subject) + ",\"data\":"
        + assignment(responsibility, holder, "reorganisation of territory \(holder % 50)") + "}"
    }
  }

  private func assignment(_ responsibility: String, _ holder: Int, _ reason: String) -> String {
    "{\"responsibility\":\"\(responsibility)\",\"person\":\"\(person(holder))\",\"reason\":\"\(reason)\"}"
  }

  private func head(_ number: Int, _ type: String, _ subject: String) -> String {
    "{\"id\":\"crm-\(padded(number, 10))\",\"source\":\"crm/europe\",\"type\":\"custody.\(type)\",\"subject\":\""
      + "\(subject)\",\"time\":\"\(time(number))\""
  }

  private func person(_ number: Int) -> String { "employee-\(padded(number, 5))" }

  /// A minute later for each line, in months of 28 days from 2001 on.
  private func time(_ number: Int) -> String {
    let day = number / 1440
    let date =
      "\(2001 + day / 336)-\(padded(day / 28 % 12 + 1, 2))-\(padded(day % 28 + 1, 2))"
    return "\(date)T\(padded(number / 60 % 24, 2)):\(padded(number % 60, 2)):00Z"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

/// Sebastiano Vigna's SplitMix64.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
