import Ownership

/// A drawing of both clocks: above, when things took effect in the world, below, when they were written down.
/// The further a line leans, the later it was written.
///
///     took effect   ──●──────────┊─────●────────
///                      ╲    #129 ┊    │ #125
///     recorded      ────╲────────┊────●────●────
///                                 the problem arose
struct CaseTimeline {
  /// A line of the log at both of its times.
  struct Mark {
    let sequence: SequenceNumber
    let effective: Instant
    let recorded: Instant
    let turns: Bool
  }

  let marks: [Mark]
  /// When the problem arose: an instant, or a period.
  let arose: (from: Instant, to: Instant)
  let zone: Zone

  private static let width = 560.0
  private static let left = 80.0
  private static let right = 545.0
  /// In more rows than that labels are left out: the words below the drawing name every line.
  private static let rowLimit = 8
  /// Room for the labels above, one row for those that would meet.
  private var top: Double { 46 + 14 * Double(Self.rows(lanes(marks.map { x($0.effective) }))) }
  private var bottom: Double { top + 90 }

  /// The drawing, with a sentence for those who do not see it.
  var svg: HTMLText {
    var content = HTMLText("title", "The lines at both of their times")
    content += HTMLText("desc", description)
    content += band
    for (y, name) in [(top, "took effect"), (bottom, "recorded")] {
      content += line("axis", Self.left, y, Self.right, y)
      content += label(name, 0, y + 4, "start")
    }
    let above = lanes(marks.map { x($0.effective) })
    let below = lanes(marks.map { x($0.recorded) })
    for (index, mark) in marks.enumerated() {
      let (from, to) = (x(mark.effective), x(mark.recorded))
      var group = line("lean", from, top, to, bottom)
      group += dot(from, top) + dot(to, bottom)
      group += label("#\(mark.sequence)", from, top - 10 - 14 * Double(above[index]), "middle")
      group += label(
        "#\(mark.sequence)", to, bottom + 20 + 14 * Double(below[index]), "middle")
      content += HTMLText(
        "g", [("class", mark.turns ? "turning" : "filing")], group)
    }
    let foot = bottom + 24 + 14 * Double(Self.rows(below))
    content += label(date(first), Self.left, foot, "start")
    content += label(date(last), Self.right, foot, "end")
    return HTMLText(
      "svg role=\"img\"", [("viewBox", "0 0 \(number(Self.width)) \(number(foot + 8))")], content)
  }

  private var band: HTMLText {
    let (from, to) = (x(arose.from), x(arose.to))
    let isPeriod = to - from > 2
    let shape =
      isPeriod
      ? HTMLText(
        "rect class=\"arose\"",
        [
          ("x", number(from)), ("y", number(20)), ("width", number(to - from)),
          ("height", number(bottom - 10)),
        ], HTMLText())
      : line("arose", from, 20, from, bottom + 10)
    let middle = min(max((from + to) / 2, Self.left + 60), Self.right - 60)
    return shape + label("the problem arose", middle, 14, "middle")
  }

  private var description: String {
    let leaning = marks.filter(\.turns).map { mark in
      "#\(mark.sequence) took effect on \(date(mark.effective)) and was recorded on "
        + date(mark.recorded)
    }
    return "The problem arose on \(date(arose.from)). "
      + (leaning.isEmpty ? "No line turned the answer." : leaning.joined(separator: "; ") + ".")
  }

  // MARK: Places

  private var times: [Instant] {
    marks.flatMap { [$0.effective, $0.recorded] } + [arose.from, arose.to]
  }
  private var first: Instant { times.min() ?? arose.from }
  private var last: Instant { times.max() ?? arose.to }

  private func x(_ instant: Instant) -> Double {
    let all = Double(last.microseconds) - Double(first.microseconds)
    if all <= 0 { return (Self.left + Self.right) / 2 }
    let share = (Double(instant.microseconds) - Double(first.microseconds)) / all
    return Self.left + 10 + share * (Self.right - Self.left - 20)
  }

  /// For each place the row in which its label meets no other's.
  private func lanes(_ places: [Double]) -> [Int] {
    var lanes = [Int](repeating: 0, count: places.count)
    var ends: [Double] = []
    for index in places.indices.sorted(by: { places[$0] < places[$1] }) {
      let lane = ends.firstIndex { $0 < places[index] - 22 } ?? ends.count
      if lane == ends.count { ends.append(0) }
      ends[lane] = places[index] + 22
      lanes[index] = lane
    }
    return lanes
  }

  private static func rows(_ lanes: [Int]) -> Int { min(rowLimit, (lanes.max() ?? 0) + 1) }

  private func date(_ instant: Instant) -> String { "\(zone.date(at: instant))" }

  // MARK: Shapes

  private func line(
    _ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double
  ) -> HTMLText {
    HTMLText(
      "line",
      [
        ("class", style), ("x1", number(x1)), ("y1", number(y1)), ("x2", number(x2)),
        ("y2", number(y2)),
      ], HTMLText())
  }

  private func dot(_ x: Double, _ y: Double) -> HTMLText {
    HTMLText("circle", [("cx", number(x)), ("cy", number(y)), ("r", "5")], HTMLText())
  }

  private func label(_ text: String, _ x: Double, _ y: Double, _ anchor: String) -> HTMLText {
    HTMLText(
      "text", [("x", number(x)), ("y", number(y)), ("text-anchor", anchor)], HTMLText(text))
  }

  /// One decimal is enough, and the same on every machine.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
