public import Ownership

/// From a producer's JSON object to an `EventDraft` (FORMAT section 2).
///
/// Attributes may come in any order and in any legal JSON. What only the ledger sets is refused, as is
/// an attribute that is `null`; `specversion` of `"1.0"` is accepted. Attributes that the format does
/// not name are extras.
public enum DraftReader {
  /// An event, or everything that is wrong with it.
  public enum Outcome: Hashable, Sendable {
    case draft(EventDraft)
    case refused([EventProblem])
  }

  /// Reads a producer's event. All problems are found, not the first.
  public static func read(_ value: JSON) -> Outcome {
    guard case .object(let members) = value else {
      return .refused([EventProblem(nil, "an event is an object, not \(value.kindName)")])
    }
    var reading = Reading()
    for member in members { reading.take(member) }
    return reading.outcome
  }

  /// The attributes as they are gathered.
  private struct Reading {
    var problems: [EventProblem] = []
    var id: String?
    var source: String?
    var type: String?
    var subject: Subject?
    var time: Instant?
    var effectiveTime: Instant?
    var sourceTime: Instant?
    var origin = Origin.recorded
    var replaces: SequenceNumber?
    var extras: [JSONMember] = []
    var data: [JSONMember]?
    var otherData: JSON?
    /// Whether required attributes stand there, well formed or not.
    var hasType = false
    var hasSubject = false
    var hasTime = false

    mutating func take(_ member: JSONMember) {
      let name = member.name
      if member.value.isNull {
        note(name)
        problems.append(EventProblem(name, "is null; leave out what is not known"))
        return
      }
      switch name {
      case "specversion":
        if member.value != .string("1.0") { problems.append(EventProblem(name, "must be \"1.0\"")) }
      case "id": id = text(member)
      case "source": source = text(member)
      case "type":
        hasType = true
        type = text(member)
      case "subject":
        hasSubject = true
        subject = readSubject(member)
      case "time":
        hasTime = true
        time = readTime(member)
      case "effectivetime": effectiveTime = readTime(member)
      case "sourcetime": sourceTime = readTime(member)
      case "origin": readOrigin(member)
      case "replaces": replaces = readSequence(member)
      case "data": readData(member)
      case "earliest":
        problems.append(
          EventProblem(name, "is of a later version: this one does not answer with spans yet"))
      case "data_base64":
        problems.append(EventProblem(name, "binary data is not taken; use \"data\""))
      default:
        if Attribute.isReserved(name) {
          problems.append(EventProblem(name, "is set by the ledger, never by a producer"))
        } else {
          readExtra(member)
        }
      }
    }

    /// A required attribute that is `null` is not missing as well.
    private mutating func note(_ name: String) {
      switch name {
      case "type": hasType = true
      case "subject": hasSubject = true
      case "time": hasTime = true
      default: return
      }
    }

    var outcome: Outcome {
      guard problems.isEmpty, let type, let subject, let time else {
        var all = problems
        for (name, isThere) in [("type", hasType), ("subject", hasSubject), ("time", hasTime)]
        where !isThere { all.append(EventProblem(nil, "\"\(name)\" is missing")) }
        return .refused(all)
      }
      let draft = EventDraft(
        id: id, source: source, type: type, subject: subject, time: time,
        effectiveTime: effectiveTime, sourceTime: sourceTime, origin: origin, replaces: replaces,
        extras: extras, data: data, otherData: otherData)
      let misfits = draft.problems.map(EventProblem.init)
      return misfits.isEmpty ? .draft(draft) : .refused(misfits)
    }

    private mutating func text(_ member: JSONMember) -> String? {
      guard case .string(let text) = member.value else {
        problems.append(
          EventProblem(member.name, "is \(member.value.kindName); a string is expected"))
        return nil
      }
      if text.isEmpty {
        problems.append(EventProblem(member.name, "is empty"))
        return nil
      }
      return text
    }

    private mutating func readSubject(_ member: JSONMember) -> Subject? {
      guard let text = text(member) else { return nil }
      do throws(SubjectProblem) {
        return try Subject(text)
      } catch {
        problems.append(EventProblem(member.name, error.description))
        return nil
      }
    }

    private mutating func readTime(_ member: JSONMember) -> Instant? {
      guard let text = text(member) else { return nil }
      do throws(TimeProblem) {
        return try Instant(rfc3339: text)
      } catch {
        problems.append(
          EventProblem(member.name, "\"\(text)\" is not an RFC 3339 time: \(error.description)"))
        return nil
      }
    }

    private mutating func readOrigin(_ member: JSONMember) {
      guard let text = text(member) else { return }
      if let value = Origin(rawValue: text), value != .recorded {
        origin = value
      } else {
        problems.append(
          EventProblem(
            member.name, "is \"\(text)\"; allowed are imported and inferred, or no origin at all"))
      }
    }

    private mutating func readSequence(_ member: JSONMember) -> SequenceNumber? {
      guard let text = text(member) else { return nil }
      guard let sequence = SequenceNumber(digits: text), sequence > .zero else {
        problems.append(
          EventProblem(
            member.name,
            "is \"\(text)\"; a line is named by twelve digits, such as \"000000000042\""))
        return nil
      }
      return sequence
    }

    private mutating func readData(_ member: JSONMember) {
      if case .object(let members) = member.value {
        data = members
      } else {
        otherData = member.value
      }
    }

    private mutating func readExtra(_ member: JSONMember) {
      let isName = member.name.utf8.allSatisfy { byte in
        isDigit(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
      }
      if !isName || member.name.isEmpty {
        problems.append(
          EventProblem(member.name, "names of attributes are lower-case letters and digits"))
        return
      }
      switch member.value {
      case .string, .bool: extras.append(member)
      case .number(let digits) where Attribute.isInteger(digits): extras.append(member)
      default:
        problems.append(
          EventProblem(
            member.name,
            "is \(member.value.kindName); an attribute is a string, a whole number of 32 bits, "
              + "true or false"))
      }
    }
  }
}
