/// October 2024 to April 2025. A seller courts a client for half a year, signs, and is attached to it.
/// Nobody decides who keeps the relation, so she does.
extension Teller {
  mutating func theSeller() {
    on(
      "2024-10-07 11:15", "olga",
      client("kranich").registered("Reederei Tönnies & Cie., Bremen"),
      client("kranich").assigned("sales", to: "olga", "met them at the harbour fair, stand 14")
        .marked("kranich sales"))
    on(
      "2024-10-21 09:40", "olga",
      client("чайка").registered("SIA Baltijas Termināls · Балтийский терминал, Рига"),
      client("чайка").assigned("sales", to: "olga", "писали по-русски, отвечаю я"))
    on(
      "2024-11-11 10:05", "olga",
      client("дрозд").registered("Чайный дом Перлова · Perlow Teehaus GmbH, Berlin"),
      client("дрозд").assigned("sales", to: "olga", "old Perlow knows her mother"))
    on(
      "2024-11-19 17:30", "olga",
      client("kranich").noted("Third demo. Herr Tönnies junior fell asleep, Frau Tönnies did not."))
    on(
      "2024-12-12 16:20", "olga",
      client("чайка").signed(
        "T-1", soldBy: "olga",
        terms: [
          "price": "1.850 EUR/month", "clause 7": "price follows the index, once a year",
          "minimum": "40 tours a day",
        ],
        value: "44400.00", ends: "2026-12-31"))
    on(
      "2024-12-20 12:00", "olga",
      client("kranich").noted("Weihnachtskarte, handgeschrieben. Und Lebkuchen an die Disposition.")
    )
    on(
      "2025-01-07 09:00", "max",
      person("tomas").joined("Tomáš Novák", manager: "max").by("nora"))
    on(
      "2025-01-20 10:10", "karim", client("чайка").paid("5550.00", on: "T-1"))
    on(
      "2025-01-20 11:00", "olga",
      client("ibis").registered("Ibáñez Frutas S.L., Valencia"),
      client("ibis").assigned("sales", to: "olga", "Orangen kennen keinen Feierabend"))
    on(
      "2025-01-31 14:00", "karim",
      client("чайка").bonus("P-1", to: "olga", "900.00", on: "T-1", basis: "revenue"),
      client("elster").bonus("P-2", to: "petr", "600.00", basis: "signing")
        .note("Paid on the renewal that Herr Montag promised by telephone."))
    on(
      "2025-02-10 13:30", "petr",
      client("стриж").registered("Стрельцов Курьер GmbH, Leipzig"),
      client("стриж").assigned("sales", to: "petr"))
    on(
      "2025-02-27 15:45", "olga",
      client("дрозд").signed(
        "D-1", soldBy: "olga", terms: ["price": "420 EUR/month", "deliveries": "Berlin only"],
        value: "10080.00", ends: "2027-02-28"))
    on(
      "2025-03-03 09:30", "max",
      client("wachtel").assigned("account", to: "tomas", "Petr hat genug"))
    on(
      "2025-03-10 10:20", "tomas",
      client("reiher").registered("Klinikum Havelland"),
      client("reiher").assigned("sales", to: "tomas"))
    on(
      "2025-03-10 16:00", "olga",
      client("spatz").signed(
        "Z-1", soldBy: "olga", terms: ["price": "690 EUR/month", "branches": "41"],
        value: "8280.00", ends: "2026-03-09"))
    on(
      "2025-03-17 11:50", "max",
      client("дрозд").assigned("account", to: "olga", "all their calls land with her anyway"))
    on(
      "2025-04-03 17:05", "olga",
      client("kranich").signed(
        "K-1", soldBy: "olga",
        terms: [
          "price": "2.000 EUR/month", "night tariff": "until the first review",
          "notice": "6 months",
        ],
        value: "48000.00", ends: "2027-03-31"
      ).marked("K-1").note("Six months, nine demos, one box of Lebkuchen."))
    on(
      "2025-04-04 09:10", "olga",
      client("kranich").noted(
        "First call after the signature: who will look after us now? I said: erst mal ich."))
    on(
      "2025-04-30 12:00", "karim",
      client("kranich").bonus("P-3", to: "olga", "2400.00", on: "K-1", basis: "signing")
        .note("The policy says revenue. Max said: this one now, she has earned it."))
  }
}
