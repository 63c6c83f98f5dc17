import Ownership

/// The format that the first line of a log names (FORMAT section 3): only 1 is read.
enum LedgerFormat: Hashable {
  /// No line has been read.
  case none
  case one
  /// Another, as written; `nil` where the first line names none.
  case other(String?)
  /// The first line is of another type than the one that opens a ledger.
  case notOpened(type: String)

  static let current = "1"

  init(_ bytes: Span<UInt8>, _ layout: LineLayout) {
    guard layout.kind == .ledgerOpened else {
      self = .notOpened(type: LineDecoder.string(bytes, layout.type))
      return
    }
    guard case .object(let members)? = LineDecoder.data(bytes, layout),
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
        remedy: "if it is a ledger from before formats were named, append its events to a new one")
    case .notOpened(let type):
      LogError(
        .unreadable,
        "the first line of \(path) has the type \(type.prefix(80)): a ledger begins with "
          + EventKind.ledgerOpened.type,
        remedy: "compare with a copy: the line that opened it is missing, or this is no ledger")
    case .other(let format?):
      LogError(
        .unreadable,
        "\(path) is of format \(format.prefix(40)): this version of custody reads format "
          + Self.current,
        remedy: "use a version of custody that reads format \(format.prefix(40))")
    }
  }
}
