public import Ownership

/// A case file as a page for people: the verdict in words, what turned it, the lines as they were recorded,
/// what all of it proves and what not, and how to check it. The case file itself is in it.
///
/// One file of HTML that needs no network and runs no scripts, and that prints. Everything on it follows
/// from the case file, so that whoever checks that can print the page anew and compare.
public struct CasePage: Sendable {
  /// A line of the case file.
  public struct Line: Sendable {
    /// What it says.
    public let event: Event
    /// Its bytes, as text.
    public let text: String
    /// The hash that stands for it in the tree, base64.
    public let leaf: String
    /// The hashes from there to the root, base64.
    public let proof: [String]
    /// What of it is withheld, as `entry.redacted` would name it.
    public let withheld: [String]

    /// A line.
    public init(
      event: Event, text: String, leaf: String, proof: [String], withheld: [String] = []
    ) {
      self.event = event
      self.text = text
      self.leaf = leaf
      self.proof = proof
      self.withheld = withheld
    }
  }

  /// What the log says of itself.
  public struct Checkpoint: Sendable {
    /// Its text, with its signatures.
    public let text: String
    /// Who claims to have signed it.
    public let claims: [String]

    /// A checkpoint.
    public init(text: String, claims: [String]) {
      self.text = text
      self.claims = claims
    }
  }

  /// The case file, to be put into the page.
  public struct File: Sendable {
    /// What it holds: JSON without a `<`.
    public let bytes: [UInt8]
    /// Their SHA-256, in hexadecimal digits.
    public let hash: String

    /// A case file.
    public init(bytes: [UInt8], hash: String) {
      self.bytes = bytes
      self.hash = hash
    }
  }

  /// What stands before the case file in the page; it ends with a line feed.
  public static let opening = "<script type=\"application/json\" id=\"custody-case-file\">\n"
  /// What stands behind it.
  public static let closing = "</script>"

  let verdict: Verdict
  let claims: CaseClaims
  let lines: [Line]
  let checkpoint: Checkpoint
  let file: File
  let generator: String
  let screen: AnswerScreen
  let sentence: Sentence
  let shown: Set<SequenceNumber>

  /// A page.
  ///
  /// - Parameters:
  ///   - verdict: what the lines say.
  ///   - claims: what the case file proves, and what not.
  ///   - zone: the ledger's.
  ///   - lines: all of the case file, ascending.
  ///   - generator: the program that writes the page, with its version.
  public init(
    _ verdict: Verdict, _ claims: CaseClaims, zone: Zone, lines: [Line], checkpoint: Checkpoint,
    file: File, generator: String
  ) {
    self.verdict = verdict
    self.claims = claims
    self.lines = lines
    self.checkpoint = checkpoint
    self.file = file
    self.generator = generator
    let events = Dictionary(lines.map { ($0.event.sequence, $0.event) }) { first, _ in first }
    let withheld = Dictionary(lines.map { ($0.event.sequence, $0.withheld) }) { first, _ in first }
    let known = Lines(
      event: { events[$0] }, place: { _ in nil }, withheld: { withheld[$0] ?? [] },
      offers: Lines.offers(in: lines.map(\.event)))
    screen = AnswerScreen(lines: known, zone: zone, width: 1000, palette: .plain)
    sentence = Sentence(lines: known, zone: zone)
    shown = Set(events.keys)
  }

  /// What the file of the page holds. Complexity: O(bytes of the case file).
  public var bytes: [UInt8] {
    var page = HTMLText(markup: "<!DOCTYPE html>\n")
    var head = HTMLText(
      markup: """

        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">

        """)
    head += HTMLText(void: "meta name=\"generator\"", [("content", generator)])
    head.newline()
    head += HTMLText("title", "Case file: complaint \(verdict.complaint) of \(verdict.client)")
    head.newline()
    head += HTMLText(markup: Self.style)
    var body = HTMLText()
    for part in [
      title, verdictPart, timelinePart, doubtsPart, coursePart, reasonsPart, namesPart, claimsPart,
      checkPart,
    ]
    where part != HTMLText() {
      body.newline()
      body += part
    }
    body.newline()
    body += linesPart
    body.newline()
    page += HTMLText(markup: "<html lang=\"en\">\n")
    page += HTMLText("head", [], head)
    page.newline()
    page += HTMLText(markup: "<body>\n")
    page += HTMLText("main", [], body)
    page.newline()
    page += foot
    page.newline()
    return Array(page.markup.utf8) + Self.opening.utf8 + file.bytes
      + Self.closing.utf8 + "\n</body>\n</html>\n".utf8
  }
}
