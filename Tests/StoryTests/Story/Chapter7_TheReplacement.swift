import Ownership

/// April to October 2026. Ivan resigns, Eva takes his desk and finds what is in it. A client that was
/// closed comes back. The works council wants to see the file on the letter.
extension Teller {
  mutating func theReplacement() {
    theLeaver()
    theDesk()
    theReturn()
    theAutumn()
    theFile()
  }

  private mutating func theLeaver() {
    on(
      "2026-04-02 10:50", "ivan",
      client("uhu").asked("R-4", "rounds on Sundays as well, same price"))
    on(
      "2026-04-10 10:00", "karim",
      client("lerche").paid("4320.00"))
    on(
      "2026-04-15 09:00", "ivan",
      person("ivan").left("resigned").effective("2026-05-01 00:00")
        .note("Gehe zu einer Reederei. Nicht zu der."))
    on(
      "2026-04-20 08:30", "sofia",
      client("uhu").complained(
        "B-10", about: "account", arose: "2026-03-30T02:15:00+02:00", against: "ivan",
        "Der Wachmann fand um 2:15 ein offenes Tor und keine Nummer, die antwortet.",
        by: "letter"
      ))
    on(
      "2026-04-30 17:30", "nora",
      house.adopted(fallback: ["billing": []], limits: ["clientsPerPerson": 10])
        .effective("2026-05-01 00:00")
        .note("The limit is ten now. Der Tag hat weiter vierundzwanzig Stunden."))
  }

  private mutating func theDesk() {
    on(
      "2026-05-04 09:00", "max",
      person("eva").joined("Ева Клима", manager: "max").by("nora"),
      person("eva").mayDecide("discount", limit: "1000.00", until: "2026-12-31"))
    on(
      "2026-05-18 10:15", "max",
      client("uhu").assigned("account", to: "eva", "Ivan's desk, Ivan's clients"))
    on(
      "2026-05-19 11:00", "eva",
      client("kolibri").registered("Colibri Films, Paris"),
      client("kolibri").assigned("sales", to: "eva", "première rencontre à Cannes"))
    on(
      "2026-05-26 09:40", "olga",
      client("milan").offered("H-9", "account", from: "olga", to: "eva"),
      client("amsel").offered("H-10", "account", from: "olga", to: "eva"))
    on(
      "2026-06-02 08:20", "eva",
      client("milan").accepted("H-9", "Беру. And this time it is written down."))
    on(
      "2026-06-08 14:30", "max",
      client("uhu").attributed("B-10", to: "eva", "It is her client.").marked("B-10 ruling"))
    on(
      "2026-06-10 09:00", "eva",
      client("uhu").disputed("B-10", "On 30 March I sold shoes in Brno."))
    on(
      "2026-06-22 16:15", "nora",
      client("uhu").resolved(
        "B-10", "600 Euro Gutschrift; the ruling against Eva is void, with regret."
      ))
  }

  /// Juwelier Montag's daughter reopens the shop. Closing had emptied it: nothing is restored.
  private mutating func theReturn() {
    on(
      "2026-06-01 10:30", "eva",
      client("elster").registered("Juwelier Montag, Inh. Clara Montag, Dresden"),
      client("elster").assigned("sales", to: "eva"))
    on(
      "2026-06-15 11:45", "sofia",
      client("elster").complained(
        "B-11", about: "account", arose: "2026-03-15", against: "lena",
        "In March I rang about my father's data and was told that Frau Vogt is in charge. "
          + "Frau Vogt had never heard of us.", by: "mail"
      ))
    on(
      "2026-06-16 09:05", "lena",
      client("elster").redirected(
        "B-11", from: "lena", to: "responsibility:legal", "data of a closed client"))
    on(
      "2026-06-29 10:00", "judith",
      client("elster").resolved("B-11", "Daten gelöscht, Auskunft erteilt. Nobody was in charge.")
    )
  }

  private mutating func theAutumn() {
    on(
      "2026-06-30 17:20", "max",
      client("lerche").assigned("account", to: "haus", "until somebody has time"))
    on(
      "2026-07-10 09:00", "olga", client("specht").renewed("A-1", ends: "2027-07-09"))
    on(
      "2026-07-13 13:20", "dirk",
      client("specht").foreign(
        "com.lyra.telephone.call.logged",
        ["seconds": .number("1260"), "mood": .string("freundlich")]
      ).from("telephone", "call-55102").attribute("line", .string("+49 30 5550 114")))
    on(
      "2026-07-17 15:00", recorded: "2026-07-20 08:10", "lena",
      person("lena").away(until: "2026-08-07", deputy: "eva").effective("2026-07-20 00:00")
        .note("Ostsee."))
    on(
      "2026-08-10 08:30", "lena", person("lena").returned())
    on(
      "2026-08-18 12:40", "eva",
      client("kolibri").signed(
        "C-1", soldBy: "eva", terms: ["price": "760 EUR/month", "language": "français"],
        value: "18240.00", ends: "2028-08-31"))
    on(
      "2026-08-31 17:00", "nora",
      person("eva").mayNoLongerDecide("discount")
        .note("A French film crew, forty per cent. Merci, Eva."))
    on(
      "2026-09-14 10:10", "karim",
      client("kolibri").paid("2280.00", on: "C-1"),
      client("kolibri").noted("Wer ist hier für Rechnungen zuständig? Seit Mai steht da niemand."))
    on(
      "2026-09-28 09:30", "olga",
      client("kranich").asked("R-5", of: "K-1", "to leave in December instead of March")
        .by("tönnies").note("Frau Tönnies: nothing personal. It was never about you."))
  }

  /// What Olga wants erased goes before the file is given away. On a Friday evening the power fails
  /// while Karim types; on Monday the ledger sets his half of a line aside and says so.
  private mutating func theFile() {
    on(
      "2026-10-05 11:00", "judith",
      client("kranich").noted(
        "The works council asks for a case file on B-5 that it can check without trusting us."))
    redacting(
      "2026-10-06 14:20", "judith", "olga away",
      "Olga asks for erasure: why she was away is hers alone (Art. 17 GDPR)", by: "olga")
    issuingEvidence("2026-10-07 09:40", "judith", on: "B-5")
    losingPower("2026-10-09 18:02", foundAt: "2026-10-12 08:15", "dirk")
    on(
      "2026-10-12 10:00", "nora",
      house.noted(
        "Two years of this ledger. We still lose clients, but no longer the reasons."))
  }
}
