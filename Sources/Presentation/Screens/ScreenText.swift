import Ownership

/// What screens are built of: headings, lines that wrap, and cited lines of the log. All words are made
/// printable here.
struct ScreenText {
  private(set) var text = ""
  /// The lines of the log that the screen has cited.
  private var cited: Set<SequenceNumber> = []
  let width: Int
  let palette: Palette
  let zone: Zone
  let lines: Lines

  init(width: Int, palette: Palette, zone: Zone, lines: Lines) {
    self.width = max(width, 40)
    self.palette = palette
    self.zone = zone
    self.lines = lines
  }

  mutating func blank() { text += "\n" }

  mutating func heading(_ words: String) {
    for piece in words.printable.hanging(in: width) {
      text += palette.paint(piece, .heading) + "\n"
    }
  }

  /// A line that wraps under its own indent.
  mutating func line(_ words: String, indent: Int = 2, style: Style = .plain) {
    let spaces = String(repeating: " ", count: indent)
    for piece in words.printable.wrapped(to: max(width - indent, 20)) {
      text += spaces + palette.paint(piece, style) + "\n"
    }
  }

  /// A label, and words that wrap beside it.
  mutating func labelled(_ label: String, _ words: String, labelWidth: Int) {
    let prefix = "  " + label.padded(to: labelWidth) + "  "
    text += words.printable.wrapped(to: width, after: prefix) + "\n"
  }

  /// A line of the log: what it says, when it takes effect, who recorded it when, and where it stands;
  /// where it only answers another line (`prefix`) and was cited before, what it says is enough.
  mutating func cite(_ sequence: SequenceNumber, indent: Int = 2, prefix: String = "") {
    guard let event = lines.event(sequence) else {
      line("\(prefix)#\(sequence)", indent: indent)
      return
    }
    let spaces = String(repeating: " ", count: indent)
    let words = Sentence(lines: lines, zone: zone).words(for: event)
    text += words.wrapped(to: width, after: "\(spaces)\(prefix)#\(sequence) ") + "\n"
    if !cited.insert(sequence).inserted, !prefix.isEmpty { return }
    var facts = ["effective \(time(event.effectiveTime))"]
    facts.append("recorded \(recordedTime(event.recordedTime)) by \(event.recordedBy.printable)")
    if event.origin != .recorded { facts.append(event.origin.rawValue) }
    if let by = event.by { facts.append("decided by \(by.printable)") }
    if let place = lines.place(sequence) { facts.append(place.description) }
    list(facts, indent: indent + 4)
  }

  /// Parts with a point between them, broken only there where they fit.
  private mutating func list(_ parts: [String], indent: Int) {
    var row = ""
    for part in parts {
      let longer = row.isEmpty ? part : "\(row) · \(part)"
      if !row.isEmpty, longer.displayWidth + 2 > width - indent {
        line("\(row) ·", indent: indent, style: .dim)
        row = part
      } else {
        row = longer
      }
    }
    line(row, indent: indent, style: .dim)
  }

  mutating func cite(_ heading: String, _ sequences: [SequenceNumber]) {
    if sequences.isEmpty { return }
    blank()
    self.heading(heading)
    for sequence in sequences { cite(sequence) }
  }

  func time(_ instant: Instant) -> String { instant.text(in: zone) }

  /// Whole seconds are enough to read.
  func recordedTime(_ instant: Instant) -> String { instant.wholeSecond.text(in: zone) }

  /// A time as it was stated, an instant in the zone.
  func time(_ moment: Moment) -> String { moment.text(in: zone) }
}
