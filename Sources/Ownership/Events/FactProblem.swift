/// Why the `data` of a known type is not well formed.
public struct FactProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The field, as in `data`; `nil` when it is the subject or `data` as a whole.
  public let field: String?
  /// What is wrong, in one clause.
  public let message: String

  /// A problem with one field.
  public init(field: String?, _ message: String) {
    self.field = field
    self.message = message
  }

  /// Field and message.
  public var description: String {
    if let field { "data.\(field): \(message)" } else { message }
  }
}

/// Why a line cannot correct, dispute or redact the line that it names (FORMAT 9.3).
public enum CorrectionProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case notEarlier(SequenceNumber)
  case otherSubject(SequenceNumber, is: String)
  case otherType(SequenceNumber, is: String)
  case cannotBeNamed(SequenceNumber, type: String)

  /// One sentence with what to do.
  public var description: String {
    switch self {
    case .notEarlier(let target):
      "names line \(target), which is not an earlier line: only earlier lines can be named"
    case .otherSubject(let target, let subject):
      "names line \(target), which is about \(subject): a correction has the subject of its target; "
        + "retract the line there and tell the fact anew"
    case .otherType(let target, let type):
      "names line \(target), which is a \(type): a replacement has the type of its target; "
        + "retract the line and tell the fact anew"
    case .cannotBeNamed(let target, let type):
      "names line \(target), a \(type), which cannot be corrected, disputed or redacted"
    }
  }
}

/// Checks what a line may name.
public enum Corrections {
  /// What the check must know of the named line.
  public struct Target: Sendable {
    /// Its `type` attribute.
    public var type: String
    /// Its subject.
    public var subject: Subject

    /// What the check must know of the named line.
    public init(type: String, subject: Subject) {
      self.type = type
      self.subject = subject
    }
  }

  /// The line that `fact` names in its `entry`, if it is of a kind that names one.
  public static func entryNamed(by fact: Fact) -> SequenceNumber? {
    if case .entry(let fact) = fact { fact.entry } else { nil }
  }

  /// Checks `replaces` and `entry` of a line against FORMAT 9.3.
  ///
  /// - Parameters:
  ///   - number: the sequence of the line that names others.
  ///   - target: finds an earlier line, `nil` where there is none.
  /// - Returns: the first rule that is broken.
  public static func problem(
    number: SequenceNumber, type: String, subject: Subject, replaces: SequenceNumber?,
    entry: SequenceNumber?, target: (SequenceNumber) -> Target?
  ) -> CorrectionProblem? {
    if let replaces {
      guard replaces < number, let named = target(replaces) else { return .notEarlier(replaces) }
      if let problem = nameable(replaces, named, subject: subject) { return problem }
      if !named.type.hasSameBytes(as: type) { return .otherType(replaces, is: named.type) }
    }
    if let entry {
      guard entry < number, let named = target(entry) else { return .notEarlier(entry) }
      return nameable(entry, named, subject: subject)
    }
    return nil
  }

  private static func nameable(
    _ number: SequenceNumber, _ named: Target, subject: Subject
  ) -> CorrectionProblem? {
    if let kind = EventKind(type: named.type), !kind.canBeNamed {
      return .cannotBeNamed(number, type: named.type)
    }
    return named.subject == subject ? nil : .otherSubject(number, is: named.subject.description)
  }
}
