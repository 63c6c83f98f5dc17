import Ownership

/// Where the parts of a line stand, once its canonical form has been checked.
///
/// Offsets count from the beginning of the buffer that was scanned. Ranges of strings are those
/// between the quotes, as written: in canonical form equal bytes are equal strings.
struct LineLayout {
  /// Where the line begins.
  var start = 0
  var end = 0
  var sequence: UInt64 = 0
  /// Microseconds since 1970.
  var recordedTime: Int64 = 0
  var subjectPrevious: UInt64 = 0
  /// The value of `salt`; empty where `salts` stands in its place.
  @Packed var salt = 0..<0
  /// The value of `salts`: the keys that a redaction has left; empty on other lines.
  @Packed var salts = 0..<0
  @Packed var id = 0..<0
  @Packed var source = 0..<0
  @Packed var type = 0..<0
  @Packed var subject = 0..<0
  var time: Int64 = 0
  var effectiveTime: Int64?
  /// Where only a span is known: the beginning of it.
  var earliest: Int64?
  var sourceTime: Int64?
  @Packed var origin = 0..<0
  @Packed var recordedBy = 0..<0
  var replaces: UInt64?
  var hasMore = false
  /// The value of `redacted`: the places of what is destroyed; empty on other lines.
  @Packed var redacted = 0..<0
  /// The value of `data`; empty where there is none.
  @Packed var data = 0..<0
  /// The text of the field `responsibility` of `data`; empty where it has none.
  @Packed var responsibility = 0..<0
  /// What a producer set before `recordedby`: from `"id"` to the comma behind the last.
  @Packed var head = 0..<0
  /// What a producer set between `recordedby` and `more`: each with its comma in front.
  @Packed var middle = 0..<0
  /// The kind of the type; `nil` for one that is not in the vocabulary.
  var kind: EventKind?
  /// The hash of the subject, as tables of bytes use it.
  var subjectHash: UInt64 = 0
  /// The attribute that is malformed in a way which leaves a line, of an unknown type.
  var malformed: Malformed?

  /// Attributes that make an unknown type of a line where they are malformed (FORMAT section 2).
  enum Malformed { case earliest, replaces }

  var isRedacted: Bool { !redacted.isEmpty }
}

/// A range in half the room: many layouts are kept, and no buffer has 4 GiB.
@propertyWrapper struct Packed {
  private var start: UInt32
  private var end: UInt32

  init(wrappedValue range: Range<Int>) {
    start = UInt32(range.lowerBound)
    end = UInt32(range.upperBound)
  }

  var wrappedValue: Range<Int> {
    get { Int(start)..<Int(end) }
    set { self = Packed(wrappedValue: newValue) }
  }
}

/// Why a line is not a line of a ledger, and where.
struct LineProblem: Error, Hashable {
  /// One clause.
  let message: String
  /// Bytes from the beginning of the line.
  let offset: Int
  /// Whether the line does not name the one before it by its hash: one of the two was changed.
  var breaksLink = false
}

/// A value of a line that is sealed in its leaf: of an extra, of a field of `data`, or a `data` that is no
/// object.
struct SealableValue {
  enum Place { case extra, field, whole }

  var place: Place
  /// The name as it stands on the line, between its quotes; empty for the whole of `data`.
  var name = 0..<0
  /// The bytes that stand for the value, quotes included.
  var value: Range<Int>
  /// Whether it is destroyed; then its seal stands there.
  var isDestroyed = false
}
