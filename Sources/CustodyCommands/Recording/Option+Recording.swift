/// The options of the commands that record.
extension Option {
  static let happened = Option(
    "--at", value: "T", "when it happened; a day means its beginning", standard: "now")
  static let effective = Option(
    "--effective", value: "T", "when it takes effect, if that is not when it happened")
  static let lastDay = Option(
    "--last-day", value: "DAY", "the last day on which it still holds; it ends after that day")
  static let decidedBy = Option("--by", value: "WHO", "who decided or did it")
  static let note = Option("--note", value: "TEXT", "a remark")
  static let force = Option(
    "--force", "record it although it contradicts what is known; the contradiction is noted")

  static let reason = Option("--reason", value: "TEXT", "why")
  static let identifier = Option(
    "--id", value: "ID", "its id, unique within the client", standard: "one is made")
  static let manager = Option("--manager", value: "PERSON", "who leads them")
  static let kind = Option(
    "--kind", value: "KIND", choices: ["person", "team", "house"],
    "what it is; only persons carry load",
    standard: "person")
  static let deputy = Option("--deputy", value: "PERSON", "who acts meanwhile")
  static let ends = Option(
    "--until", value: "T", "when it ends; a day is included")
  static let anyway = Option("--anyway", "leave behind what is left behind")
  static let handOverTo = Option(
    "--hand-over-to", value: "PERSON", "offer all that they hold to somebody")
  static let person = Option("--person", value: "PERSON", "whose; refused where another holds it")
  static let giver = Option(
    "--from", value: "PERSON", "who offers", standard: "whoever holds it")
  static let receiver = Option("--to", value: "PERSON", "who is to take over")
  static let all = Option("--all", "all that the giver holds, of the client or of all clients")
  static let arose = Option(
    "--arose", value: "T", "when the problem arose: a time, a day, a month, or A..B",
    standard: "when the client complained")
  static let accused = Option("--against", value: "PERSON", "whom the client complains of")
  static let summary = Option("--summary", value: "TEXT", "in the client’s words")
  static let channel = Option("--channel", value: "TEXT", "letter, mail, call …")
  static let fromDesk = Option(
    "--from", value: "DESK", "who had it: a person, or responsibility:NAME")
  static let outcome = Option("--outcome", value: "TEXT", "what came of it")
  static let seller = Option("--person", value: "PERSON", "who sold it; this makes nobody a holder")
  static let term = Option("--term", value: "NAME=VALUE", "a term", isRepeatable: true)
  static let strike = Option("--strike", value: "NAME", "strike a term out", isRepeatable: true)
  static let value = Option("--value", value: "AMOUNT", "an exact decimal, such as 1250.00")
  static let currency = Option("--currency", value: "CODE", "ISO 4217, such as EUR")
  static let contract = Option("--contract", value: "CONTRACT", "which contract")
  static let forClient = Option("--client", value: "CLIENT", "for this client only")
  static let amountLimit = Option("--limit", value: "AMOUNT", "up to this amount")
  static let basis = Option(
    "--basis", value: "BASIS", choices: ["signing", "revenue", "retention"], "on what it is paid")
  static let periodFrom = Option("--from", value: "T", "the first day that it pays for")
  static let periodTo = Option("--to", value: "T", "the last day that it pays for")
  static let fallback = Option(
    "--fallback", value: "NAME=LIST",
    "who answers where nobody holds it: legal=account,sales; legal= for nobody", isRepeatable: true)
  static let declared = Option(
    "--responsibility", value: "NAME", "a responsibility beyond the built-in ones",
    isRepeatable: true)
  static let limits = Option(
    "--limit", value: "NAME=NUMBER", "a limit, such as clientsPerPerson=25", isRepeatable: true)
  static let bonusBasis = Option(
    "--bonus-basis", value: "BASIS", choices: ["signing", "revenue"], "on what bonuses are paid")
  static let set = Option(
    "--set", value: "FIELD=VALUE", "the right value of a field; lists and objects as JSON",
    isRepeatable: true)
  static let unset = Option("--unset", value: "FIELD", "take a field out", isRepeatable: true)

  /// What every command that records has beside its own.
  static let recording = [happened, effective, decidedBy, note, force, dryRun]
}
