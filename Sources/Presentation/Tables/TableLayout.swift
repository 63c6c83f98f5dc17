/// How wide the columns of a table are, and on which line of a row each stands.
///
///     #  EFFECTIVE                  RECORDED                   BY    STRUCK BY
///         SUBJECT      WHAT
///     7  2026-03-12T08:00:00+01:00  2026-03-12T09:00:01+01:00  anna  –
///         client/acme  olga offered account to petr, handoff h1
struct TableLayout {
  /// Spaces between two columns.
  static let gap = 2
  /// Spaces before a line that goes on.
  static let indent = 4
  /// Texts up to here are no sentences.
  private static let word = 32

  /// The columns of each line, from the left.
  private(set) var lines: [[Int]]
  /// The width of each column.
  private(set) var widths: [Int]

  /// Lays a table out within `limit` columns of a terminal; `nil` for as wide as it gets.
  init(_ table: Table, limit: Int?) {
    let places = Array(table.columns.indices)
    var natural = table.columns.map(\.title.displayWidth)
    var words = table.columns.map { Self.longestWord($0.title) }
    var least = words
    for row in table.rows {
      for (place, cell) in row.enumerated() {
        let text = cell.shownText
        natural[place] = max(natural[place], text.displayWidth)
        if table.columns[place].wraps {
          words[place] = max(words[place], Self.longestWord(text))
        } else {
          least[place] = max(least[place], text.displayWidth)
        }
      }
    }
    lines = [places]
    widths = natural
    guard let limit, Self.total(widths, places) > limit else { return }
    // Not even one column may be wider than what a line has room for.
    let room = max(limit - Self.indent, 2)
    for place in places {
      if table.columns[place].wraps {
        // A sentence takes half a line, or is hard to read; a few words may take two lines.
        let wanted =
          natural[place] > Self.word
          ? limit / 2 : max(words[place], (natural[place] + words[place]) / 2)
        least[place] = max(least[place], min(natural[place], wanted))
      }
      least[place] = min(least[place], room)
    }
    if Self.total(least, places) > limit {
      // Where a row takes several lines anyway, titles need not wrap.
      for place in places where !table.columns[place].wraps {
        least[place] = min(max(least[place], table.columns[place].title.displayWidth), room)
      }
      lines = Self.folded(places, least, limit)
    }
    widths = least
    for (number, line) in lines.enumerated() {
      let indent = number == 0 ? 0 : Self.indent
      widen(line, to: natural, table, spare: limit - indent - Self.total(widths, line))
    }
  }

  /// Fills line after line.
  private static func folded(_ places: [Int], _ widths: [Int], _ limit: Int) -> [[Int]] {
    var lines: [[Int]] = [[]]
    var used = 0
    for place in places {
      if !lines[lines.count - 1].isEmpty, used + gap + widths[place] > limit {
        lines.append([])
        used = indent - gap
      }
      used += (lines.count == 1 && lines[0].isEmpty ? 0 : gap) + widths[place]
      lines[lines.count - 1].append(place)
    }
    return lines
  }

  /// Gives the room that is left to the narrowest of the texts that want more; a title wraps only once,
  /// and takes what they leave.
  private mutating func widen(_ line: [Int], to natural: [Int], _ table: Table, spare: Int) {
    var spare = spare
    for wraps in [true, false] {
      while spare > 0 {
        let wanting = line.filter {
          table.columns[$0].wraps == wraps && widths[$0] < natural[$0]
        }
        guard let narrowest = wanting.min(by: { widths[$0] < widths[$1] }) else { break }
        widths[narrowest] += 1
        spare -= 1
      }
    }
  }

  private static func total(_ widths: [Int], _ places: [Int]) -> Int {
    places.reduce(0) { $0 + widths[$1] } + gap * (places.count - 1)
  }

  private static func longestWord(_ text: String) -> Int {
    text.split(separator: " ").map { String($0).displayWidth }.max() ?? 0
  }
}
