import Ownership

/// The format that the first line of a log names (FORMAT section 3): only 1 is read.
enum LedgerFormat: Hashable {
  /// No line has been read.
  case none
  case one
  /// Another, as written; `nil` where the first line names none.
  case other(String?)

  static let current = "1"

  init(_ bytes: Span<UInt8>, _ layout: LineLayout) {
    guard layout.kind == .ledgerOpened,
      case .object(let members)? = LineDecoder.data(bytes, layout),
      let value = members.first(where: { $0.name.hasSameBytes(as: "format") })?.value
    else {
      self = .other(nil)
      return
    }
    var text: [UInt8] = []
    JSONWriter.append(value, to: &text)
    let written = String(decoding: text, as: UTF8.self)
    self = written == Self.current ? .one : .other(written)
  }

  /// Why the log is refused; `nil` where it is not.
  func refusal(_ path: String) -> LogError? {
    switch self {
    case .none, .one: nil
    case .other(nil):
      LogError(
        .unreadable,
        "the first line of \(path) names no format: this version of custody reads format "
          + Self.current,
        remedy: "it was written by a version before format 1 was settled, which alone reads it; "
          + "append its events to a new ledger")
    case .other(let format?):
      LogError(
        .unreadable,
        "\(path) is of format \(format.prefix(40)): this version of custody reads format "
          + Self.current,
        remedy: "use a version of custody that reads format \(format.prefix(40))")
    }
  }
}
