/// `entry.redacted`
public struct Redaction: Hashable, Sendable {
  /// The line whose content was destroyed.
  public var entry: SequenceNumber
  /// What was destroyed: extras by their names, fields of `data` as `data.NAME`, `data` for one that is
  /// no object. A name of nothing sealable on the line names nothing.
  public var fields: [String]

  /// What a redaction says.
  public init(entry: SequenceNumber, fields: [String]) {
    self.entry = entry
    self.fields = fields
  }

  /// The name under which a redaction names a field of `data`.
  public static func name(ofField field: String) -> String { dataPrefix + field }

  /// The field of `data` that a redaction names by `name`; `nil` where it names something else.
  public static func field(named name: String) -> String? {
    guard name.utf8.starts(with: dataPrefix.utf8) else { return nil }
    return String(name.unicodeScalars.dropFirst(dataPrefix.utf8.count))
  }

  /// What a name stands for, as people say it: a field by its own name, an extra as the attribute that it
  /// is.
  public static func words(for name: String) -> String {
    field(named: name) == nil && name != wholeData ? "attribute \(name)" : shortName(name)
  }

  /// A name as it stands in a list of names: a field by its own name, in quotes where it could be taken for none,
  /// or for several.
  public static func shortName(_ name: String) -> String {
    let name = field(named: name) ?? name
    let isPlain =
      !name.isEmpty && name.utf8.first != 0x20 && name.utf8.last != 0x20
      && !name.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
    return isPlain ? name : JSONWriter.text(.string(name))
  }

  /// The fields of section 3 in which people write freely.
  public static let freeText = [
    "name", "reason", "summary", "channel", "outcome", "text", "wants", "note",
  ]

  /// What names a `data` that is no object.
  public static var wholeData: String { "data" }

  private static var dataPrefix: String { "data." }
}
