/// Between the members of `data` and a `Fact`.
///
/// Three steps, each usable alone: `canonical` brings members into the order and spelling of the log
/// whatever they are, `problems` says what is not well formed, `fact` understands.
public enum DataCodec {
  /// The members in the order of FORMAT section 2: the type's own fields, `by`, `note`, then others as
  /// they were given. Times are written in UTC; an optional field that is `null` is left out.
  ///
  /// Total: what is malformed stays as it is. Complexity: O(members × fields of the type).
  public static func canonical(_ members: [JSONMember], type: String) -> [JSONMember] {
    let fields = EventKind(type: type)?.allFields ?? EventKind.commonFields
    if isCanonical(members, fields) { return members }
    var result: [JSONMember] = []
    result.reserveCapacity(members.count)
    for field in fields {
      guard let member = members.first(where: { $0.name.hasSameBytes(as: field.name) }) else {
        continue
      }
      if member.value.isNull, !field.isRequired { continue }
      result.append(JSONMember(member.name, field.kind.canonical(member.value)))
    }
    for member in members
    where !fields.contains(where: { $0.name.hasSameBytes(as: member.name) }) {
      result.append(member)
    }
    return result
  }

  /// Whether nothing needs a change: all are fields of the type, in their order, without `null` and
  /// without times, whose spelling may differ.
  private static func isCanonical(_ members: [JSONMember], _ fields: [Field]) -> Bool {
    var place = 0
    for member in members {
      while place < fields.count, !fields[place].name.hasSameBytes(as: member.name) { place += 1 }
      if place == fields.count || member.value.isNull { return false }
      switch fields[place].kind {
      case .day, .moment: return false
      default: place += 1
      }
    }
    return true
  }

  /// Everything that makes a line of a known type not well formed.
  ///
  /// - Parameters:
  ///   - data: the members, `nil` where the line has no `data`.
  ///   - destroyed: the names of fields that a redaction destroyed; they may be missing, unless they
  ///     say which step or when (`Sealing`).
  public static func problems(
    kind: EventKind, subject: Subject, data: [JSONMember]?, destroyed: [String]
  ) -> [FactProblem] {
    var problems: [FactProblem] = []
    if !kind.subjects.contains(subject.kind) {
      let allowed = kind.subjects.map { $0 == .ledger ? "ledger" : "\($0.rawValue)/<id>" }
      problems.append(
        FactProblem(
          field: nil,
          "\(kind.type) stands on \(allowed.joined(separator: " or ")), not on \(subject)"))
    }
    let values = FieldValues(data ?? [])
    let sealing = Sealing(kind)
    for field in kind.allFields {
      guard let value = values[field.name] else {
        let isDestroyed =
          sealing.covers(field: field.name) && destroyed.contains(field.name)
        if field.isRequired, !isDestroyed {
          problems.append(FactProblem(field: field.name, "is missing"))
        }
        continue
      }
      if value.isNull, !field.isRequired { continue }
      if let message = field.kind.problem(with: value) {
        problems.append(FactProblem(field: field.name, message))
      }
    }
    if kind == .policyAdopted, !kind.fields.contains(where: { values.has($0.name) }) {
      problems.append(
        FactProblem(
          field: nil,
          "a policy sets at least one of fallback, responsibilities, limits and bonusBasis"))
    }
    return problems
  }

  /// Understands a line of a known type.
  ///
  /// - Throws: the first of `problems`.
  public static func fact(
    kind: EventKind, subject: Subject, data: [JSONMember]?, destroyed: [String]
  ) throws(FactProblem) -> Fact {
    if let problem = problems(kind: kind, subject: subject, data: data, destroyed: destroyed).first
    {
      throw problem
    }
    return kind.declaration.read(
      FactReader(values: FieldValues(data ?? []), destroyed: destroyed))
  }

  /// Understands a line: what is not well formed, or of a type nobody knows, is `.unknown`.
  public static func fact(
    type: String, subject: Subject, data: [JSONMember]?, destroyed: [String]
  ) -> Fact {
    guard let kind = EventKind(type: type) else { return .unknown(.type) }
    do {
      return try fact(kind: kind, subject: subject, data: data, destroyed: destroyed)
    } catch {
      return .unknown(.malformed(error))
    }
  }

  /// The `by` and `note` of a line, where they are strings.
  public static func remarks(_ data: [JSONMember]?) -> (by: String?, note: String?) {
    let values = FieldValues(data ?? [])
    return (values.string("by"), values.string("note"))
  }
}

/// The members of `data` by name.
struct FieldValues {
  let members: [JSONMember]

  init(_ members: [JSONMember]) {
    self.members = members
  }

  subscript(name: String) -> JSON? {
    members.first { $0.name.hasSameBytes(as: name) }?.value
  }

  /// Whether it is there and not `null`.
  func has(_ name: String) -> Bool {
    if let value = self[name] { !value.isNull } else { false }
  }

  func string(_ name: String) -> String? {
    if case .string(let text)? = self[name] { text } else { nil }
  }
}
