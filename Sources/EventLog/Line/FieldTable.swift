import Ownership

/// The fields of the vocabulary by the bytes of their types and names, for checks without strings.
struct FieldTable: Sendable {
  /// The fields of one type, `by` and `note` included, in canonical order.
  final class Fields: Sendable {
    /// The kind; `nil` for a type that is not in the vocabulary.
    let kind: EventKind?
    /// How many there are: fewer than 64.
    let count: Int
    /// Whether the field holds a time, whose spelling is normalised.
    let isTime: [Bool]
    /// Which values of the type are sealed.
    let sealing: Sealing
    /// Whether the fields have an order; those of types that the vocabulary does not name stand as they
    /// were given.
    let isOrdered: Bool
    /// The place of the field that names a responsibility; -1 where there is none.
    let responsibility: Int
    private let isSealed: [Bool]
    /// The names, one behind the other, and where each ends.
    private let names: [UInt8]
    private let ends: [Int]

    /// The fields of a kind.
    convenience init(_ kind: EventKind) {
      self.init(kind.allFields, Sealing(kind), kind)
    }

    /// The fields that a type which is no kind may carry.
    convenience init(_ sealing: Sealing) {
      self.init(EventKind.commonFields, sealing, nil)
    }

    private init(_ fields: [Field], _ sealing: Sealing, _ kind: EventKind?) {
      self.kind = kind
      self.sealing = sealing
      isOrdered = kind != nil
      count = fields.count
      precondition(count < 64)
      names = fields.flatMap { Array($0.name.utf8) }
      var end = 0
      ends = fields.map { field in
        end += field.name.utf8.count
        return end
      }
      responsibility = fields.firstIndex { $0.name == "responsibility" } ?? -1
      isTime = fields.map { $0.kind == .day || $0.kind == .moment }
      isSealed = fields.map { sealing.covers(field: $0.name) }
    }

    /// Whether the field of this name is sealed; `rank` is its place in the order.
    func isSealable(_ bytes: Span<UInt8>, _ name: Range<Int>, rank: Int) -> Bool {
      if rank < count { return isSealed[rank] }
      if case .unnamedType = sealing { return true }
      return sealing.covers(field: unescaped(String(copying: bytes, name)))
    }

    /// The place of a name in the order; others stand behind all of them. Fastest for names that stand in
    /// their order, which come at or behind `due`.
    func rank(_ bytes: Span<UInt8>, _ name: Range<Int>, due: Int) -> Int {
      for index in due..<max(due, count) where isName(index, bytes, name) { return index }
      for index in 0..<min(due, count) where isName(index, bytes, name) { return index }
      return count
    }

    private func isName(_ index: Int, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
      let start = index == 0 ? 0 : ends[index - 1]
      if ends[index] - start != name.count { return false }
      let names = names
      return bytes.holds(names.span, start..<ends[index], at: name.lowerBound)
    }
  }

  static let shared = FieldTable()

  private let types: ByteTable
  private let fields: [Fields]
  /// What every type may carry, known or not.
  private let common: Fields
  private let reserved: ByteTable
  private let lastingExtras: ByteTable

  private init() {
    types = ByteTable(EventKind.allCases.map(\.type) + Sealing.coming)
    fields = EventKind.allCases.map { Fields($0) } + Sealing.coming.map { _ in Fields(.namedType) }
    common = Fields(.unnamedType)
    reserved = ByteTable(Attribute.producers + Attribute.ledgers)
    lastingExtras = ByteTable(Sealing.lastingExtras)
  }

  /// Whether the name at `range` cannot be that of an extra.
  func isReserved(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    reserved.find(bytes, range) != nil
  }

  /// Whether the extra whose name stands at `range` is never destroyed: one of `Sealing.lastingExtras`.
  func isLastingExtra(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    lastingExtras.find(bytes, range) != nil
  }

  /// The fields of the type whose bytes stand at `type`; of one that is not known, `by` and `note`.
  func fields(_ bytes: Span<UInt8>, type: Range<Int>) -> Fields {
    types.find(bytes, type).map { fields[$0] } ?? common
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
