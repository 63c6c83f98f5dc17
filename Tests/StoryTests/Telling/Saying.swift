import Ownership

/// What somebody says of a subject: an event without its time, which `Teller` adds.
struct Saying {
  var type: String
  var subject: Subject
  var fields: [JSONMember]
  /// The mark of an earlier line that `entry` in `data` names.
  var entry: String?
  var id: String?
  var source: String?
  var effective: String?
  var written: String?
  var origin: Origin = .recorded
  /// The mark of the line that this one puts right.
  var replacedMark: String?
  /// The mark under which later lines, and tests, find this one.
  var mark: String?
  /// When it happened, where that differs from the others of its batch.
  var time: String?
  var extras: [JSONMember] = []

  init(_ type: String, _ subject: Subject, _ fields: KeyValuePairs<String, JSON?>) {
    self.type = type
    self.subject = subject
    self.fields = fields.compactMap { name, value in value.map { JSONMember(name, $0) } }
  }

  init(_ kind: EventKind, _ subject: Subject, _ fields: KeyValuePairs<String, JSON?>) {
    self.init(kind.type, subject, fields)
  }

  private func with(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }

  /// Who decided or did it, where that is not who recorded it.
  func by(_ person: String) -> Self { with { $0.fields.append(JSONMember("by", .string(person))) } }

  /// A remark of whoever recorded it.
  func note(_ text: String) -> Self { with { $0.fields.append(JSONMember("note", .string(text))) } }

  /// A local time from which it counts, if that is not when it happened.
  func effective(_ time: String) -> Self { with { $0.effective = time } }

  /// A local time at which it happened, apart from the others of its batch.
  func at(_ time: String) -> Self { with { $0.time = time } }

  /// A name for the line.
  func marked(_ mark: String) -> Self { with { $0.mark = mark } }

  /// Puts right the line with that mark.
  func replacing(_ mark: String) -> Self { with { $0.replacedMark = mark } }

  /// What another system says, under an id of its own.
  func from(_ source: String, _ id: String) -> Self {
    with {
      $0.source = source
      $0.id = id
    }
  }

  /// A line of another system's history; `written` is the local time at which it was put down there.
  func imported(_ source: String, _ id: String, written: String) -> Self {
    from(source, id).with {
      $0.origin = .imported
      $0.written = written
    }
  }

  /// The first known state of another system's truncated history.
  func inferred(_ source: String, _ id: String, written: String) -> Self {
    imported(source, id, written: written).with { $0.origin = .inferred }
  }

  /// A CloudEvents extension attribute.
  func attribute(_ name: String, _ value: JSON) -> Self {
    with { $0.extras.append(JSONMember(name, value)) }
  }
}

extension JSON {
  /// Text that may be absent.
  static func text(_ text: String?) -> JSON? { text.map { .string($0) } }

  /// An object of strings.
  static func texts(_ members: KeyValuePairs<String, String>) -> JSON {
    .object(members.map { JSONMember($0, .string($1)) })
  }
}

/// The clients, people and the ledger of which the story speaks.
protocol Spoken {
  var subject: Subject { get }
}

extension Spoken {
  func say(_ kind: EventKind, _ fields: KeyValuePairs<String, JSON?> = [:]) -> Saying {
    Saying(kind, subject, fields)
  }

  func noted(_ text: String) -> Saying { say(.noteAdded, ["text": .string(text)]) }

  /// Takes back the line with a mark.
  func retracted(_ mark: String, _ reason: String) -> Saying {
    var saying = say(.entryRetracted, ["reason": .string(reason)])
    saying.entry = mark
    return saying
  }

  /// Disputes the line with a mark.
  func disputed(entry mark: String, _ reason: String) -> Saying {
    var saying = say(.entryDisputed, ["reason": .string(reason)])
    saying.entry = mark
    return saying
  }

  /// An event of a type that this version of the ledger does not know.
  func foreign(_ type: String, _ fields: KeyValuePairs<String, JSON?>) -> Saying {
    Saying(type, subject, fields)
  }
}
