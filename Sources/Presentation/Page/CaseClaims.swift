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
  /// The lines that tell of acknowledged lines which are gone, and what they tell.
  public var losses: [Loss]
  /// When the last line says that it was recorded.
  public var issued: Instant

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
    redacted: [SequenceNumber], losses: [Loss], issued: Instant
  ) {
    self.lineCount = lineCount
    self.origin = origin
    self.size = size
    self.root = root
    self.subjects = subjects
    self.redacted = redacted
    self.losses = losses
    self.issued = issued
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
  }

  /// What was taken away; `nil` where nothing was.
  public var redactedWords: String? {
    if redacted.isEmpty { return nil }
    return "redacted, each with a line that tells of it: "
      + redacted.map { "#\($0)" }.joined(separator: " ")
  }

  /// What nobody can show any more; `nil` where nothing was taken away.
  public var redactedIsNotProved: String? {
    redacted.isEmpty ? nil : "what stood in the destroyed fields, only that something did"
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
