import Ownership

/// What a case says of an answer: only the keys that it gives are compared.
struct Expectation {
  private let json: JSON
  private static let dayZero = try! Instant(rfc3339: "2026-01-01T00:00:00Z")

  init(_ json: JSON) {
    self.json = json
  }

  private var keys: [String] { json.members?.map(\.name) ?? [] }

  /// Keys of rules that this version does not know (FORMAT 9.18, 9.19): it leaves them out.
  private static let unknownKeys: Set = [
    "uncertain", "uncertainAll", "thenUncertain", "nowUncertain", "lateUncertain", "sinceEarliest",
    "untilEarliest", "mergedInto", "mergedIntoAll",
  ]

  /// The keys of rules that this version does not know, of which something is expected.
  var unknownKeys: [String] {
    keys.filter { Self.unknownKeys.contains($0) && json[$0].map { !Self.isNothing($0) } ?? false }
  }

  private static func isNothing(_ value: JSON) -> Bool { value == .null || value == .array([]) }

  func problems(with result: Result<Reply, any Error>) -> [String] {
    let isError = json["error"]?.flag ?? false
    guard case .success(let reply) = result else { return isError ? [] : ["\(result)"] }
    if isError { return ["answers, where a usage error is expected"] }
    guard reply.answers.count == 1 else { return ["\(reply.answers.count) answers"] }
    return keys.filter { $0 != "error" }.compactMap { key in
      compare(key, Self.value(key, reply, reply.answers[0]))
    }
  }

  /// `2-3=-/- 3-4=anna/ivan`: days counted from 2026-01-01, accountable/acting.
  func problems(stretches result: Result<Reply, any Error>, in period: TimeSpan) -> [String] {
    guard case .success(let reply) = result else { return ["\(result)"] }
    var problems: [String] = []
    if reply.answers.first?.from != period.start || reply.answers.last?.to != period.end {
      problems.append("the stretches do not cover the period")
    }
    let stretches = reply.answers.map { answer in
      let who = [answer.accountable, answer.acting].map { $0?.text ?? "-" }
      return "\(Self.days(answer.from))-\(Self.days(answer.to))=\(who.joined(separator: "/"))"
    }
    if let problem = compare("stretches", .string(stretches.joined(separator: " "))) {
      problems.append(problem)
    }
    return problems
  }

  func problems(with result: Result<Verdict, any Error>) -> [String] {
    guard case .success(let verdict) = result else { return ["\(result)"] }
    return keys.compactMap { compare($0, Self.value($0, verdict)) }
  }

  private func compare(_ key: String, _ actual: JSON?) -> String? {
    if Self.unknownKeys.contains(key) {
      return json[key].map(Self.isNothing) ?? true ? nil : "\(key) is left out"
    }
    guard let actual else { return "nothing is known of the key \(key)" }
    guard let expected = json[key], expected != actual else { return nil }
    return "\(key) is \(actual), expected \(expected)"
  }

  private static func value(_ key: String, _ reply: Reply, _ answer: Answer) -> JSON? {
    switch key {
    case "accountable": text(answer.accountable?.text)
    case "acting": text(answer.acting?.text)
    case "basis": text(answer.basis.rawValue)
    case "heldAs": text(answer.heldAs?.text)
    case "since": text(answer.since?.recordedText)
    case "until": text(answer.until?.recordedText)
    case "sinceExact": .bool(answer.sinceExact)
    case "confidence": text(answer.confidence.rawValue)
    case "knownSequence": .number(String(reply.knownSequence.value))
    case "knownTime": text(reply.knownTime?.recordedText)
    case "evidence": numbers(answer.evidence)
    case "tied": numbers(answer.tied)
    case "contested": numbers(answer.contested)
    case "disputed": numbers(answer.disputed)
    case "overruled": numbers(answer.overruled.map(\.sequence))
    case "overruledBy": .array(answer.overruled.map { numbers($0.by) })
    case "pending": text(answer.pendingHandoff?.handoff.text)
    case "pendingState": text(answer.pendingHandoff?.state.rawValue)
    case "path": text(answer.path.map(step).joined(separator: " "))
    default: nil
    }
  }

  private static func value(_ key: String, _ verdict: Verdict) -> JSON? {
    switch key {
    case "then": text(verdict.asFiled.reply.answers.first?.accountable?.text)
    case "thenBasis": text(verdict.asFiled.reply.answers.first?.basis.rawValue)
    case "now": text(verdict.now.reply.answers.first?.accountable?.text)
    case "nowBasis": text(verdict.now.reply.answers.first?.basis.rawValue)
    case "thenAll": accountable(verdict.asFiled)
    case "nowAll": accountable(verdict.now)
    case "thenLedger":
      verdict.asFiledLedger.map { text($0.reply.answers.first?.accountable?.text) }
    case "turning": numbers(verdict.turning.map(\.sequence))
    case "turningLedger":
      verdict.clock == .source ? numbers(verdict.turningLedger.map(\.sequence)) : .null
    case "late": numbers(verdict.late)
    case "lateLedger": verdict.clock == .source ? numbers(verdict.lateLedger) : .null
    case "redactions": numbers(verdict.redactions)
    case "lateByDays":
      .array(verdict.turning.map { .number(decimal($0.lateBy, unit: 86_400_000_000)) })
    case "against":
      .array(
        [verdict.againstWasAccountable.asFiled, verdict.againstWasAccountable.now].map {
          $0.map(JSON.bool) ?? .null
        })
    case "retracted": .bool(verdict.isRetracted)
    default: nil
    }
  }

  private static func accountable(_ end: VerdictEnd) -> JSON {
    .array(end.reply.answers.map { text($0.accountable?.text) })
  }

  private static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

  private static func numbers(_ sequences: [SequenceNumber]) -> JSON {
    .array(sequences.map { .number(String($0.value)) })
  }

  private static func step(_ step: Step) -> String {
    "\(step.responsibility?.text ?? ""):\(step.outcome.rawValue)"
      + (step.person.map { "=\($0)" } ?? "")
  }

  private static func days(_ instant: Instant) -> String {
    decimal(instant.microseconds - dayZero.microseconds, unit: 86_400_000_000)
  }

  private static func decimal(_ value: Int64, unit: Int64) -> String {
    value % unit == 0 ? String(value / unit) : String(Double(value) / Double(unit))
  }
}
