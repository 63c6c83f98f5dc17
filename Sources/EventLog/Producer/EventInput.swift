public import Ownership

/// Reads producers' events one by one from a text of any length: one a line, several a line, one over
/// several lines, or one list of them.
///
/// The text comes in pieces, so that a million lines need no more memory than the longest event.
public struct EventInput {
  /// An event of the input, or what is wrong with it and where.
  public enum Row: Hashable, Sendable {
    /// An event, and the text that says so.
    case event(EventDraft, EventText)
    /// What is wrong, each with its place.
    case refused([RowProblem])
  }

  /// Something wrong with the input, and where.
  public struct RowProblem: Hashable, Sendable, CustomStringConvertible {
    /// Where.
    public let place: TextPlace
    /// What, one clause.
    public let message: String

    /// Something wrong with the input, and where.
    public init(place: TextPlace, message: String) {
      self.place = place
      self.message = message
    }

    /// Place and message, excerpt and caret.
    public var description: String { "\(place): \(message)\n\(place.excerptWithCaret)" }
  }

  /// The longest event in bytes, white space included.
  public static var eventLimit: Int { 1 << 20 }

  let file: String
  private let more: () throws(LogError) -> [UInt8]
  var window: [UInt8] = []
  var offset = 0
  /// Behind `offset` no line ends before this place.
  private var clear = 0
  var line = 1
  /// Where that line begins; less than zero when its beginning is no longer in the window.
  var lineStart = 0
  var isAtEnd = false
  /// How many bytes were given up before the window.
  var given = 0
  /// How many bytes were passed over, or read.
  var passed: Int { given + offset }
  var list = List.none
  private var hasBegun = false
  /// Whether text was met whose end cannot be told: what follows may be part of it.
  var isLost = false
  private var hasToldOfLoss = false

  /// Where reading stands in a list of events.
  enum List {
    case none, opened, behindEvent, behindComma, behindProblem, closed
  }

  /// What comes next.
  private enum Coming {
    case event, end
    case problem(String)
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - file: its name for messages; `-` for standard input.
  ///   - more: gives the next piece of it, an empty one at the end.
  public init(file: String, more: @escaping () throws(LogError) -> [UInt8]) {
    self.file = file
    self.more = more
  }

  /// Reads a text that is in memory.
  public init(file: String, bytes: [UInt8]) {
    var rest: [UInt8]? = bytes
    self.init(file: file) { () throws(LogError) in
      defer { rest = nil }
      return rest ?? []
    }
  }

  /// The next event; `nil` at the end.
  public mutating func next() throws(LogError) -> Row? {
    while true {
      switch try skipBetween() {
      case .end: return nil
      case .problem(let message): return .refused([here(message)])
      case .event: break
      }
      let row = try read()
      guard isLost, case .event(_, let text) = row else { return row }
      if hasToldOfLoss { continue }
      hasToldOfLoss = true
      return .refused([
        RowProblem(
          place: text.place,
          message:
            "this may be part of the broken text before it; neither it nor what follows counts")
      ])
    }
  }

  private mutating func read() throws(LogError) -> Row {
    let start = offset
    var firstStop: (problem: JSONProblem, end: Int)?
    var search = start
    while true {
      let end = try lineEnd(from: search)
      var parser = JSONParser(window, in: start..<end)
      let stopped: JSONProblem
      do throws(JSONProblem) {
        let value = try parser.nextValue()
        if parser.offset - start <= Self.eventLimit {
          return event(value, upTo: parser.offset, isOneLine: search == start)
        }
        stopped = parser.problem("the event is too long")
      } catch { stopped = error }
      if parser.offset - start > Self.eventLimit { return try refuseTooLong() }
      let stop = firstStop ?? (stopped, end)
      firstStop = stop
      // Reading stopped at the end of the line: the event may go on in the next one.
      if stopped.offset >= end, end < window.count {
        search = end + 1
        continue
      }
      // Where another event begins, the first line alone is to blame.
      let goesOn = search > start && search < window.count && window[search] != UInt8(ascii: "{")
      return try refuse(goesOn ? (stopped, end) : stop, from: start)
    }
  }

  private mutating func event(_ value: JSON, upTo end: Int, isOneLine: Bool) -> Row {
    let text = EventText(
      file: file, line: line, column: offset - lineStart + 1, bytes: Array(window[offset..<end]))
    moveOn(to: end, isOneLine: isOneLine)
    if list != .none { list = .behindEvent }
    return row(value, text)
  }

  private func row(_ value: JSON, _ text: EventText) -> Row {
    switch DraftReader.read(value) {
    case .draft(let draft): return .event(draft, text)
    case .refused(let problems):
      return .refused(
        problems.map { RowProblem(place: text.place(of: $0), message: $0.description) })
    }
  }

  /// Steps over white space, and the brackets and commas of a list of events.
  private mutating func skipBetween() throws(LogError) -> Coming {
    while true {
      if offset == window.count {
        if try !fill() { return endOfText() }
      }
      switch window[offset] {
      case UInt8(ascii: "\n"):
        line += 1
        offset += 1
        lineStart = offset
      case 0x20, 0x09, 0x0D: offset += 1
      case UInt8(ascii: "[") where !hasBegun:
        list = .opened
        hasBegun = true
        offset += 1
      case UInt8(ascii: ",") where list == .behindEvent || list == .behindProblem:
        list = .behindComma
        offset += 1
      case UInt8(ascii: "]")
      where list == .opened || list == .behindEvent || list == .behindProblem:
        list = .closed
        offset += 1
      case UInt8(ascii: "]") where list == .behindComma:
        list = .closed
        defer { offset += 1 }
        return .problem("an event is missing behind ','")
      default:
        hasBegun = true
        switch list {
        case .none, .opened, .behindComma, .behindProblem: return .event
        case .behindEvent:
          list = .behindProblem
          return .problem("expected ',' or ']' behind an event of the list")
        case .closed:
          defer { giveUp() }
          return .problem("nothing may follow the list")
        }
      }
    }
  }

  /// At the end of the text: a list has to be closed by then, else a part of it may be missing.
  private mutating func endOfText() -> Coming {
    switch list {
    case .none, .closed: return .end
    case .opened, .behindEvent, .behindComma, .behindProblem:
      list = .closed
      return .problem("the list does not end: ']' is missing, and perhaps events are")
    }
  }

  mutating func giveUp() {
    isAtEnd = true
    offset = window.count
  }

  /// The next LF from `start` on, or the end of the text.
  mutating func lineEnd(from start: Int) throws(LogError) -> Int {
    var index = max(start, clear)
    while true {
      if let end = window.span.lineFeed(from: index, to: window.count) {
        clear = end
        return end
      }
      index = window.count
      clear = index
      if index - start > Self.eventLimit { return index }
      if try !fill() { return index }
    }
  }

  /// Goes on at `place`.
  ///
  /// - Parameter isOneLine: whether no line ends before it.
  mutating func moveOn(to place: Int, isOneLine: Bool = false) {
    if !isOneLine {
      for index in offset..<place where window[index] == UInt8(ascii: "\n") {
        line += 1
        lineStart = index + 1
      }
    }
    offset = place
    // Each byte moves at most once for each that is given up.
    if offset > 1 << 16, offset * 2 > window.count {
      window.removeFirst(offset)
      given += offset
      clear = max(0, clear - offset)
      lineStart -= offset
      offset = 0
    }
  }

  /// Takes the next piece; `false` at the end.
  mutating func fill() throws(LogError) -> Bool {
    if isAtEnd { return false }
    let piece = try more()
    if piece.isEmpty {
      isAtEnd = true
      return false
    }
    window.append(contentsOf: piece)
    return true
  }
}
