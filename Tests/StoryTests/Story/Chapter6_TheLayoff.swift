/// January to March 2026. Two sellers are laid off on one day. What they held falls to whoever stands
/// beneath it, with no extra pay, and some of it is handed on for a time that has already passed.
extension Teller {
  mutating func theLayoff() {
    theDay()
    theNight()
    theSorting()
    theBooks()
  }

  private mutating func theDay() {
    on(
      "2026-01-15 10:00", "nora",
      house.noted(
        "Sales goes from four posts to two on 1 February. The plan for the year stays as adopted. "
          + "Bitte heute noch nicht weitersagen."))
    on(
      "2026-01-15 11:20", "karim",
      client("elster").reversed(
        "P-2", "Renewal never signed, client closed: 600 Euro zurück."))
    on(
      "2026-01-19 09:30", "tomas",
      client("wachtel").asked("R-3", "pay per delivery from March on, the milk price has fallen"))
    on(
      "2026-01-28 17:10", "tomas",
      client("pirol").offered("H-8", "account", from: "tomas", to: "lena")
        .note("Něco visí ve vzduchu. Something is in the air; better that it is with you."))
    on(
      "2026-01-30 15:30", "karim",
      client("spatz").bonus(
        "P-5", to: "olga", "480.00", basis: "retention", period: ("2025-07-01", "2025-12-31")
      ).note("The list of July still names Olga."))
    on(
      "2026-01-30 16:00", recorded: "2026-01-30 16:20", "nora",
      person("petr").left("laid-off").effective("2026-02-01 00:00"),
      person("tomas").left("laid-off").effective("2026-02-01 00:00")
        .note("Laptops until six, boxes are in the hall. Es tut mir leid."))
  }

  private mutating func theNight() {
    on(
      "2026-02-05 09:10", "lena",
      client("pirol").accepted(
        "H-8", "He offered it before he went; somebody has to drive coaches."
      ))
    on(
      "2026-02-10 09:00", "max",
      client("elster").assigned("account", to: "lena", "from Petr's list")
        .marked("elster void").note("Nobody told me that the shop is closed."))
    on(
      "2026-02-12 08:55", "sofia",
      client("стриж").complained(
        "B-8", about: "account", arose: "2026-02-10T05:40:00+01:00", against: "olga",
        "Снова мост. The same bridge again, and at Petr's number a recorded voice.",
        by: "telephone"
      ))
    on(
      "2026-02-16 10:20", "sofia",
      client("wachtel").complained(
        "B-9", about: "account", arose: "2026-01-26..2026-02-06", against: "tomas",
        "For two weeks the milk lorry came at noon. The first week someone apologised, "
          + "the second week nobody did.", by: "mail"
      ))
  }

  /// Max passes on what fell to him, for a time before the complaint; then puts it right.
  private mutating func theSorting() {
    on(
      "2026-02-16 14:00", "max",
      client("reiher").assigned("account", to: "olga", "you know the Havelland"))
    on(
      "2026-02-20 17:55", "olga",
      person("olga").noted(
        "Second Überlastungsanzeige. The first one is of September and still in the tray."))
    on(
      "2026-02-23 09:00", "max",
      client("wachtel").assigned("account", to: "lena", "Kühe mag sie"))
    on(
      "2026-03-02 09:30", "nora",
      person("lena").moved(to: "nora").note("Accounts report to me from now on, sales to Max."))
    on(
      "2026-02-02 00:00", recorded: "2026-03-05 18:10", "max",
      client("стриж").assigned("account", to: "olga", "she had it since the layoff, informally")
        .marked("passed on").note("Entered late, the month was long."))
    on(
      "2026-02-16 14:00", recorded: "2026-03-19 10:05", "max",
      client("стриж").assigned("account", to: "olga", "told her on the 16th, with the hospital")
        .replacing("passed on").marked("put right").by("max")
        .note("Nora asked whom I told, and when. I looked at my calendar."))
    on(
      "2026-03-23 11:00", "max",
      client("стриж").attributed(
        "B-8", to: "max", "Until the 16th it was mine: nobody else's name stood there."))
    on(
      "2026-03-24 16:10", "olga",
      client("стриж").resolved("B-8", "Brücke gesperrt, Karte für alle. For good this time."))
  }

  private mutating func theBooks() {
    on(
      "2026-02-20 12:00", "karim",
      client("reiher").paid("15600.00", on: "V-1")
        .note("Half a year. The bonus form wants a seller; there is none to put in."))
    on(
      "2026-03-09 16:00", "lena",
      client("spatz").ended("Z-1", "Three faces in one year. Sie gehen zur Konkurrenz."),
      client("spatz").noted("Herr Wiegand was polite about it and brought Nussecken."))
    on(
      "2026-03-10 09:15", "dirk",
      client("milan").renamed("Autohaus Kessler & Tochter, Erfurt"))
    on(
      "2026-03-16 10:30", "nora",
      client("wachtel").refused("R-3", "milk falls, servers do not"))
    on(
      "2026-03-30 13:00", "olga",
      client("kranich").assigned("renewal", to: "max", "I will not sell to people who sue me"))
    on(
      "2026-04-07 09:20", "lena",
      client("wachtel").withdrawn(
        "B-9", "Frau Wendland: the lorry is punctual, we have hay to make."))
  }
}
