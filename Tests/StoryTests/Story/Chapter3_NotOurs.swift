/// February to June 2025. A client wants a clause explained. Four desks agree that it is not theirs,
/// and the only one who may decide on the change is away for five weeks.
extension Teller {
  mutating func notOurs() {
    clauseSeven()
    whileNoraIsAway()
  }

  private mutating func clauseSeven() {
    on(
      "2025-02-10 09:12", "sofia",
      client("чайка").complained(
        "B-2", about: "contract", arose: "2025-02-10",
        "Пункт 7: по какому индексу растёт цена? Which index raises our price in clause 7, "
          + "and who can change it?", by: "mail"
      ))
    on(
      "2025-02-10 15:40", "sofia",
      client("чайка").redirected(
        "B-2", from: "responsibility:support", to: "responsibility:billing",
        "no complaint, not ours: a clause is not a fault"
      ).from("helpdesk", "HD-2041/1"))
    on(
      "2025-02-13 10:15", "karim",
      client("чайка").redirected(
        "B-2", from: "responsibility:billing", to: "responsibility:legal",
        "the invoice is right, what the clause means is a question for lawyers"
      ).from("helpdesk", "HD-2041/2"))
    on(
      "2025-02-17 12:00", "olga",
      client("чайка").asked("R-1", of: "T-1", "cap the index of clause 7 at three per cent a year")
        .marked("R-1 asked"))
    on(
      "2025-02-24 09:05", "judith",
      client("чайка").redirected(
        "B-2", from: "responsibility:legal", to: "olga",
        "legal advises the house; who sold it knows what was promised"
      ).from("helpdesk", "HD-2041/3"))
    on(
      "2025-02-24 16:30", "olga",
      client("чайка").redirected(
        "B-2", from: "olga", to: "max", "I may explain the clause, I may not change it"
      ).from("helpdesk", "HD-2041/4"))
  }

  private mutating func whileNoraIsAway() {
    on(
      "2025-04-01 09:00", "max",
      person("lena").joined("Lena Vogt", manager: "max").by("nora")
        .note("Our first account manager by title. Die anderen sind es aus Versehen."))
    on(
      "2025-04-04 18:30", "nora",
      person("nora").away(until: "2025-05-09", deputy: "max").effective("2025-04-07 00:00")
        .note("Namibia, kein Netz. Max speaks for me, except where only I may sign."))
    on(
      "2025-04-14 10:00", "olga",
      client("specht").registered("Holzbau Aigner, Rosenheim"),
      client("specht").assigned("sales", to: "olga", "Empfehlung von Perlow"))
    on(
      "2025-04-22 09:15", "olga",
      client("чайка").noted(
        "Fourth reminder from Riga about clause 7. Max may give a discount, or could until 31 March; "
          + "terms are Nora's alone, and Nora counts giraffes."))
    on(
      "2025-05-12 08:50", "nora", person("nora").returned())
    on(
      "2025-05-12 10:40", "tomas",
      client("pirol").registered("Sonnthal Reisen, Füssen"),
      client("pirol").assigned("sales", to: "tomas"))
    on(
      "2025-05-19 11:00", "nora",
      client("чайка").granted("R-1", "three per cent is what we would have offered in February")
        .marked("R-1 decided"),
      client("чайка").amended(
        "T-1", ["clause 7": "price follows HVPI, once a year, at most 3 %", "minimum": nil]))
    on(
      "2025-05-20 09:20", "olga",
      client("чайка").resolved("B-2", "Clause explained and capped, after 99 days.")
        .marked("B-2 resolved"))
    on(
      "2025-05-22 13:00", "olga",
      client("ibis").signed(
        "I-1", soldBy: "olga", terms: ["price": "980 EUR/month", "season": "October to May"],
        value: "23520.00", ends: "2027-05-31"))
    on(
      "2025-05-23 09:10", "karim",
      client("ibis").assigned("billing", to: "karin", "invoices in Spanish")
        .marked("billing typo"))
    on(
      "2025-05-23 09:10", recorded: "2025-05-26 08:45", "karim",
      client("ibis").assigned("billing", to: "karim", "invoices in Spanish")
        .replacing("billing typo").marked("billing right")
        .note("Nobody here is called Karin. Das n sitzt neben dem m."))
  }
}
