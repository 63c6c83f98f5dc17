public import Ownership

/// What a case file proves by itself, and what it does not: the same sentences wherever one is shown.
public struct CaseClaims: Hashable, Sendable {
  /// How many lines are in the file.
  public var lineCount: Int
  /// By what name the log is known.
  public var origin: String
  /// How many lines the log had: the number of the last line.
  public var size: UInt64
  /// The root over them, base64.
  public var root: String
  /// Everything whose lines are there.
  public var subjects: [String]
  /// The lines whose content was redacted.
  public var redacted: [SequenceNumber]
  /// What is not shown, though it stands in the log: values by line.
  public var withheld: [Withheld]
  /// The lines that tell of acknowledged lines which are gone, and what they tell.
  public var losses: [Loss]
  /// When the last line says that it was recorded.
  public var issued: Instant
  /// By whose clocks dates are read.
  public var zone: ZoneExcerpt

  /// Values of a line that whoever made the file has kept back.
  public struct Withheld: Hashable, Sendable {
    /// The line.
    public var line: SequenceNumber
    /// The values, as `entry.redacted` would name them.
    public var names: [String]

    /// Values that are kept back.
    public init(line: SequenceNumber, names: [String]) {
      self.line = line
      self.names = names
    }
  }

  /// Acknowledged lines that are gone, as a line of the file tells.
  public struct Loss: Hashable, Sendable {
    /// The line that tells of it.
    public var line: SequenceNumber
    /// What is gone, and who went on without it.
    public var words: String

    /// A loss that a line tells of.
    public init(line: SequenceNumber, words: String) {
      self.line = line
      self.words = words
    }
  }

  /// Claims of a case file that was checked.
  public init(
    lineCount: Int, origin: String, size: UInt64, root: String, subjects: [String],
    redacted: [SequenceNumber], withheld: [Withheld], losses: [Loss], issued: Instant,
    zone: ZoneExcerpt
  ) {
    self.lineCount = lineCount
    self.origin = origin
    self.size = size
    self.root = root
    self.subjects = subjects
    self.redacted = redacted
    self.withheld = withheld
    self.losses = losses
    self.issued = issued
    self.zone = zone
  }

  /// What is not known any more; empty where nothing was lost.
  public var lossesAreNotProved: [String] {
    losses.map { loss in
      "what stood in lines that were acknowledged and are gone, as #\(loss.line) tells: \(loss.words). "
        + "The answer may be another one by them"
    }
  }

  /// That the lines are what the log has.
  public var linesAreProved: String {
    "these \(lineCount) lines are in the log \(origin) of \(size) lines with the root \(root), each at its "
      + "place, unchanged" + (redacted.isEmpty ? "" : " but for what was redacted")
  }

  /// That no line is missing.
  public var wholenessIsProved: String {
    "they are all that the log, at line \(size), says it has about \(subjects.joined(separator: ", "))"
  }

  /// That the verdict is theirs.
  public var verdictIsProved: String {
    "the verdict follows from these lines, by the rules of version 1, and rests on no others"
      + (withheld.isEmpty
        ? "" : ", nor on what is withheld, if that is text where the rules want text")
  }

  /// What was taken away; `nil` where nothing was.
  public var redactedWords: String? {
    if redacted.isEmpty { return nil }
    return "redacted, each with a line that tells of it: "
      + redacted.map { "#\($0)" }.joined(separator: " ")
  }

  /// What is kept back, by its name: `note of #3 #9, reason of #4`; `nil` where nothing is.
  public var withheldWords: String? {
    if withheld.isEmpty { return nil }
    var lines: [(name: String, lines: [SequenceNumber])] = []
    for values in withheld {
      for name in values.names.map(Redaction.shortName) {
        if let place = lines.firstIndex(where: { $0.name.hasSameBytes(as: name) }) {
          lines[place].lines.append(values.line)
        } else {
          lines.append((name, [values.line]))
        }
      }
    }
    return "withheld, each in its place and bound by the proof: "
      + lines.map { values in
        "\(values.name.printable) of "
          + values.lines.map { "#\($0)" }.joined(separator: " ")
      }.joined(separator: ", ")
  }

  /// What nobody can read here; `nil` where nothing is kept back.
  public var withheldIsNotProved: String? {
    withheld.isEmpty
      ? nil
      : "what stands in the log where values are withheld: whoever made the file has kept them back"
  }

  /// What nobody can show any more; `nil` where nothing was taken away.
  public var redactedIsNotProved: String? {
    redacted.isEmpty
      ? nil : "what stood in the place of what was destroyed, only that something did"
  }

  /// What no file can show of its content.
  public var truthIsNotProved: String {
    "that a line is true: it is what somebody entered. A login is that of the machine on which it was "
      + "entered, and who decided is what was typed; and what nobody entered is not there"
  }

  /// What no file can show of its times.
  public var timeIsNotProved: String {
    "when a line was recorded: every time, up to \(issued.recordedText), is what the ledger’s own clock "
      + "said; only the order of the lines is proved"
  }

  /// That dates were read by the right clocks; `nil` where they are UTC’s.
  public var zoneIsNotProved: String? {
    if zone.name == "UTC" { return nil }
    return
      "that clocks in \(zone.name) went as the file says (\(zoneWords)): custody verify compares "
      + "that with the zone files of the machine on which it runs"
  }

  /// How the clocks went: `+01:00, from 2026-03-29T01:00:00Z +02:00`; of many transitions the first.
  var zoneWords: String {
    let shown = zone.transitions.prefix(8)
    let words =
      [Zone.clockText(seconds: zone.offset)]
      + shown.map { "from \($0.instant) \(Zone.clockText(seconds: $0.offset))" }
    let rest = zone.transitions.count - shown.count
    return words.joined(separator: ", ") + (rest == 0 ? "" : ", and \(rest) more")
  }

  /// What only the log can show.
  public var headsAreNotProved: String {
    "that line \(size) names the last lines as they were: custody verify in the log shows that"
  }

  /// What stands behind the root, where nothing was held against it.
  public static let rootIsNotProved =
    "that the root is the ledger’s: whoever made this file could have made a log for it"

  /// What a signature leaves open.
  public static let uniquenessIsNotProved =
    "when it was signed (a witness says so by its own clock), that the signer has looked at any line, or that "
    + "nobody else was shown another root under the same signature"
}
