import Testing

@testable import Presentation

/// Text of a page: nothing that comes from outside is markup, and nothing of it is lost.
@Suite struct HTMLTests {
  @Test(arguments: [
    ("acme", "acme"),
    (
      "</script><script>alert(1)</script>",
      "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    ),
    ("a & b \"c\" 'd'", "a &amp; b &quot;c&quot; &#39;d&#39;"), ("&lt;", "&amp;lt;"),
    ("Ромашка 株式会社 👩‍👩‍👧", "Ромашка 株式会社 👩‍👩‍👧"), ("ab\u{202E}cd\u{2066}e", "ab\\u202ecd\\u2066e"),
    ("a\u{0}b\nc\u{85}d\u{7F}", "a\\u0000b\\u000ac\\u0085d\\u007f"),
    ("\u{FEFF}\u{200B}", "\\ufeff\\u200b"),
    ("\u{E0041}", "\\udb40\\udc41"), ("عברית", "عברית"),
  ])
  func `text is escaped, and what is not seen is spelt out`(_ text: String, _ markup: String) {
    #expect(HTMLText(text).markup == markup)
  }

  @Test func `elements end as they begin, and values of attributes are escaped`() {
    #expect(HTMLText("p class=\"x\"", "<").markup == "<p class=\"x\">&lt;</p>")
    #expect(
      HTMLText("a", [("href", "\"><b>")], HTMLText("x")).markup
        == "<a href=\"&quot;&gt;&lt;b&gt;\">x</a>")
    #expect(HTMLText(void: "meta", [("content", "'")]).markup == "<meta content=\"&#39;\">")
    #expect(HTMLText(lines: "a<\nb\u{1}\n").markup == "a&lt;\nb\\u0001\n")
  }
}
