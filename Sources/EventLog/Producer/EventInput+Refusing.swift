/// What cannot be taken is told with its place, and passed over without being kept.
extension EventInput {
  /// How much of a text that is no event is passed over until a line ends; what has no lines may have no end.
  static var lineLimit: Int { 64 << 20 }

  func here(_ message: String) -> RowProblem {
    let end = window.span.lineFeed(from: min(offset, window.count), to: window.count)
    let start = max(0, lineStart)
    return RowProblem(
      place: TextPlace(
        file: file, bytes: Array(window[start..<(end ?? window.count)]), offset: offset - start,
        firstLine: line, firstColumn: start - lineStart + 1),
      message: message)
  }

  /// Reports an event that is longer than any may be, and goes on behind its last bracket, or behind the
  /// line in which a string of it is broken off.
  mutating func refuseTooLong() throws(LogError) -> Row {
    let place = TextPlace(
      file: file, bytes: Array(window[offset..<min(window.count, offset + 256)]), offset: 0,
      firstLine: line, firstColumn: offset - lineStart + 1)
    var brackets = Brackets()
    // A number or a word without an end has no bracket to wait for.
    let first = window[offset]
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"")
    else { return .refused([tooLong(place)] + (try skipLine().map { [$0] } ?? [])) }
    var isSeen = false
    let limit = passed + Self.lineLimit
    while !isSeen {
      if passed > limit { return .refused([tooLong(place), giveUpReading()]) }
      let end = try lineEnd(from: offset)
      var index = offset
      while index < end, !isSeen {
        brackets.take(window[index])
        index += 1
        isSeen = !brackets.areOpen && !brackets.isInString
      }
      let isAtLineEnd = index == end && end < window.count
      moveOn(to: index)
      if isSeen { break }
      if isAtLineEnd {
        // No string has a line feed in it: where this one ends cannot be told.
        isLost = brackets.isInString
        isSeen = isLost
        moveOn(to: offset + 1)
      } else if offset == window.count, try !fill() {
        break
      }
    }
    if list != .none { list = .behindProblem }
    return .refused([tooLong(place)])
  }

  private func tooLong(_ place: TextPlace) -> RowProblem {
    RowProblem(
      place: place, message: "the event is too long: at most \(Self.eventLimit) bytes are read")
  }

  /// Passes over what is left of a line, without keeping it.
  ///
  /// - Returns: a problem where the line has no end, and reading is given up.
  private mutating func skipLine() throws(LogError) -> RowProblem? {
    if list != .none { list = .behindProblem }
    let limit = passed + Self.lineLimit
    while true {
      if let end = window.span.lineFeed(from: offset, to: window.count) {
        moveOn(to: end)
        return nil
      }
      moveOn(to: window.count)
      if passed > limit { return giveUpReading() }
      if try !fill() { return nil }
    }
  }

  private mutating func giveUpReading() -> RowProblem {
    let problem = here("no line ends within \(Self.lineLimit >> 20) MiB; the rest was not read")
    giveUp()
    return problem
  }

  /// Reports a text that is no JSON, and goes on behind the line in which reading stopped.
  mutating func refuse(
    _ stop: (problem: JSONProblem, end: Int), from start: Int
  ) throws(LogError) -> Row {
    let place = TextPlace(
      file: file, bytes: Array(window[start..<stop.end]), offset: stop.problem.offset - start,
      firstLine: line, firstColumn: start - lineStart + 1)
    if isOpen(start..<stop.end) { isLost = true }
    if list != .none { list = .behindProblem }
    moveOn(to: stop.end)
    let problem = RowProblem(place: place, message: stop.problem.message)
    return .refused([problem] + (try skipLine().map { [$0] } ?? []))
  }

  /// Whether more brackets open than close in a text: then it goes on behind its end.
  private func isOpen(_ range: Range<Int>) -> Bool {
    var brackets = Brackets()
    for index in range { brackets.take(window[index]) }
    return brackets.areOpen
  }
}
