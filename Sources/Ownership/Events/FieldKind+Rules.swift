/// The rules of each kind of field: what is wrong with a value, and how it is spelt in the log.
extension FieldKind {
  /// What is wrong with `value`, in one clause; `nil` when it is well formed.
  func problem(with value: JSON) -> String? {
    switch self {
    case .text: return text(value) { _ in nil }
    case .identifier: return text(value, identifierProblem)
    case .desk:
      return text(value) { text in
        guard text.utf8.starts(with: Desk.prefix.utf8) else { return identifierProblem(text) }
        return identifierProblem(String(text.unicodeScalars.dropFirst(Desk.prefix.utf8.count)))
      }
    case .word(let words):
      return text(value) { text in
        words.contains { $0.hasSameBytes(as: text) }
          ? nil : "is \"\(text)\"; allowed are \(words.joined(separator: ", "))"
      }
    case .day: return text(value) { timeProblem($0, allowsPeriods: false) }
    case .moment: return text(value) { timeProblem($0, allowsPeriods: true) }
    case .amount:
      return text(value) { text in
        Amount(text) == nil
          ? "is \"\(text)\"; an amount is an exact decimal that is not negative, such as \"1250.00\""
          : nil
      }
    case .currency:
      return text(value) { text in
        Currency(text) == nil ? "is \"\(text)\"; a currency is three capitals, such as EUR" : nil
      }
    case .entry:
      return text(value) { text in
        SequenceNumber(digits: text) == nil
          ? "is \"\(text)\"; a line is named by twelve digits, such as \"000000000042\"" : nil
      }
    case .count:
      guard case .number(let digits) = value else { return expected("a whole number", value) }
      return isCount(digits) ? nil : "is \(digits); a whole number is expected"
    case .format:
      guard case .number("1") = value else {
        return "is not 1, the only format that this version reads"
      }
      return nil
    case .terms: return object(value, of: "strings") { $0.isString }
    case .amendedTerms: return object(value, of: "strings or null") { $0.isString || $0.isNull }
    case .limits: return object(value, of: "numbers") { $0.isNumber }
    case .heads: return object(value, of: "lines of twelve digits") { $0.isSequence }
    case .fallback:
      guard case .object(let members) = value else { return expected("an object", value) }
      for member in members {
        if let problem = identifierProblem(member.name) { return problem }
        if let problem = identifiers(member.value) { return "\(member.name) \(problem)" }
      }
      return nil
    case .identifiers: return identifiers(value)
    case .names:
      guard case .array(let items) = value else { return expected("a list", value) }
      return items.allSatisfy(\.isString) ? nil : "is a list of strings"
    }
  }

  /// The first of its identifiers that `append` does not take although a log may hold it, in one clause;
  /// `nil` where there is none. The value is well formed.
  func lookAlikeProblem(with value: JSON) -> String? {
    switch (self, value) {
    case (.identifier, .string(let text)), (.desk, .string(let text)):
      return Self.lookAlikeProblem(with: text)
    case (.identifiers, .array(let items)):
      return items.lazy.compactMap { FieldKind.identifier.lookAlikeProblem(with: $0) }.first
    case (.fallback, .object(let members)):
      return members.lazy.compactMap { member in
        Self.lookAlikeProblem(with: member.name)
          ?? FieldKind.identifiers.lookAlikeProblem(with: member.value)
      }.first
    default: return nil
    }
  }

  static func lookAlikeProblem(with identifier: String) -> String? {
    do throws(IdentifierProblem) {
      try checkNewIdentifier(identifier)
      return nil
    } catch {
      return "is \"\(identifier)\", which is not taken as an identifier: \(error)"
    }
  }

  /// The value as the log spells it; what is malformed stays as it is.
  func canonical(_ value: JSON) -> JSON {
    switch self {
    case .day, .moment:
      guard case .string(let text) = value, problem(with: value) == nil,
        let moment = try? Moment(text)
      else { return value }
      return .string(moment.description)
    default: return value
    }
  }

  private func text(_ value: JSON, _ rule: (String) -> String?) -> String? {
    guard case .string(let text) = value else { return expected("a string", value) }
    return rule(text)
  }

  private func expected(_ what: String, _ value: JSON) -> String {
    "is \(value.kindName); \(what) is expected"
  }

  private func identifierProblem(_ text: String) -> String? {
    do throws(IdentifierProblem) {
      try checkIdentifier(text)
      return nil
    } catch {
      return "is \"\(text)\", which is not an identifier: \(error)"
    }
  }

  private func timeProblem(_ text: String, allowsPeriods: Bool) -> String? {
    do throws(TimeProblem) {
      switch try Moment(text) {
      case .instant, .date: return nil
      case .month where allowsPeriods: return nil
      case .range(let first, let second) where allowsPeriods:
        _ = try Moment.range(first, second).span(in: .utc)
        return nil
      case .month, .range: return "is \"\(text)\"; a date or an RFC 3339 time is expected"
      }
    } catch {
      return "is \"\(text)\", which is not a time: \(error)"
    }
  }

  private func isCount(_ digits: String) -> Bool {
    digits.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && digits.utf8.count <= 18
  }

  private func object(_ value: JSON, of what: String, _ rule: (JSON) -> Bool) -> String? {
    guard case .object(let members) = value else { return expected("an object", value) }
    guard let wrong = members.first(where: { !rule($0.value) }) else { return nil }
    return "has \(wrong.value.kindName) in \"\(wrong.name)\"; an object of \(what) is expected"
  }

  private func identifiers(_ value: JSON) -> String? {
    guard case .array(let items) = value else { return expected("a list", value) }
    for item in items {
      guard case .string(let text) = item else { return "is a list of strings" }
      if let problem = identifierProblem(text) { return problem }
    }
    return nil
  }
}

extension Desk {
  /// What a desk that is a responsibility begins with.
  static var prefix: String { "responsibility:" }
}

extension JSON {
  var isString: Bool { if case .string = self { true } else { false } }
  var isNumber: Bool { if case .number = self { true } else { false } }
  var isSequence: Bool {
    if case .string(let text) = self { SequenceNumber(digits: text) != nil } else { false }
  }
}
