import Ownership

/// Something wrong with an event, and the attribute or the field of `data` that it concerns.
public struct EventProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The attribute; `nil` when it is the event as a whole.
  public let attribute: String?
  /// The field of `data`; `nil` when it is the attribute as a whole.
  public let field: String?
  /// What is wrong, one clause.
  public let message: String

  init(_ attribute: String?, field: String? = nil, _ message: String) {
    self.attribute = attribute
    self.field = field
    self.message = message
  }

  init(_ problem: FactProblem) {
    self.init(problem.field == nil ? nil : "data", field: problem.field, problem.message)
  }

  /// Where within the event, and what.
  public var description: String {
    guard let attribute else { return message }
    return field.map { "\(attribute).\($0): \(message)" } ?? "\(attribute): \(message)"
  }
}
