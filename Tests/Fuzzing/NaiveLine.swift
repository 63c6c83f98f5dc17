import EventLog
package import Merkle
import Ownership

/// FORMAT section 2 told slowly: parse the line, rebuild it in canonical form, compare the bytes. And
/// section 7: seal each value by itself, put the line together anew.
package enum NaiveLine {
  /// Whether the bytes are exactly those that a canonical writer gives.
  package static func isCanonical(_ line: [UInt8]) -> Bool {
    parts(line) != nil
  }

  /// The leaf hash of a line; `nil` where it is none.
  package static func leaf(_ line: [UInt8]) -> Digest? {
    guard let parts = parts(line) else { return nil }
    let keys = parts.keys
    var left = keys.dropFirst()
    func seal(_ member: JSONMember, _ place: Int?) -> JSONMember {
      guard let place, !parts.destroyed.contains(place) else { return member }
      let value = Array(JSONWriter.text(member.value).utf8)
      let digest = SHA256.digest(of: left.removeFirst() + value)
      return JSONMember(member.name, .string(digest.base64))
    }
    var sealed: [JSONMember] = []
    var place = 0
    for member in parts.members {
      switch member.name {
      case "salt", "salts": sealed.append(JSONMember("salts", .string(Base64.encode(keys[0]))))
      case "redacted": continue
      case "data":
        guard case .object(let fields) = member.value else {
          if parts.sealsWhole { place += 1 }
          sealed.append(seal(member, parts.sealsWhole ? place : nil))
          continue
        }
        let type = parts.type
        let members = fields.map { field in
          let isSealed = Sealing(type: type).covers(field: field.name)
          if isSealed { place += 1 }
          return seal(field, isSealed ? place : nil)
        }
        sealed.append(JSONMember("data", .object(members)))
      case _ where isExtra(member):
        let isSealed = Sealing(type: parts.type).covers(extra: member.name)
        if isSealed { place += 1 }
        sealed.append(seal(member, isSealed ? place : nil))
      default: sealed.append(member)
      }
    }
    return SHA256.digest(of: [0] + Array(JSONWriter.text(.object(sealed)).utf8))
  }

  private struct Parts {
    var members: [JSONMember]
    var type: String
    var sealsWhole: Bool
    var destroyed: [Int]
    var keys: [[UInt8]]
  }

  private static func parts(_ line: [UInt8]) -> Parts? {
    guard line.count <= 73_728, case .object(let members)? = try? JSONParser.parse(line),
      let rebuilt = rebuild(members), JSONWriter.text(.object(rebuilt)).utf8.elementsEqual(line),
      case .string(let type)? = rebuilt.first(where: { $0.name == "type" })?.value
    else { return nil }
    let sealing = Sealing(type: type)
    var values: [JSON] = []
    var count = 0
    var sealsWhole = false
    for member in rebuilt {
      if isExtra(member) {
        count += 1
        if sealing.covers(extra: member.name) { values.append(member.value) }
      } else if member.name == "data", case .object(let fields) = member.value {
        count += fields.count
        values += fields.filter { sealing.covers(field: $0.name) }.map(\.value)
      } else if member.name == "data" {
        count += 1
        sealsWhole = sealing.coversWhole
        if sealsWhole { values.append(member.value) }
      }
    }
    guard count <= 64, let (destroyed, keys) = seals(rebuilt, values),
      !destroyed.isEmpty || line.count <= 65_535
    else { return nil }
    return Parts(
      members: rebuilt, type: type, sealsWhole: sealsWhole, destroyed: destroyed, keys: keys)
  }

  /// The places of what is destroyed, and the keys of the line and of what is left.
  private static func seals(
    _ members: [JSONMember], _ values: [JSON]
  ) -> (destroyed: [Int], keys: [[UInt8]])? {
    func text(_ name: String) -> String? {
      if case .string(let text)? = members.first(where: { $0.name == name })?.value {
        text
      } else {
        nil
      }
    }
    switch (text("salt"), text("salts"), text("redacted")) {
    case (let salt?, nil, nil):
      guard let bytes = Base64.decode(salt), bytes.count == 16 else { return nil }
      let stream = (0..<40).flatMap { SHA256.digest(of: bytes + [UInt8($0)]).bytes }
      return (
        [], (0...values.count).map { Array(stream[$0 * 16..<$0 * 16 + 16]) }
      )
    case (nil, let salts?, let redacted?):
      let texts = salts.split(separator: " ", omittingEmptySubsequences: false)
      let keys = texts.compactMap { Base64.decode(String($0)) }
      let places = redacted.split(separator: " ", omittingEmptySubsequences: false).compactMap {
        Int($0)
      }
      guard keys.count == texts.count, keys.allSatisfy({ $0.count == 16 }),
        places.map(String.init).joined(separator: " ") == redacted, !places.isEmpty,
        zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }), places[0] >= 1,
        places[places.count - 1] <= values.count, keys.count == values.count - places.count + 1
      else { return nil }
      for place in places {
        guard case .string(let seal) = values[place - 1], Digest(base64: seal) != nil else {
          return nil
        }
      }
      return (places, keys)
    default: return nil
    }
  }

  private static let before = [
    "specversion", "sequence", "recordedtime", "previous", "subjectprevious", "salt", "salts", "id",
    "source", "type", "subject", "time", "effectivetime", "earliest", "sourcetime", "origin",
    "recordedby", "replaces",
  ]
  private static let after = ["more", "redacted", "data"]

  private static func isExtra(_ member: JSONMember) -> Bool {
    !(before + after).contains { $0.utf8.elementsEqual(member.name.utf8) }
  }

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
        case "effectivetime", "earliest", "sourcetime", "origin", "replaces", "salt", "salts":
          continue
        default: return nil
        }
      }
      guard let text = text(name) else { return nil }
      // Whatever text these two are, the line is one, of an unknown type where they are malformed.
      if text.isEmpty, name != "earliest", name != "replaces" { return nil }
      switch name {
      case "specversion": if text != "1.0" { return nil }
      case "sequence", "subjectprevious": if SequenceNumber(digits: text) == nil { return nil }
      case "recordedtime":
        guard let time = try? Instant(rfc3339: text) else { return nil }
        result.append(JSONMember(name, .string(time.recordedText)))
        continue
      case "time", "effectivetime", "sourcetime":
        guard let time = try? Instant(rfc3339: text) else { return nil }
        result.append(JSONMember(name, .string(time.description)))
        continue
      case "previous": if Digest(base64: text) == nil { return nil }
      case "origin": if text != "imported" && text != "inferred" { return nil }
      case "subject": if (try? Subject(text)) == nil { return nil }
      default: break
      }
      result.append(JSONMember(name, given))
    }
    for member in members where isExtra(member) {
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
      if text("redacted")?.isEmpty ?? true { return nil }
      result.append(JSONMember("redacted", redacted))
    }
    if let data = value("data") {
      if data.isNull { return nil }
      if case .object(let fields) = data {
        // What a type holds that nobody knows stands as it was given.
        let isKnown = EventKind(type: text("type") ?? "") != nil
        let canonical =
          isKnown ? DataCodec.canonical(fields, type: text("type") ?? "") : fields
        result.append(JSONMember("data", .object(canonical)))
      } else {
        result.append(JSONMember("data", data))
      }
    }
    return result
  }
}
