/// A JSON value as the ledger keeps it: numbers as they were written, members in their order.
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The number as it is written (RFC 8259 section 6).
  case number(String)
  case string(String)
  case array([JSON])
  case object([JSONMember])

  /// The word for this kind of value in an error.
  public var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// Whether this is `null`.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Equal when the canonical bytes are; strings compare by their bytes.
  public static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
    }
  }
}

/// One name and its value within an object.
public struct JSONMember: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The value.
  public let value: JSON

  /// A name and its value.
  public init(_ name: String, _ value: JSON) {
    self.name = name
    self.value = value
  }

  /// Equal when the canonical bytes are.
  public static func == (left: JSONMember, right: JSONMember) -> Bool {
    left.name.hasSameBytes(as: right.name) && left.value == right.value
  }
}
