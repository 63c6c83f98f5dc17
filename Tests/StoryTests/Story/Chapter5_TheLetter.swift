/// September 2025 to January 2026. A letter arrives about a seller who no longer has the client, and a
/// week later somebody edits the CRM so that she had it after all.
extension Teller {
  mutating func theLetter() {
    theMorningAtTheLock()
    theEdit()
    theRuling()
    theWrongClient()
    theTurnOfTheYear()
  }

  private mutating func theMorningAtTheLock() {
    on(
      "2025-09-12 07:50", "lena",
      person("olga").away(deputy: "ivan").marked("olga away").by("olga")
        .note("Krankenhaus. She wrote from the ambulance that Ivan stands in."))
    on(
      "2025-09-29 08:30", "olga",
      person("olga").returned().note("Снова здесь, с одним швом."))
    on(
      "2025-10-14 08:40", recorded: "2025-10-14 11:12", "sofia",
      client("kranich").complained(
        "B-5", about: "account", arose: "2025-09-22T09:30:00+02:00", against: "olga",
        "“Ihre Vertriebsmitarbeiterin leistet schlechten Service” (your sales specialist does poor "
          + "service): on 22 September eleven lorries waited at the lock because nobody could tell "
          + "us whether the night tariff still held.", by: "letter"
      ))
    on(
      "2025-10-15 09:20", "sofia",
      client("kranich").redirected(
        "B-5", from: "responsibility:support", to: "olga", "not technical; the letter names her"))
    on(
      "2025-10-16 10:10", "olga",
      client("kranich").redirected(
        "B-5", from: "olga", to: "ivan", "Ivan has had the account since 1 July, see H-5"))
    on(
      "2025-10-20 16:45", "ivan",
      client("kranich").redirected("B-5", from: "ivan", to: "olga", "not mine, ask the seller"))
  }

  private mutating func theEdit() {
    on(
      "2025-09-15 09:00", recorded: "2025-10-21 17:48", "dirk",
      client("kranich").assigned("account", to: "olga", "account handed back to the seller")
        .by("ivan").note("CRM sync: owner Petrenko → Severina, valid from 15.09.2025")
        .from("crm", "edit-8841").marked("the edit"))
    on(
      "2025-10-23 08:15", "olga",
      client("kranich").disputed(
        entry: "the edit",
        "On 15 September I lay in hospital. Nobody handed me anything, least of all a shipping line."
      ).marked("the dispute"))
    on(
      "2025-10-24 12:00", "dirk",
      client("kranich").noted(
        "Asked about edit-8841: I import what the CRM says. Who typed it, the CRM does not say; "
          + "the screen was Ivan's."))
    on(
      "2025-10-31 14:30", "karim",
      client("kranich").bonus(
        "P-4", to: "ivan", "1200.00", on: "K-1", basis: "retention",
        period: ("2025-07-01", "2025-09-30")
      ).note("Third quarter, the whole of it, as Ivan's form says."))
  }

  private mutating func theRuling() {
    on(
      "2025-11-03 10:00", "max",
      client("kranich").attributed(
        "B-5", to: "olga", "According to the CRM she had the account on 22 September."
      ))
    on(
      "2025-11-04 08:05", "olga",
      client("kranich").disputed(
        "B-5", "The ruling rests on one line, written a week after the letter."))
    on(
      "2025-12-08 16:00", "nora",
      client("kranich").resolved(
        "B-5", "One month free of charge, night tariff confirmed in writing, nobody blamed by name."
      ),
      client("kranich").amended("K-1", ["night tariff": "until 2026-12-31"]))
    on(
      "2026-01-12 11:30", "judith",
      client("kranich").reopened(
        "B-5", "The works council asks: Olga's yearly review still quotes the ruling of 3 November."
      ).by("betriebsrat"))
  }

  /// An edit that is taken back: both ends of the verdict agree, and two lines turned it in between.
  private mutating func theWrongClient() {
    on(
      "2025-11-12 09:05", "sofia",
      client("стриж").complained(
        "B-7", about: "account", arose: "2025-11-05T06:30:00+01:00", against: "petr",
        "Ночной рейс Лейпциг–Галле уехал под закрытый мост. Nobody had entered the closure.",
        by: "telephone"
      ))
    on(
      "2025-11-01 00:00", recorded: "2025-11-19 13:15", "dirk",
      client("стриж").assigned("account", to: "tomas", "bulk edit: farms and parcels to Novák")
        .by("max").from("crm", "edit-8907").marked("the bulk edit"))
    on(
      "2025-11-24 09:40", "max",
      client("стриж").retracted(
        "the bulk edit", "Wrong client. I meant Hof Wendland, and that one was his since March."
      ).marked("the retraction"))
    on(
      "2025-11-28 15:20", "petr",
      client("стриж").resolved("B-7", "Мост внесён, штраф оплачен пополам."))
  }

  private mutating func theTurnOfTheYear() {
    on(
      "2025-12-15 10:10", "olga",
      client("falke").unassigned(
        "sales", from: "olga", "one client, one face: Lena does the renewals as well"))
    on(
      "2025-12-18 11:00", "tomas",
      client("pirol").assigned("account", to: "tomas", "signed on the mountain"),
      client("pirol").signed(
        "F-1", soldBy: "tomas", terms: ["price": "540 EUR/month", "coaches": "9"],
        value: "12960.00", ends: "2027-12-31"))
    on(
      "2025-12-19 14:00", "petr",
      client("elster").closed("Herr Montag retires on New Year's Eve.")
        .effective("2026-01-01 00:00"))
    on(
      "2025-12-19 16:30", "nora",
      house.adopted(fallback: ["contract": ["legal", "account"]], responsibilities: ["renewal"])
        .effective("2026-01-01 00:00").marked("policy 2026")
        .note("A clause is a question for Judith, before it is one for whoever sold it."),
      person("judith").mayDecide("terms", limit: "20000.00").effective("2026-01-01 00:00"),
      client("чайка").assigned("legal", to: "judith").effective("2026-01-01 00:00")
        .marked("чайка legal"))
  }
}
