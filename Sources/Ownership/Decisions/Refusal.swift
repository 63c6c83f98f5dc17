/// Why a command was not carried out: everything that speaks against it.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one.
  public var objections: [Objection]

  /// A refusal.
  public init(_ objections: [Objection]) {
    precondition(!objections.isEmpty, "a refusal has a reason")
    self.objections = objections
  }

  /// One objection a line.
  public var description: String {
    objections.map(\.description).joined(separator: "\n")
  }
}
