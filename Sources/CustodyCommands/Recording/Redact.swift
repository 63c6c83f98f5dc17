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
      let writer = try invocation.writer(redacting: entry)
      let names = try writer.redactableNames(of: entry, wanted: fields)
      let retellings = try retellings(of: entry, with: names, invocation.ledger)
      let commands = RedactionCommands(invocation, reason: reason)
      if invocation.arguments.has(.dryRun) {
        invocation.write(
          line: "would destroy \(names.map(Redaction.words).joined(separator: ", ")) of #\(entry)")
        retellings.forEach(commands.tell)
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
      retellings.forEach(commands.tell)
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
  ) throws(LogError) -> [Retelling] {
    var retellings: [Retelling] = []
    for other in try ledger.read().history.retellings(of: entry) {
      let standing = try ledger.line(other).values.filter { value in
        !value.isSealed && names.contains { $0.hasSameBytes(as: value.name) }
      }.map(\.name)
      if standing.isEmpty { continue }
      retellings.append(Retelling(line: other, of: entry, names: standing))
    }
    return retellings
  }
}

/// A line that tells the fact of one that is redacted, and what it still holds of that.
private struct Retelling {
  let line: SequenceNumber
  let of: SequenceNumber
  let names: [String]
}

/// The commands by which other lines are redacted as well, as a shell and this program take them.
private struct RedactionCommands {
  private let invocation: Invocation
  private let rest: String

  init(_ invocation: Invocation, reason: String) {
    self.invocation = invocation
    var rest = " --reason TEXT"
    if reason.hasPrefix("-"), reason.printable == reason {
      rest = " " + FailureText.quoted("--reason=" + reason)
    } else if reason.printable == reason {
      rest = " --reason " + FailureText.quoted(reason)
    }
    if let log = invocation.arguments.value(.log), case .argument = log.origin {
      rest += " --log " + FailureText.quoted(log.text)
    }
    self.rest = rest
  }

  /// Says what else holds the fact. A command stands on a line of its own, which is not broken: quotes would hold
  /// the break as well.
  func tell(_ other: Retelling) {
    let words = other.names.map(Redaction.words).joined(separator: ", ")
    invocation.remark(
      "#\(other.line) tells the same fact as #\(other.of), and still holds \(words); to destroy that as well:"
    )
    let start = "custody redact \(other.line)"
    let sayable = other.names.filter(Self.canBeSaid)
    var commands: [String] = []
    if !sayable.isEmpty {
      commands.append(
        start + " --fields " + FailureText.quoted(sayable.joined(separator: ",")) + rest)
    }
    if sayable.count < other.names.count { commands.append(start + rest) }
    for command in commands { invocation.surroundings.errors.write("  \(command.printable)\n") }
    if sayable.count < other.names.count {
      invocation.remark(
        "without --fields, which separates names by commas, all free text of the line goes, and what is called "
          + "with a comma or with a character that is not seen goes with it")
    }
  }

  /// Whether `--fields` can name it, and a terminal shows it as it is.
  private static func canBeSaid(_ name: String) -> Bool {
    !name.utf8.contains(UInt8(ascii: ",")) && name.printable == name
  }
}

extension Option {
  static let fields = Option(
    "--fields", value: "NAMES", "the fields to destroy, with commas between",
    standard: "all free text")
}
