import Ownership

/// The story that `EventLog/` tells: the scenes of a firm that sells software for planning tours, from
/// October 2024 to October 2026.
///
/// The people: `nora` leads the house, `max` sales, `sofia` support, `judith` legal, `karim` billing;
/// `olga`, `ivan`, `petr`, `tomas` sell, later `eva`; `lena` keeps accounts; `dirk` runs the CRM. Clients
/// bear the names of birds, their own are in the log.
///
/// Every type of event occurs, those too that only the ledger writes: the note on Olga's absence says more
/// of her health than a ledger should keep and is destroyed (`entry.redacted`), the works council gets
/// its case file on B-5 (`evidence.issued`), and the power fails in the middle of a line
/// (`ledger.recovered`).
enum Story {
  static let name = "Лира · Lyra GmbH, Berlin"
  static let zoneName = "Europe/Berlin"
  static let openedBy = "dirk"
  static let opening = "2024-10-01 09:00"

  static func script() throws -> Script {
    var teller = Teller(opening: opening, zone: try .system(zoneName))
    let chapters: [(inout Teller) -> Void] = [
      { $0.theBacklog() }, { $0.theSeller() }, { $0.notOurs() }, { $0.tooMany() },
      { $0.theLetter() }, { $0.theLayoff() }, { $0.theReplacement() },
    ]
    for chapter in chapters { chapter(&teller) }
    return teller.script()
  }
}
