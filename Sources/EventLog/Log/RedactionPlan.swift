import Merkle
import Ownership

/// What a redaction makes of a line (FORMAT section 8).
///
///     before  …,"salt":"…","id":…,"recordedby":…,"replaces":…,EXTRAS,"more":true,"data":{…}}
///     after   …,           "id":…,"recordedby":…,"replaces":…,"more":true,"redacted":"ORIGINAL","data":{…}}
struct RedactionPlan {
  /// The names of the fields that are destroyed, in the order of the line.
  let fields: [String]
  /// The hash that stands for the line in `previous` and in the tree.
  let original: Digest
  /// The line that takes its place, without its LF.
  let stub: [UInt8]

  /// - Parameters:
  ///   - line: the line as it stands, which may be a stub already.
  ///   - names: the fields to destroy; those that the line does not have are left out.
  init(_ line: [UInt8], _ layout: LineLayout, destroying names: [String]) {
    let members = Self.members(line, layout)
    fields = members.map(\.name).filter { name in names.contains { $0.hasSameBytes(as: name) } }
    original =
      Digest(base64: String(copying: line.span, layout.redacted)) ?? TreeHash.leaf(line)
    var stub = Array(line[layout.start..<layout.start + LineTemplate.length])
    stub += line[layout.head]
    stub += line[layout.head.upperBound..<layout.middle.lowerBound]
    if let replaces = layout.replaces {
      stub += LineScanner.Name.replaces
      stub += "\(SequenceNumber(replaces).digits)\"".utf8
    }
    if layout.hasMore { stub += LineScanner.Name.more }
    stub += LineScanner.Name.redacted
    stub += "\(original.base64)\"".utf8
    if !layout.data.isEmpty {
      stub += LineScanner.Name.data
      let destroyed = fields
      JSONWriter.append(
        members.filter { member in !destroyed.contains { $0.hasSameBytes(as: member.name) } },
        to: &stub)
    }
    stub.append(UInt8(ascii: "}"))
    self.stub = stub
  }

  /// The members of `data`; none where it is no object.
  static func members(_ line: [UInt8], _ layout: LineLayout) -> [JSONMember] {
    guard case .object(let members)? = LineDecoder.data(line.span, layout) else { return [] }
    return members
  }

  /// What people say of a recovery; the rest of such a line is told for ever.
  static let remarks = ["reason", "by", "note"]

  /// What is destroyed unless told otherwise: text that people wrote freely, and what the vocabulary
  /// does not name. Who decided (`by`) is none of it.
  static func freeText(_ line: [UInt8], _ layout: LineLayout) -> [String] {
    let kind = FieldTable.shared.kind(line.span, type: layout.type)
    if kind == .ledgerRecovered {
      return members(line, layout).map(\.name).filter { $0 == "reason" || $0 == "note" }
    }
    let fields = kind?.allFields ?? EventKind.commonFields
    return members(line, layout).map(\.name).filter { name in
      guard let field = fields.first(where: { $0.name.hasSameBytes(as: name) }) else { return true }
      return field.kind == .text && field.name != "by"
    }
  }
}
