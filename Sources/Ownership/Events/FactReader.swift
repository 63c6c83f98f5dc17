/// The fields of a line, checked before, as the kinds read them: the one door between `data` and a `Fact`.
struct FactReader {
  let values: FieldValues
  let destroyed: [String]

  /// What stands in a field that is a string.
  func text(_ field: Field) -> String? { values.string(field.name) }

  /// The members of a field that is an object.
  func members(_ field: Field) -> [JSONMember] {
    if case .object(let members)? = values[field.name] { members } else { [] }
  }

  /// The items of a field that is a list; `nil` where it is not there.
  func list(_ field: Field) -> [JSON]? {
    if case .array(let items)? = values[field.name] { items } else { nil }
  }

  func names(_ field: Field) -> [String] { strings(.array(list(field) ?? [])) }

  func strings(_ value: JSON) -> [String] {
    guard case .array(let items) = value else { return [] }
    return items.compactMap { item in if case .string(let text) = item { text } else { nil } }
  }

  func moment(_ field: Field) -> Moment? { text(field).flatMap { try? Moment($0) } }

  func entry(_ field: Field) -> SequenceNumber {
    text(field).flatMap(SequenceNumber.init(digits:)) ?? .zero
  }

  /// A required field that no redaction can destroy.
  func id<Kind>(_ field: Field) -> Identifier<Kind> {
    Identifier(trusted: text(field) ?? "")
  }

  /// An optional field that no redaction can destroy.
  func optionalID<Kind>(_ field: Field) -> Identifier<Kind>? {
    text(field).map { Identifier(trusted: $0) }
  }

  /// A required field that may have been destroyed.
  func required<Kind>(_ field: Field) -> Erasable<Identifier<Kind>> {
    required(field, Identifier.init(trusted:))
  }

  /// A required field that may have been destroyed, as `make` reads it.
  func required<Value>(_ field: Field, _ make: (String) -> Value?) -> Erasable<Value> {
    text(field).flatMap(make).map(Erasable.known) ?? .destroyed
  }

  /// An optional field that may have been destroyed.
  func optional<Kind>(_ field: Field) -> Erasable<Identifier<Kind>>? {
    optional(field, Identifier.init(trusted:))
  }

  /// An optional field that may have been destroyed, as `make` reads it.
  func optional<Value>(_ field: Field, _ make: (String) -> Value?) -> Erasable<Value>? {
    text(field).flatMap(make).map(Erasable.known) ?? (isDestroyed(field) ? .destroyed : nil)
  }

  /// An optional time that may have been destroyed.
  func optionalMoment(_ field: Field) -> Erasable<Moment>? {
    optional(field) { try? Moment($0) }
  }

  /// Terms by name; none where the field is not there.
  func terms(_ field: Field) -> Erasable<[Term]> {
    guard case .object(let members)? = values[field.name] else {
      return isDestroyed(field) ? .destroyed : .known([])
    }
    return .known(
      members.map { member in
        if case .string(let text) = member.value { return Term(name: member.name, value: text) }
        return Term(name: member.name, value: nil)
      })
  }

  /// A person or a responsibility.
  func desk(_ field: Field) -> Erasable<Desk>? {
    optional(field) { text in
      guard text.utf8.starts(with: Desk.prefix.utf8) else {
        return .person(PersonID(trusted: text))
      }
      let rest = text.unicodeScalars.dropFirst(Desk.prefix.utf8.count)
      return .responsibility(Responsibility(trusted: String(rest)))
    }
  }

  private func isDestroyed(_ field: Field) -> Bool {
    destroyed.contains { $0.hasSameBytes(as: field.name) }
  }
}
