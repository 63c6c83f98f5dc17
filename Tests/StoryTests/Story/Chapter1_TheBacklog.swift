/// October 2024. The firm opens a ledger, adopts its rules, and brings in what it has: the staff list,
/// and seven clients from an old CRM that remembers nothing before October 2023.
extension Teller {
  mutating func theBacklog() {
    on(
      "2024-10-01 09:20", "nora",
      house.adopted(
        fallback: [
          "contract": ["account", "sales"], "billing": ["account", "sales"],
          "legal": ["account", "sales"],
        ],
        limits: [
          "clientsPerPerson": 8, "handoffPendingDays": 14, "changeRequestDays": 10,
          "complaintBounces": 3,
        ],
        bonusBasis: "revenue"
      )
      .note("Eight clients a head, and a bonus when the money is here, not when the ink is dry."))
    theStaff()
    theOldSystem()
    on(
      "2024-10-02 11:30", "dirk",
      house.noted(
        "The old CRM is switched off on Friday. It knew who owns a client, never since when or why. "
          + "What we could not find out is marked inferred, please do not make it prettier."))
    on(
      "2024-10-02 15:00", "nora",
      person("nora").mayDecide("discount"),
      person("nora").mayDecide("terms"),
      person("max").mayDecide("discount", limit: "5000.00", until: "2025-03-31")
        .by("nora").note("Until the end of the financial year; then we look at it again."),
      person("olga").mayDecide("discount", client: "falke", limit: "500.00").by("nora"))
  }

  private mutating func theStaff() {
    on(
      "2024-10-01 10:00", recorded: "2024-10-01 16:40", "dirk",
      person("nora").joined("Nora Lindqvist", manager: nil).at("2019-03-01 09:00")
        .imported("hr", "staff-01", written: "2019-03-01 09:00"),
      person("max").joined("Max Brandt", manager: "nora").at("2019-09-02 09:00")
        .imported("hr", "staff-02", written: "2019-09-02 10:15"),
      person("sofia").joined("Sofia Marchetti", manager: "nora").at("2020-01-07 09:00")
        .imported("hr", "staff-03", written: "2020-01-07 09:30"),
      person("judith").joined("Judith Weiß", manager: "nora").at("2020-06-01 09:00")
        .imported("hr", "staff-04", written: "2020-06-01 09:30"),
      person("desk").joined("Support-Desk", manager: "sofia", kind: "team").at("2020-06-01 09:00")
        .imported("hr", "staff-05", written: "2020-06-01 09:40"),
      person("haus").joined("Hauskunden", manager: "max", kind: "house").at("2020-06-01 09:00")
        .imported("hr", "staff-06", written: "2020-06-01 09:41"),
      person("dirk").joined("Dirk Hansen", manager: "max").at("2021-02-01 09:00")
        .imported("hr", "staff-07", written: "2021-02-01 09:20"),
      person("olga").joined("Ольга Северина", manager: "max").at("2021-06-01 09:00")
        .imported("hr", "staff-08", written: "2021-06-01 09:15"),
      person("ivan").joined("Иван Петренко", manager: "max").at("2022-03-01 09:00")
        .imported("hr", "staff-09", written: "2022-03-01 09:10"),
      person("karim").joined("Karim Haddad", manager: "nora").at("2022-05-02 09:00")
        .imported("hr", "staff-10", written: "2022-05-02 09:05"),
      person("petr").joined("Пётр Зимин", manager: "max").at("2022-11-01 09:00")
        .imported("hr", "staff-11", written: "2022-11-01 11:00"))
  }

  /// The first state is a guess, the changes are on record, and one of them was put down six days after
  /// a complaint for a time before it (B-1).
  private mutating func theOldSystem() {
    let window = "2023-10-01 00:00"
    func first(_ saying: Saying, _ id: String) -> Saying {
      saying.at(window).inferred("altcrm", id, written: window)
    }
    on(
      "2024-10-02 10:30", "dirk",
      first(client("falke").registered("Ostermann Medizintechnik AG, Jena"), "falke/1"),
      first(client("falke").assigned("account", to: "olga"), "falke/2"),
      first(client("falke").assigned("sales", to: "olga"), "falke/3"),
      first(client("spatz").registered("Bäckerei Wiegand KG, Kassel, 41 Filialen"), "spatz/1"),
      first(client("spatz").assigned("account", to: "olga"), "spatz/2"),
      first(client("milan").registered("Autohaus Kessler, Erfurt"), "milan/1"),
      first(client("milan").assigned("account", to: "petr"), "milan/2"),
      first(client("lerche").registered("Stadtwerke Lindau"), "lerche/1"),
      first(client("lerche").assigned("account", to: "ivan"), "lerche/2"),
      first(client("elster").registered("Juwelier Montag, Dresden"), "elster/1"),
      first(client("elster").assigned("account", to: "petr"), "elster/2"),
      first(client("uhu").registered("Nachtwache Uhlmann GmbH, Köln"), "uhu/1"),
      first(client("uhu").assigned("account", to: "ivan"), "uhu/2"),
      first(client("uhu").assigned("sales", to: "ivan"), "uhu/3"),
      first(client("wachtel").registered("Hof Wendland eG, Lüchow"), "wachtel/1"),
      first(client("wachtel").assigned("account", to: "petr"), "wachtel/2"),
      client("falke").assigned("support", to: "desk").at("2024-01-15 08:00")
        .imported("altcrm", "falke/4", written: "2024-01-15 08:03"),
      client("lerche").assigned("account", to: "petr", "Neuverteilung Bayern").by("max")
        .at("2024-02-01 00:00").imported("altcrm", "lerche/3", written: "2024-03-18 18:22")
        .marked("old edit"),
      client("lerche").complained(
        "B-1", about: "account", arose: "2024-02-20", against: "ivan",
        "The plan sent the gritter over the closed lake road, two nights running. "
          + "Herr Petrenko did not call back.", by: "mail"
      )
      .at("2024-03-12 14:50").imported("altcrm", "lerche/4", written: "2024-03-12 15:02"),
      client("lerche").resolved("B-1", "Zwei Monate gutgeschrieben.")
        .at("2024-04-10 10:00").imported("altcrm", "lerche/5", written: "2024-04-10 10:00"),
      client("milan").assigned("account", to: "olga", "Kessler asked for her").by("max")
        .at("2024-05-06 09:00").imported("altcrm", "milan/3", written: "2024-05-06 09:12"),
      client("lerche").assigned("account", to: "ivan", "Rolle rückwärts").by("max")
        .at("2024-07-01 00:00").imported("altcrm", "lerche/6", written: "2024-06-28 17:31"))
  }
}
