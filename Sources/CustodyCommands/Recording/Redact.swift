import CustodyLedger
import EventLog
import Ownership
import Presentation

extension CommandDescription {
  /// `custody redact SEQUENCE --fields a,b --reason TEXT`
  static let redact = CommandDescription(
    name: "redact",
    abstract: "destroy the content of a line for ever; that it was there stays provable",
    examples: [
      Example("custody redact 17 --reason 'erasure request 4'", "all free text of the line"),
      Example(
        "custody redact 17 --fields person,note --reason 'erasure request 4'", "these fields"),
      Example("custody redact 17 --dry-run --reason test", "say which fields it would be"),
    ],
    discussion: [
      "An entry.redacted is recorded first, then each value is replaced by its seal, and its key is "
        + "destroyed; the line keeps its hash, and all that is left of it stays proved. Where the person "
        + "was destroyed, answers that rest on the line say redacted. What says which step or when "
        + "cannot be destroyed. Backups and exports are yours to clean.",
      "A correction states the whole fact anew. Of each line that replaces the one that is redacted, or is "
        + "replaced by it, and still holds the same fields, it is said how to redact it as well.",
      "Free text is what people wrote, such as name, summary, reason, text and note, all extension "
        + "attributes, and all that the vocabulary does not name. --fields takes text for data.text; "
        + "where an extension attribute has that name, it is meant.",
    ],
    positionals: [.line], options: [.fields, .reason, .decidedBy, .dryRun],
    common: Option.writing
  ) { (invocation: Invocation) throws(Failure) in
    guard let reason = invocation.arguments.value(.reason)?.text else {
      throw .usage(
        "--reason is missing: why", at: .argument(.max, bytes: nil), hint: "write --reason TEXT")
    }
    if reason.allSatisfy(\.isWhitespace) {
      throw .usage(
        "--reason is empty, and stands in the log for ever",
        at: invocation.arguments.value(.reason)?.place() ?? .argument(.max, bytes: nil),
        hint: "say why the content is destroyed")
    }
    if let named = invocation.arguments.value(.fields),
      named.text.split(separator: ",", omittingEmptySubsequences: false).contains("")
    {
      throw .usage(
        "--fields names nothing between its commas", at: named.place(),
        hint: "name fields, or leave the option out for all free text")
    }
    let entry = try Clerk.sequence(invocation.arguments.positionals[0])
    let fields = (invocation.arguments.value(.fields)?.text ?? "").split(separator: ",").map {
      String($0)
    }
    do throws(LogError) {
      let writer = try invocation.writer()
      let names = try writer.redactableNames(of: entry, wanted: fields)
      let retellings = try retellings(of: entry, with: names, invocation.ledger)
      if invocation.arguments.has(.dryRun) {
        invocation.write(
          line: "would destroy \(names.map(Redaction.words).joined(separator: ", ")) of #\(entry)")
        retellings.forEach(invocation.remark)
        invocation.remark("nothing was recorded or destroyed")
        return .answered
      }
      let before = writer.head
      let result: AppendResult
      do throws(LogError) {
        result = try writer.redact(
          entry, names: fields, reason: reason, by: invocation.arguments.value(.decidedBy)?.text)
      } catch {
        if writer.head != before {
          invocation.surroundings.output.recorded =
            "the redaction, as #\(writer.head.sequence)\n" + Receipt.line(writer.head)
        }
        throw error
      }
      let words = names.map(Redaction.words).joined(separator: ", ")
      invocation.tell(
        recorded: "destroyed \(words) of #\(entry), recorded as #\(result.head.sequence)".printable
          + "\n" + Receipt.line(result.head))
      retellings.forEach(invocation.remark)
      if let warning = result.warning { invocation.remark("warning: \(warning)") }
    } catch {
      if invocation.surroundings.output.recorded.isEmpty { throw invocation.failure(error) }
      throw Failure(.unwritten, "\(error.message); \(error.remedy)")
    }
    return .answered
  }

  /// Where else the same fields of the same fact stand: a correction states the whole fact anew.
  private static func retellings(
    of entry: SequenceNumber, with names: [String], _ ledger: Ledger
  ) throws(LogError) -> [String] {
    var remarks: [String] = []
    for other in try ledger.read().history.retellings(of: entry) {
      let standing = try ledger.line(other).values.filter { value in
        !value.isSealed && names.contains { $0.hasSameBytes(as: value.name) }
      }.map(\.name)
      if standing.isEmpty { continue }
      remarks.append(
        "#\(other) tells the same fact as #\(entry), and still holds "
          + "\(standing.map(Redaction.words).joined(separator: ", ")): custody redact \(other) --fields "
          + "\(FailureText.quoted(standing.joined(separator: ","))) destroys that as well")
    }
    return remarks
  }
}

extension Option {
  static let fields = Option(
    "--fields", value: "NAMES", "the fields to destroy, with commas between",
    standard: "all free text")
}
