import Ownership

/// The fields of the vocabulary by the bytes of their types and names, for checks without strings.
struct FieldTable: Sendable {
  /// The fields of one type, `by` and `note` included, in canonical order.
  struct Fields: Sendable {
    var names: [[UInt8]]
    /// Whether the field holds a time, whose spelling is normalised.
    var isTime: [Bool]
    /// Which values of the type are sealed.
    var sealing: Sealing
    /// Whether the field is sealed.
    var isSealed: [Bool]
    /// Whether the type is in the vocabulary, so that its fields have an order; those of others stand as
    /// they were given.
    var isOrdered: Bool

    /// The fields of a type, in canonical order.
    init(_ fields: [Field] = [], _ sealing: Sealing = .unnamedType, isOrdered: Bool = false) {
      self.isOrdered = isOrdered
      names = fields.map { Array($0.name.utf8) }
      isTime = fields.map { $0.kind == .day || $0.kind == .moment }
      self.sealing = sealing
      isSealed = fields.map { sealing.covers(field: $0.name) }
    }

    /// Whether the field of this name is sealed; `rank` is its place in the order.
    func isSealable(_ bytes: Span<UInt8>, _ name: Range<Int>, rank: Int) -> Bool {
      if rank < isSealed.count { return isSealed[rank] }
      if case .unnamedType = sealing { return true }
      return sealing.covers(field: unescaped(String(copying: bytes, name)))
    }

    /// The place of a name in the order; others stand behind all of them.
    func rank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
      for (index, name) in names.enumerated() where name.count == range.count {
        var same = true
        for step in 0..<name.count where name[step] != bytes[range.lowerBound + step] {
          same = false
          break
        }
        if same { return index }
      }
      return names.count
    }
  }

  static let shared = FieldTable()

  private let types: ByteTable
  private let fields: [Fields]
  private let kinds: [EventKind]
  /// What every type may carry, known or not.
  private let common: Fields

  private init() {
    var types = ByteTable()
    var fields: [Fields] = []
    for kind in EventKind.allCases {
      let type = Array(kind.type.utf8)
      _ = types.intern(type.span, 0..<type.count)
      fields.append(Fields(kind.allFields, Sealing(kind), isOrdered: true))
    }
    for type in Sealing.coming {
      let type = Array(type.utf8)
      _ = types.intern(type.span, 0..<type.count)
      fields.append(Fields(EventKind.commonFields, .namedType))
    }
    self.types = types
    self.fields = fields
    kinds = EventKind.allCases
    common = Fields(EventKind.commonFields)
  }

  /// The fields of the type whose bytes stand at `type`; of one that is not known, `by` and `note`.
  func fields(_ bytes: Span<UInt8>, type: Range<Int>) -> Fields {
    types.find(bytes, type).map { fields[$0] } ?? common
  }

  /// The kind of the type whose bytes stand at `type`; `nil` for one that is not known.
  func kind(_ bytes: Span<UInt8>, type: Range<Int>) -> EventKind? {
    types.find(bytes, type).flatMap { $0 < kinds.count ? kinds[$0] : nil }
  }
}

/// The attributes that the ledger gives a meaning to.
enum Attribute {
  /// Those that a producer may set, in their order.
  static let producers = [
    "id", "source", "type", "subject", "time", "effectivetime", "earliest", "sourcetime", "origin",
    "replaces", "data",
  ]

  /// Those that only the ledger sets.
  static let ledgers = [
    "specversion", "sequence", "recordedtime", "previous", "subjectprevious", "salt", "salts",
    "recordedby", "more", "redacted",
  ]

  /// Whether a name cannot be that of an extra.
  static func isReserved(_ name: String) -> Bool {
    producers.contains(name) || ledgers.contains(name)
  }

  /// Whether a number is a CloudEvents `Integer`: whole, of 32 bits.
  static func isInteger(_ digits: String) -> Bool {
    Int32(digits) != nil
  }
}
