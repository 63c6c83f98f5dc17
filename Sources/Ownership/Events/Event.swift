/// A line of the ledger as it is understood.
public struct Event: Hashable, Sendable {
  /// The number of the line.
  public var sequence: SequenceNumber
  /// When the ledger took it in.
  public var recordedTime: Instant
  /// Unique together with `source`.
  public var id: String
  /// Who says so.
  public var source: String
  /// The `type` attribute, as written.
  public var type: String
  /// What it is about.
  public var subject: Subject
  /// When it happened.
  public var time: Instant
  /// When it takes effect, if that is not `time`.
  public var statedEffectiveTime: Instant?
  /// When the source system says that it wrote it down.
  public var sourceTime: Instant?
  /// How the ledger came to know it.
  public var origin: Origin
  /// The login that appended it.
  public var recordedBy: String
  /// The earlier line that this one puts right.
  public var replaces: SequenceNumber?
  /// Who decided or did it.
  public var by: String?
  /// A remark.
  public var note: String?
  /// Whether a redaction has destroyed content of this line.
  public var isRedacted: Bool
  /// What it says.
  public var fact: Fact
  /// The fields of `data` that are destroyed.
  public var destroyedFields: [String] = []
  /// What a redaction names and still stands on the line, as `entry.redacted` names it: its writer was
  /// interrupted, or an old copy was brought back. It counts as destroyed.
  public var unfinishedRedaction: [String] = []
  /// The members of `data`, kept only where they do not follow from what the line says: where it is
  /// redacted or not well formed. `History` understands those anew once it knows of all redactions.
  public var retainedData: [JSONMember]?

  /// A line of the ledger, as read: understands `data`.
  ///
  /// - Parameter isRedacted: whether the line carries the attribute `redacted`.
  public init(
    sequence: SequenceNumber, recordedTime: Instant, id: String, source: String, type: String,
    subject: Subject, time: Instant, statedEffectiveTime: Instant? = nil,
    sourceTime: Instant? = nil, origin: Origin = .recorded, recordedBy: String,
    replaces: SequenceNumber? = nil, isRedacted: Bool = false, data: [JSONMember]?
  ) {
    let remarks = DataCodec.remarks(data)
    self.init(
      sequence: sequence, recordedTime: recordedTime, id: id, source: source, type: type,
      subject: subject, time: time, statedEffectiveTime: statedEffectiveTime,
      sourceTime: sourceTime, origin: origin, recordedBy: recordedBy, replaces: replaces,
      by: remarks.by, note: remarks.note, isRedacted: isRedacted,
      fact: DataCodec.fact(type: type, subject: subject, data: data, destroyed: []))
    if case .unknown(.malformed) = fact { retainedData = data }
    if isRedacted { retainedData = data }
  }

  /// A line of the ledger, as understood elsewhere.
  public init(
    sequence: SequenceNumber, recordedTime: Instant, id: String, source: String, type: String,
    subject: Subject, time: Instant, statedEffectiveTime: Instant? = nil,
    sourceTime: Instant? = nil, origin: Origin = .recorded, recordedBy: String,
    replaces: SequenceNumber? = nil, by: String? = nil, note: String? = nil,
    isRedacted: Bool = false, fact: Fact
  ) {
    self.sequence = sequence
    self.recordedTime = recordedTime
    self.id = id
    self.source = source
    self.type = type
    self.subject = subject
    self.time = time
    self.statedEffectiveTime = statedEffectiveTime
    self.sourceTime = sourceTime
    self.origin = origin
    self.recordedBy = recordedBy
    self.replaces = replaces
    self.by = by
    self.note = note
    self.isRedacted = isRedacted
    self.fact = fact
  }

  /// When it takes effect in the world: `effectivetime` if present, else `time`.
  public var effectiveTime: Instant { statedEffectiveTime ?? time }

  /// When the source wrote it down, or for want of that when the ledger did.
  public var sourceClockTime: Instant { sourceTime ?? recordedTime }
}

/// How the ledger came to know an event, from the strongest to the weakest.
public enum Origin: String, Hashable, Comparable, Sendable {
  case recorded, imported, inferred

  /// `recorded` < `imported` < `inferred`: the greater is the weaker.
  public static func < (left: Self, right: Self) -> Bool { left.weakness < right.weakness }

  private var weakness: Int {
    switch self {
    case .recorded: 0
    case .imported: 1
    case .inferred: 2
    }
  }
}
