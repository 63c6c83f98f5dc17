import CustodyLedger
import Ownership
import Presentation
import Projections

extension CommandDescription {
  /// `custody complaint show ID`
  static let complaintShow = CommandDescription(
    name: "complaint show",
    abstract: "all about one complaint: the verdict, its way, the ruling, terms, offers, bonuses",
    examples: [
      Example("custody complaint show c1", "to be read aloud in the meeting"),
      Example("custody complaint show c1 --client acme", "where several clients use the id"),
      Example(
        "custody complaint show c1 --known-at 2026-03-11", "as far as was known on 11 March"),
    ],
    discussion: [
      "The first part is what custody who --complaint says: who was accountable when the problem arose, as "
        + "filed and now, and what turned it. Then the desks with the time at each, the ruling and its "
        + "dispute, the terms in force, the offers that waited and the bonuses paid for that time.",
      "The exit code is 1 when nobody was accountable.",
    ],
    positionals: [Positional("ID", "the complaint’s id", completes: .complaints)],
    options: [.client, .reportAt, .knownAt], common: Option.question
  ) { (invocation: Invocation) throws(Failure) in
    let run = try ReportRun(invocation)
    let value = invocation.arguments.positionals[0]
    let complaint: ComplaintID = try invocation.identifier(value, "a complaint")
    var client: ClientID?
    if let given = invocation.arguments.value(.client) { client = try run.client(given) }
    let standpoint = try run.standpoint(
      at: try run.instant(invocation.arguments.value(.reportAt)), known: try run.known(),
      place: invocation.arguments.value(.knownAt))
    let report = try run.report(complaint, client, standpoint, at: value)
    var sheet = ReportSheet(report, standpoint, time: run.time)
    switch run.format {
    case .json, .jsonl:
      let verdict = AnswerJSON(lines: run.reading.lines(tellsOffers: false)).object(report.verdict)
      sheet.header.append(JSONMember("verdict", verdict))
      invocation.write(sheet.json)
    case .csv, .markdown: run.write(sheet)
    case .table:
      let screen = AnswerScreen(
        lines: run.reading.lines(tellsOffers: true), zone: run.history.zone,
        width: min(invocation.width, 120), palette: invocation.palette)
      invocation.write(screen.text(report.verdict) + "\n")
      run.write(sheet)
    }
    let isNobody = report.verdict.now.reply.answers.allSatisfy { $0.accountable == nil }
    return isNobody ? .nobody : .answered
  }
}

extension ReportRun {
  /// The report on a complaint; one that does not exist is a failure with what was perhaps meant.
  fileprivate func report(
    _ complaint: ComplaintID, _ client: ClientID?, _ standpoint: Standpoint,
    at value: ParsedArguments.Value
  ) throws(Failure) -> ComplaintReport {
    do throws(QuestionProblem) {
      return try ComplaintReport(complaint, client: client, standpoint)
    } catch {
      switch error {
      case .noSuchComplaint:
        let last = standpoint.perspective.knownSequence
        let ids = history.events.prefix { $0.sequence <= last }.compactMap { event in
          if case .complaint(.filed(let filing)) = event.fact { filing.complaint.text } else { nil }
        }
        throw .usage(
          error.message, at: value.place(),
          hint: Suggestion.hint(for: complaint.text, among: Set(ids)) ?? "custody complaint list")
      case .complaintNotYetKnown:
        throw .usage(
          error.message, at: invocation.arguments.value(.knownAt)?.place(), hint: error.hint)
      case .ambiguousComplaint, .noSuchEvent, .unknownResponsibility:
        throw .usage(error.message, at: value.place(), hint: error.hint)
      }
    }
  }
}
