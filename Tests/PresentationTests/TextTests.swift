import Testing

@testable import Presentation

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("acme", 4), ("Ромашка", 7), ("Ёлка", 4), ("ёлка", 4),
    ("e\u{301}tude", 5), ("株式会社", 8), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("ﾊﾝｶｸ", 4),
    ("ＡＢ", 4), ("a\u{200D}b", 2), ("\u{200B}", 0), ("👍", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("–", 1),
    ("#1", 2), ("\u{AD}", 0), ("עברית", 5),
  ])
  func `a text takes as many columns as a terminal gives it`(_ text: String, _ width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func `the ranges are ascending and apart`() {
    for (range, next) in zip(WideRanges.all, WideRanges.all.dropFirst()) {
      #expect(range.first <= range.last)
      #expect(range.last < next.first)
    }
  }

  @Test func `the search agrees with going through the ranges`() {
    for value in stride(from: UInt32(0), through: 0x3_FFFF, by: 7) {
      let isWide = WideRanges.all.contains { $0.first <= value && value <= $0.last }
      #expect(WideRanges.contains(value) == isWide)
    }
  }

  @Test func `padding fills up to a width and never cuts`() {
    #expect("Иван".padded(to: 6) == "Иван  ")
    #expect("株".padded(to: 4, .right) == "  株")
    #expect("toolong".padded(to: 3) == "toolong")
  }
}

@Suite struct WrappingTests {
  @Test func `lines are broken at spaces`() {
    #expect("one two three".wrapped(to: 8) == ["one two", "three"])
    #expect("one two three".wrapped(to: 80) == ["one two three"])
    #expect("".wrapped(to: 5) == [""])
  }

  @Test func `spaces in a row are spelt out where a text breaks`() {
    #expect("a   b c".wrapped(to: 10) == ["a   b c"])
    #expect("one two  three".wrapped(to: 12) == ["one two", "\\u{20}three"])
    #expect("a   proved it".wrapped(to: 12) == ["a", "\\u{20}", "\\u{20}proved", "it"])
  }

  @Test func `a word longer than a line is broken at the edge`() {
    #expect("abcdefgh ij".wrapped(to: 3) == ["abc", "def", "gh", "ij"])
    #expect("株式会社".wrapped(to: 5) == ["株式", "会社"])
  }

  @Test(arguments: 2...30)
  func `no line is wider than wanted, and nothing is lost`(_ width: Int) {
    let text = "Ольга приняла клиента 株式会社 acme-holdings-international от Ивана"
    let lines = text.wrapped(to: width)
    #expect(lines.allSatisfy { $0.displayWidth <= width })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test func `further lines stand below the first`() {
    #expect(
      "one two three four five six".wrapped(to: 26, after: "  # ")
        == "  # one two three four\n    five six")
  }
}

@Suite struct PrintableTests {
  @Test func `nothing in a text can steer a terminal`() {
    #expect("a\u{1B}[31mb\n\u{9B}c".printable == "a\\u{1B}[31mb\\u{A}\\u{9B}c")
    #expect("abc\u{202E}def".printable == "abc\\u{202E}def")
    #expect("Ромашка é 👩‍👩‍👧".printable == "Ромашка é 👩‍👩‍👧")
  }

  @Test func `paint is only applied where colour is wanted`() {
    #expect(Palette.plain.paint("x", .problem) == "x")
    #expect(Palette.ansi.paint("x", .problem) == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(Palette.ansi.paint("", .problem) == "")
  }

  @Test(arguments: [
    (Int64(0), "less than a second"), (1_000_000, "1 second"), (-7_200_000_000, "2 hours"),
    (86_399_000_000, "23 hours"), (86_400_000_000, "1 day"), (1_900_800_000_000, "22 days"),
  ])
  func `a length of time is told in its largest unit`(_ microseconds: Int64, _ words: String) {
    #expect(roughly(microseconds: microseconds) == words)
  }
}
