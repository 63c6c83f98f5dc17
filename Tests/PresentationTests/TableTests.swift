import Ownership
import Testing

@testable import Presentation

@Suite struct TableTests {
  var table: Table {
    var table = Table([
      Table.Column("client"), Table.Column("lines", alignment: .right),
      Table.Column("note", wraps: true),
    ])
    table.append([.text("Ромашка"), .number(7), .text("says \"no\", twice")])
    table.append([.text("株式会社"), .number(1234), .nothing])
    table.append([.text("e\u{301}toile|*"), .nothing, .text("two\nlines")])
    return table
  }

  @Test func `columns line up in every script`() {
    #expect(
      table.text(width: nil, palette: .plain) == """
        CLIENT    LINES  NOTE
        Ромашка       7  says "no", twice
        株式会社   1234  –
        e\u{301}toile|*      –  two\\u{A}lines

        """)
  }

  @Test func `a column that may be wrapped gives way until the table fits`() {
    var table = Table([Table.Column("a"), Table.Column("b", wraps: true), Table.Column("c")])
    table.append([.text("one"), .text("a long sentence that does not fit"), .text("three")])
    #expect(
      table.text(width: 34, palette: .plain) == """
        A    B                       C
        one  a long sentence that    three
             does not fit

        """)
  }

  @Test func `where that is not enough rows go on in further lines`() {
    var table = Table([
      Table.Column("a"), Table.Column("count", title: "HOW MANY", alignment: .right),
      Table.Column("long"), Table.Column("why", wraps: true),
    ])
    table.append([
      .text("one"), .number(1234), .text("2026-03-03T10:00:00Z"), .text("because it was so"),
    ])
    table.append([.text("two"), .nothing, .text("–"), .nothing])
    #expect(
      table.text(width: 30, palette: .plain) == """
        A    HOW MANY
            LONG
            WHY
        one      1234
            2026-03-03T10:00:00Z
            because it was so
        two         –
            –
            –

        """)
    #expect(
      table.text(width: 50, palette: .plain) == """
        A     HOW  LONG                  WHY
             MANY
        one  1234  2026-03-03T10:00:00Z  because it was so
        two     –  –                     –

        """)
  }

  @Test(arguments: [6, 10, 17, 40, 80, 200])
  func `no line is wider than the terminal, and nothing is cut off`(_ width: Int) {
    let text = table.text(width: width, palette: .plain)
    for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= width) }
    func letters(_ text: String) -> [Character: Int] {
      text.filter { !$0.isWhitespace }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(letters(text) == letters(table.text(width: nil, palette: .plain)))
  }

  @Test func `no rows are no text`() {
    #expect(Table([Table.Column("a")]).text(width: 80, palette: .ansi) == "")
  }

  @Test func `CSV is quoted where it must be`() {
    #expect(
      table.csv()
        == "client,lines,note\r\nРомашка,7,\"says \"\"no\"\", twice\"\r\n株式会社,1234,\r\n"
        + "e\u{301}toile|*,,\"two\nlines\"\r\n")
  }

  @Test func `Markdown escapes what would be markup`() {
    #expect(
      table.markdown() == """
        | CLIENT | LINES | NOTE |
        | --- | ---: | --- |
        | Ромашка | 7 | says "no", twice |
        | 株式会社 | 1234 | – |
        | e\u{301}toile\\|\\* | – | two\\\\u{A}lines |

        """)
  }

  @Test func `JSON lines are flat objects`() {
    #expect(
      table.jsonLines() == """
        {"client":"Ромашка","lines":7,"note":"says \\"no\\", twice"}
        {"client":"株式会社","lines":1234,"note":null}
        {"client":"e\u{301}toile|*","lines":null,"note":"two\\u000alines"}

        """)
  }

  @Test func `colour changes no column`() {
    let plain = table.text(width: 40, palette: .plain)
    let coloured = table.text(width: 40, palette: .ansi)
    let stripped = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(coloured != plain)
    #expect(stripped == plain)
  }
}

@Suite struct JSONWriterTests {
  @Test func `strings escape quotes, backslashes and control characters only`() {
    let text = "a\"b\\c\u{1}\u{1F}\n/é\u{7F}\u{2028}"
    #expect(
      JSONWriter.text(.string(text)) == "\"a\\\"b\\\\c\\u0001\\u001f\\u000a/é\u{7F}\u{2028}\"")
  }

  @Test func `what is shown has nothing that is markup, obeyed or unseen, and the same value`() {
    let text = "<b>\\<\\u003c \u{1B}[2J\u{9B}\u{7F}\u{2028}\u{202E}\u{200B}\u{3164}\u{E0100}é汉"
    let shown = JSONWriter.shownText(.object([JSONMember(text, .string(text))]))
    let once =
      #""\u003cb>\\\u003c\\u003c \u001b[2J\u009b\u007f\u2028\u202e\u200b\u3164\udb40\udd00é汉""#
    #expect(shown == "{\(once):\(once)}")
    #expect(JSONWriter.shown(Array(shown.utf8)) == Array(shown.utf8))
    let plain = JSON.array([.string("é\n\"\\"), .number("1")])
    #expect(JSONWriter.shownText(plain) == JSONWriter.text(plain))
  }

  @Test func `members keep their order and numbers their spelling`() {
    let value = JSON.object([
      JSONMember("b", .number("1.50")), JSONMember("a", .array([.null, .bool(true), .object([])])),
    ])
    #expect(JSONWriter.text(value) == #"{"b":1.50,"a":[null,true,{}]}"#)
  }

  @Test(arguments: [
    (Int64(0), "0"), (1_000_000, "1"), (1_500_000, "1.5"), (-1_500_000, "-1.5"), (1, "0.000001"),
    (-1, "-0.000001"), (86_400_000_000, "86400"), (1_000_010, "1.00001"),
  ])
  func `microseconds are seconds without trailing zeros`(_ microseconds: Int64, _ text: String) {
    #expect(JSONWriter.text(.seconds(microseconds: microseconds)) == text)
  }

  @Test func `an instant is shown in its zone and stays the same instant`() throws {
    let instant = try Instant(rfc3339: "2026-03-03T10:00:00.5Z")
    let west = Zone.fixed(name: "West", seconds: -12_600)
    #expect(instant.text(in: .utc) == "2026-03-03T10:00:00.500000Z")
    #expect(instant.text(in: west) == "2026-03-03T06:30:00.500000-03:30")
    #expect(try Instant(rfc3339: instant.text(in: west)) == instant)
    #expect(instant.text(in: .fixed(name: "LMT", seconds: 3208)) == instant.description)
  }
}
