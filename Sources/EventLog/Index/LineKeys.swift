import Merkle
import Ownership

/// The keys under which lines are posted.
///
/// - The subject of the line, as text: `client/acme`, `person/olga`, `ledger`.
/// - `complaint/<id>`: each line of the type `custody.complaint.filed`.
/// - `responsibilities`: see `FirstUses`.
/// - `redactions`: each line that tells of a redaction.
enum LineKeys {
  static let responsibilities = "responsibilities"
  static let redactions = "redactions"
  static let complaintPrefix = "complaint/"

  /// The hash of a key: the first eight bytes of its SHA-256.
  static func hash(_ key: String) -> UInt64 {
    let digest = SHA256.digest(of: Array(key.utf8))
    return (0..<8).reduce(0) { $0 << 8 | UInt64(digest[$1]) }
  }

  /// The hash of the key that is a line's subject.
  static func hash(subject bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    hash(LineDecoder.string(bytes, range))
  }

  /// A subject as it stands in a line.
  static func rawSubject(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONWriter.append(text, to: &bytes)
    return Array(bytes.dropFirst().dropLast())
  }

  /// The complaint id of a line that files one; `nil` on others.
  static func complaint(_ bytes: Span<UInt8>, _ layout: LineLayout) -> String? {
    guard layout.kind == .complaintFiled,
      case .object(let members)? = LineDecoder.data(bytes, layout),
      case .string(let id)? = members.first(where: { $0.name.hasSameBytes(as: "complaint") })?.value
    else { return nil }
    return id
  }

  /// Whether a line stands under its subject and nothing else, told from its bytes alone.
  static func isOnlySubject(_ bytes: Span<UInt8>, _ layout: LineLayout) -> Bool {
    layout.kind != .complaintFiled && layout.kind != .entryRedacted && use(bytes, layout) == nil
  }

  /// What a line may use besides the built-in responsibilities, told from its bytes alone; `nil` for
  /// nothing.
  static func use(_ bytes: Span<UInt8>, _ layout: LineLayout) -> LineUse? {
    guard let kind = layout.kind else { return nil }
    switch namings[Int(kind.rawValue)] {
    case .nothing: return nil
    case .lists: return .any
    case .desks:
      // No string holds these bytes: in it the quotes would be escaped.
      return find(desk, in: bytes, layout.data) == nil ? nil : .any
    case .field:
      let range = layout.responsibility
      if range.isEmpty { return nil }
      // With the quote behind it.
      if builtIn.contains(where: { bytes.holds($0.span, 0..<$0.count, at: range.lowerBound) }) {
        return nil
      }
      let text = String(copying: bytes, range)
      if text.utf8.contains(UInt8(ascii: "\\")) { return .any }
      return (try? Responsibility(text)).map { .one($0) } ?? .any
    }
  }

  /// How lines of a kind name responsibilities.
  private enum Naming {
    case nothing
    /// In the field `responsibility`.
    case field
    /// In fields that name a desk.
    case desks
    /// In lists.
    case lists

    init(_ kind: EventKind) {
      let kinds = kind.fields.map(\.kind)
      if kinds.contains(.fallback) || kinds.contains(.identifiers) {
        self = .lists
      } else if kinds.contains(.desk) {
        self = .desks
      } else {
        self = kind.fields.contains { $0.name == "responsibility" } ? .field : .nothing
      }
    }
  }

  /// By the kinds, in the order of their cases.
  private static let namings = EventKind.allCases.map(Naming.init)

  private static var desk: StaticString { "\"responsibility:" }
  private static let builtIn = Responsibility.builtIn.map { Array("\($0.text)\"".utf8) }

  /// Where the bytes behind the first `pattern` begin.
  private static func find(
    _ pattern: StaticString, in bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Int? {
    let length = pattern.utf8CodeUnitCount
    return unsafe bytes.extracting(range).withUnsafeBytes { part in
      var place = 0
      while place + length <= part.count {
        var step = 0
        while step < length, unsafe part[place + step] == pattern.utf8Start[step] { step += 1 }
        if step == length { return range.lowerBound + place + length }
        place += 1
      }
      return nil
    }
  }
}

/// What a line may use.
enum LineUse {
  /// This responsibility, and no other.
  case one(Responsibility)
  /// Whatever is found when the line is understood.
  case any
}

/// Which lines are posted as first uses of a responsibility (FORMAT 9.9).
///
/// A line is posted if it uses a responsibility that is not built in, and is the first by sequence
/// to do so or stands earlier on the sources' clock than every earlier use. So the earliest use on
/// either clock is among the lines posted, up to every known position.
///
/// Lines with `replaces` are posted but do not count as earlier uses: whether they are corrections
/// at all depends on the line that they name.
struct FirstUses {
  private var earliest: [Responsibility: SourcePosition] = [:]

  /// Whether a line can still be one to post: spares that all lines are understood.
  func mayTake(_ use: LineUse, _ position: SourcePosition) -> Bool {
    guard case .one(let name) = use, let known = earliest[name] else { return true }
    return !(known < position)
  }

  /// Whether a line is to be posted; the lines come in their order.
  mutating func take(_ event: Event) -> Bool {
    var isPosted = false
    let position = SourcePosition(event)
    for name in event.fact.responsibilitiesUsed where !Responsibility.builtIn.contains(name) {
      if let known = earliest[name], known < position { continue }
      isPosted = true
      if event.replaces == nil { earliest[name] = position }
    }
    return isPosted
  }
}

extension LineLayout {
  /// Where the line stands on the sources' clock.
  var sourcePosition: SourcePosition {
    SourcePosition(
      time: Instant(clamping: sourceTime ?? recordedTime), sequence: SequenceNumber(sequence))
  }
}
