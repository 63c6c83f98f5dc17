/// Why bytes are not JSON as the ledger takes it, and where.
public struct JSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in one clause.
  public let message: String
  /// The offset in bytes at which reading stopped.
  public let offset: Int

  /// One clause.
  public var description: String { message }
}
