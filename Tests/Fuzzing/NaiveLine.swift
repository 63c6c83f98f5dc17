import EventLog
import Merkle
import Ownership

/// FORMAT section 2 told slowly: parse the line, rebuild it in canonical form, compare the bytes.
package enum NaiveLine {
  /// Whether the bytes are exactly those that a canonical writer gives.
  package static func isCanonical(_ line: [UInt8]) -> Bool {
    guard line.count <= 65_535, case .object(let members)? = try? JSONParser.parse(line),
      let rebuilt = rebuild(members)
    else { return false }
    var bytes: [UInt8] = []
    JSONWriter.append(rebuilt, to: &bytes)
    return bytes == line
  }

  private static let before = [
    "specversion", "sequence", "recordedtime", "previous", "subjectprevious", "salt", "id",
    "source",
    "type", "subject", "time", "effectivetime", "sourcetime", "origin", "recordedby", "replaces",
  ]
  private static let after = ["more", "redacted", "data"]

  /// The members in canonical order and spelling; `nil` where a value cannot be canonical.
  private static func rebuild(_ members: [JSONMember]) -> [JSONMember]? {
    var result: [JSONMember] = []
    func value(_ name: String) -> JSON? {
      members.first { $0.name.hasSameBytes(as: name) }?.value
    }
    func text(_ name: String) -> String? {
      if case .string(let text)? = value(name) { text } else { nil }
    }
    for name in before {
      guard let given = value(name) else {
        switch name {
        case "effectivetime", "sourcetime", "origin", "replaces": continue
        case "salt" where value("redacted") != nil: continue
        default: return nil
        }
      }
      guard let text = text(name), !text.isEmpty else { return nil }
      switch name {
      case "specversion": if text != "1.0" { return nil }
      case "sequence", "subjectprevious": if SequenceNumber(digits: text) == nil { return nil }
      case "replaces": if SequenceNumber(digits: text) ?? .zero == .zero { return nil }
      case "recordedtime":
        guard let time = try? Instant(rfc3339: text) else { return nil }
        result.append(JSONMember(name, .string(time.recordedText)))
        continue
      case "time", "effectivetime", "sourcetime":
        guard let time = try? Instant(rfc3339: text) else { return nil }
        result.append(JSONMember(name, .string(time.description)))
        continue
      case "previous": if Digest(base64: text) == nil { return nil }
      case "salt":
        if value("redacted") != nil { return nil }
        if Base64.decode(text)?.count != 16 { return nil }
      case "origin": if text != "imported" && text != "inferred" { return nil }
      case "subject": if (try? Subject(text)) == nil { return nil }
      default: break
      }
      result.append(JSONMember(name, given))
    }
    for member in members
    where !(before + after).contains(where: { $0.utf8.elementsEqual(member.name.utf8) }) {
      guard member.name != "data_base64", !member.name.isEmpty,
        member.name.utf8.allSatisfy({ ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) })
      else { return nil }
      switch member.value {
      case .string, .bool: break
      case .number(let digits): if Int32(digits) == nil { return nil }
      default: return nil
      }
      result.append(member)
    }
    if let more = value("more") {
      if more != .bool(true) { return nil }
      result.append(JSONMember("more", more))
    }
    if let redacted = value("redacted") {
      guard let text = text("redacted"), Digest(base64: text) != nil else { return nil }
      result.append(JSONMember("redacted", redacted))
    }
    if let data = value("data") {
      if case .object(let fields) = data {
        let canonical = DataCodec.canonical(fields, type: text("type") ?? "")
        result.append(JSONMember("data", .object(canonical)))
      } else {
        result.append(JSONMember("data", data))
      }
    }
    return result
  }
}
