/// One line of a rules file, cut into words.
///
/// Words are separated by blanks; `"…"` makes one word of several and takes a keyword's meaning away, with
/// `""` for a quote; `#` at the beginning of a word begins a comment.
struct RulesLine {
  let file: String
  let bytes: [UInt8]
  let number: Int
  let start: Int
  private(set) var words: [Word] = []
  private var next = 0

  struct Word {
    var text: String
    /// Quoted words are names and values, never keywords.
    var isQuoted: Bool
    var range: Range<Int>
  }

  /// Cuts the line that begins at `start`.
  init(file: String, bytes: [UInt8], number: Int, range: Range<Int>) throws(RulesProblem) {
    self.file = file
    self.bytes = bytes
    self.number = number
    start = range.lowerBound
    var index = start
    while true {
      while index < range.upperBound, Self.isBlank(bytes[index]) { index += 1 }
      guard index < range.upperBound, bytes[index] != UInt8(ascii: "#") else { return }
      let word = try Self.word(bytes, index..<range.upperBound) { self.problem(at: $0, $1) }
      words.append(word)
      index = word.range.upperBound
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == Byte.space || byte == Byte.tab }

  private static func word(
    _ bytes: [UInt8], _ range: Range<Int>, problem: (Int, String) -> RulesProblem
  ) throws(RulesProblem) -> Word {
    var index = range.lowerBound
    guard bytes[index] == Byte.quote else {
      while index < range.upperBound, !isBlank(bytes[index]) { index += 1 }
      let whole = range.lowerBound..<index
      let text = String(decoding: bytes[whole], as: UTF8.self)
      return Word(text: text, isQuoted: false, range: whole)
    }
    var text: [UInt8] = []
    index += 1
    while true {
      guard index < range.upperBound else {
        throw problem(
          range.lowerBound, "this quote is never closed; end the word with \" on its line")
      }
      if bytes[index] == Byte.quote {
        guard index + 1 < range.upperBound, bytes[index + 1] == Byte.quote else { break }
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    index += 1
    if index < range.upperBound, !isBlank(bytes[index]) {
      throw problem(index, "something after a closing quote; leave a blank between words")
    }
    return Word(
      text: String(decoding: text, as: UTF8.self), isQuoted: true, range: range.lowerBound..<index)
  }

  /// A problem at a byte of the file.
  func problem(at offset: Int, _ message: String) -> RulesProblem {
    RulesProblem(place: place(at: offset), message: message)
  }

  func place(at offset: Int) -> SourcePlace {
    SourcePlace(file: file, bytes: bytes, offset: offset, from: (number, start))
  }

  /// Where the next word stands, or the end of the last one.
  var nextOffset: Int {
    next < words.count ? words[next].range.lowerBound : words.last?.range.upperBound ?? start
  }

  var isAtEnd: Bool { next == words.count }

  // MARK: - Reading word by word

  /// The next word, whatever it is.
  mutating func word(_ what: String) throws(RulesProblem) -> Word {
    guard next < words.count else { throw problem(at: nextOffset, "expected \(what) here") }
    next += 1
    return words[next - 1]
  }

  /// The next word as a name or a value with its place.
  mutating func written(_ what: String) throws(RulesProblem) -> ImportRules.Written {
    let word = try word(what)
    return ImportRules.Written(text: word.text, place: place(at: word.range.lowerBound))
  }

  /// Whether the next word is this keyword; takes it if so.
  mutating func take(_ keyword: String) -> Bool {
    guard next < words.count, !words[next].isQuoted, words[next].text == keyword else {
      return false
    }
    next += 1
    return true
  }

  /// The next word has to be this keyword.
  mutating func expect(_ keyword: String) throws(RulesProblem) {
    let offset = nextOffset
    if take(keyword) { return }
    let hint = next < words.count ? Spelling.hint(for: words[next].text, among: [keyword]) : ""
    throw problem(at: offset, "expected the word `\(keyword)` here\(hint)")
  }

  /// One of several words.
  mutating func oneOf(_ choices: [String], _ what: String) throws(RulesProblem) -> String {
    let word = try word("\(what): \(choices.joined(separator: ", "))")
    if let choice = choices.first(where: { $0 == word.text }) { return choice }
    throw problem(
      at: word.range.lowerBound,
      "\"\(word.text)\" is not \(what); there are \(choices.joined(separator: ", "))"
        + Spelling.hint(for: word.text, among: choices))
  }

  /// All that is left of the line as one text, and where it begins: a format may hold blanks.
  mutating func rest(_ what: String) throws(RulesProblem) -> (text: String, offset: Int) {
    let first = try word(what)
    guard let last = words.last, next < words.count else {
      return (first.text, first.range.lowerBound + (first.isQuoted ? 1 : 0))
    }
    next = words.count
    let range = first.range.lowerBound..<last.range.upperBound
    return (String(decoding: bytes[range], as: UTF8.self), range.lowerBound)
  }

  /// Nothing may follow.
  func end() throws(RulesProblem) {
    if next < words.count {
      throw problem(
        at: words[next].range.lowerBound, "did not expect \"\(words[next].text)\" here")
    }
  }
}
