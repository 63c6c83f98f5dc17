import Ownership

/// May to October 2025. Five clients have become nine, and the sales plan stays. Olga offers what she can:
/// one handoff is accepted at once, one never, one weeks late, one declined, one withdrawn, one too late.
extension Teller {
  mutating func tooMany() {
    theOffers()
    moreClients()
    theSummer()
    whoseTeaIsIt()
    milanAsks()
  }

  private mutating func theOffers() {
    on(
      "2025-05-05 10:30", "olga",
      client("spatz").offered(
        "H-1", "account", from: "olga", to: "lena", effective: "2025-06-01"
      ),
      client("milan").offered(
        "H-2", "account", from: "olga", to: "lena", effective: "2025-06-01"
      ).note("Lena, beide sind pflegeleicht. Danke!"))
    on(
      "2025-05-06 09:00", "lena",
      client("spatz").accepted("H-1", "Bäckereien: gern. Das Autohaus sehe ich mir noch an."))
    on(
      "2025-05-26 14:10", "ivan",
      client("uhu").offered("H-3", "account", from: "ivan", to: "lena"))
    on(
      "2025-05-30 16:55", "lena",
      client("uhu").declined("H-3", "Night watchmen telephone at night. I have a child of two."))
    on(
      "2025-06-02 09:20", "petr",
      client("стриж").signed(
        "S-1", soldBy: "petr", terms: ["price": "1.200 EUR/month", "response": "2 hours"],
        value: "28800.00", ends: "2027-05-31"),
      client("стриж").assigned("account", to: "petr", "подписал, значит мой"))
  }

  private mutating func moreClients() {
    on(
      "2025-06-10 11:40", "olga",
      client("falke").offered(
        "H-4", "account", from: "olga", to: "lena", effective: "2025-07-01"
      ))
    on(
      "2025-06-12 13:25", "olga",
      client("falke").asked("R-2", "quarterly invoices, net 45, as their auditor wants"))
    on(
      "2025-06-16 10:00", "olga",
      client("amsel").registered("Buchhandlung Nachtigall, Weimar"),
      client("amsel").assigned("sales", to: "olga", "books by bicycle"))
    on(
      "2025-06-24 15:00", "olga",
      client("kranich").offered(
        "H-5", "account", from: "olga", to: "ivan", effective: "2025-07-01"
      ).marked("H-5").note("Ivan speaks Platt, I do not. Max agrees."))
    on(
      "2025-06-26 10:05", "ivan",
      client("kranich").accepted("H-5", "Беру. Bremen ist schön.").marked("H-5 accepted"))
    on(
      "2025-06-30 17:00", "max",
      person("olga").mayNoLongerDecide("discount", client: "falke")
        .note("Falke goes to Lena tomorrow."))
    on(
      "2025-07-10 12:15", "olga",
      client("specht").signed(
        "A-1", soldBy: "olga", terms: ["price": "350 EUR/month"], value: "4200.00",
        ends: "2026-07-09"))
    on(
      "2025-07-21 09:35", "olga",
      client("meise").registered("Druckerei Öztürk, Mannheim"),
      client("meise").assigned("sales", to: "olga", "Herr Öztürk rang her, nobody else picked up")
        .marked("ninth client"),
      client("meise").assigned("support", to: "desk"))
  }

  private mutating func theSummer() {
    on(
      "2025-07-22 10:30", "sofia",
      client("falke").complained(
        "B-3", about: "account", arose: "2025-07-15T14:00:00+02:00", against: "lena",
        "The courier stood in Jena with the implants, the surgery was in Gera. "
          + "We were told in June that Frau Vogt is our contact. She says she is not.",
        by: "telephone"
      ))
    on(
      "2025-07-22 15:10", "lena",
      client("falke").disputed("B-3", "I was asked. I have not said yes."))
    on(
      "2025-08-01 06:00", "dirk",
      client("kranich").foreign(
        "custody.client.scored", ["score": .number("87"), "model": .string("churn-2")]
      ).from("crm", "score-2025-08-kranich"))
    on(
      "2025-08-04 09:50", "olga",
      client("ibis").offered("H-6", "account", from: "olga", to: "lena"))
    on(
      "2025-08-11 18:20", "olga",
      client("ibis").withdrew(
        "H-6", "Señor Ibáñez: “Con Olga o con nadie.” Then with Olga."
      ))
    on(
      "2025-08-20 08:45", "lena",
      client("falke").accepted("H-4", "Seven weeks late, but now really."))
    on(
      "2025-08-22 11:00", "max",
      client("falke").attributed("B-3", to: "olga", "An offer is not a handoff. Sorry, Olga."))
    on(
      "2025-08-25 14:00", "olga",
      client("falke").resolved("B-3", "Ersatzfahrt bezahlt, neue Adressprüfung."))
    on(
      "2025-08-28 16:30", "tomas",
      client("reiher").signed(
        "V-1", soldBy: "tomas", terms: ["price": "2.600 EUR/month", "wards": "11"],
        value: "62400.00", ends: "2027-08-31"))
    on(
      "2025-09-08 17:45", "olga",
      client("amsel").signed(
        "N-1", soldBy: "olga", terms: ["price": "180 EUR/month"], value: "2160.00",
        ends: "2026-09-30"),
      person("olga").noted(
        "Überlastungsanzeige: nine clients, a plan of six new ones, eleven open questions. "
          + "I ask for two of them to be taken from me. O. S."))
  }

  /// An accepted handoff that came void: when Lena says yes, Olga no longer holds what she offered.
  private mutating func whoseTeaIsIt() {
    on(
      "2025-09-01 09:10", "olga",
      client("дрозд").offered("H-7", "account", from: "olga", to: "lena"))
    on(
      "2025-09-03 19:20", "max",
      client("дрозд").assigned("account", to: "petr", "strategic: Perlow opens in Moscow Road"))
    on(
      "2025-09-05 08:30", "lena",
      client("дрозд").accepted("H-7", "Tee passt immer.").marked("H-7 accepted"))
    on(
      "2025-10-27 10:00", "sofia",
      client("дрозд").complained(
        "B-6", about: "account", arose: "2025-10-20T11:00:00+02:00", against: "lena",
        "Три недели без ответа. Three weeks without an answer: nobody told us who replaces Olga.",
        by: "mail"
      ))
    on(
      "2025-10-27 13:40", "sofia",
      client("дрозд").redirected("B-6", from: "lena", to: "petr", "the account is Petr's"))
    on(
      "2025-10-28 09:00", "petr",
      client("дрозд").redirected("B-6", from: "petr", to: "lena", "she accepted, I saw the mail"))
  }

  /// “I handed it over!” “I never took it.”
  private mutating func milanAsks() {
    on(
      "2025-09-10 09:45", "sofia",
      client("milan").complained(
        "B-4", about: "account", arose: "2025-09-01T08:00:00+02:00", against: "lena",
        "Der Vorführwagen stand drei Tage im Hof. Both ladies say it is the other one.",
        by: "telephone"
      ))
    on(
      "2025-09-10 11:00", "olga",
      client("milan").redirected("B-4", from: "olga", to: "lena", "handed over on 5 May, see H-2"))
    on(
      "2025-09-10 11:25", "lena",
      client("milan").redirected(
        "B-4", from: "lena", to: "olga", "“sehe ich mir noch an” is not yes"))
    on(
      "2025-10-01 15:00", "max",
      client("milan").resolved(
        "B-4", "A free month. Who was it? Look it up, that is what it is for."
      ))
  }
}
