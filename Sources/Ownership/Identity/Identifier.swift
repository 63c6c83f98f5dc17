/// The name of a client, a person, a responsibility and so on: a pseudonym that compares by its bytes.
///
/// An identifier is a non-empty string of at most 256 bytes of UTF-8, without control, format or
/// private characters, of white space only U+0020 and that not at either end. What is recorded anew also has
/// no character that is not seen (`init(new:)`); a log may hold older ones. Two identifiers are equal when their bytes are: `é` written as one character and as two are
/// two identifiers, although `String` calls them equal.
public struct Identifier<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The characters as they were written.
  public let text: String

  /// The longest identifier, in bytes of UTF-8.
  public static var byteLimit: Int { 256 }

  /// Takes `text` as an identifier.
  ///
  /// - Throws: `IdentifierProblem` that says which rule is broken. Complexity: O(bytes).
  public init(_ text: String) throws(IdentifierProblem) {
    try checkIdentifier(text)
    self.text = text
  }

  /// Takes `text` as an identifier that is about to be recorded: none that looks like another.
  ///
  /// - Throws: `IdentifierProblem`, also for a character that nobody sees or that Unicode 16 does not assign.
  ///   Complexity: O(bytes).
  public init(new text: String) throws(IdentifierProblem) {
    try checkNewIdentifier(text)
    self.text = text
  }

  /// Takes a literal that is known to be well formed.
  package init(trusted text: String) {
    self.text = text
  }

  /// The characters as they were written.
  public var description: String { text }

  /// Whether the bytes are the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  /// Byte order.
  public static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    text.hashBytes(into: &hasher)
  }
}

/// The rule that a would-be identifier breaks.
public enum IdentifierProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case tooLong(bytes: Int)
  case spaceAtEnd
  case forbidden(Unicode.Scalar)
  /// Only what is recorded anew may not hold it.
  case unseen(Unicode.Scalar)

  /// One clause, to stand after “is not an identifier: ”.
  public var description: String {
    switch self {
    case .empty: "it is empty"
    case .tooLong(let bytes): "it has \(bytes) bytes, at most 256 are allowed"
    case .spaceAtEnd: "it begins or ends with a space"
    case .forbidden(let scalar):
      "it contains U+\(hexadecimal(scalar.value)), a character that cannot be seen or means nothing"
    case .unseen(let scalar):
      "it contains U+\(hexadecimal(scalar.value)), which nobody sees, so that it looks like another"
    }
  }
}

/// Checks the rules of `Identifier` without making one.
func checkIdentifier(_ text: String) throws(IdentifierProblem) {
  let bytes = text.utf8.count
  if bytes == 0 { throw .empty }
  if bytes > 256 { throw .tooLong(bytes: bytes) }
  if text.utf8.first == 0x20 || text.utf8.last == 0x20 { throw .spaceAtEnd }
  if text.isVisibleASCII { return }
  for scalar in text.unicodeScalars {
    if scalar.value < 0x7F {
      if scalar.value < 0x20 { throw .forbidden(scalar) }
      continue
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate: throw .forbidden(scalar)
    default: if scalar.properties.isWhitespace { throw .forbidden(scalar) }
    }
  }
}

/// Checks the rules of `Identifier(new:)` without making one (FORMAT section 2).
func checkNewIdentifier(_ text: String) throws(IdentifierProblem) {
  try checkIdentifier(text)
  if text.isVisibleASCII { return }
  for scalar in text.unicodeScalars
  where scalar.isDefaultIgnorable || scalar.isBlank || !scalar.isAssigned {
    throw .unseen(scalar)
  }
}

/// At least four upper-case hexadecimal digits, as Unicode names code points.
func hexadecimal(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

/// Tells a client's identifier from others.
public enum ClientKind {}
/// Tells a person's identifier from others.
public enum PersonKind {}
/// Tells a responsibility from other identifiers.
public enum ResponsibilityKind {}
/// Tells a complaint's identifier from others.
public enum ComplaintKind {}
/// Tells a handoff's identifier from others.
public enum HandoffKind {}
/// Tells a contract's identifier from others.
public enum ContractKind {}
/// Tells a change request's identifier from others.
public enum RequestKind {}
/// Tells a bonus payout's identifier from others.
public enum BonusKind {}
/// Tells what may be decided from other identifiers.
public enum DecisionKind {}

/// A client: the id after `client/`.
public typealias ClientID = Identifier<ClientKind>
/// A person, a team or a house: the id after `person/`.
public typealias PersonID = Identifier<PersonKind>
/// What somebody can be accountable for: `sales`, `account`, `support` …
public typealias Responsibility = Identifier<ResponsibilityKind>
/// A complaint, unique within its client.
public typealias ComplaintID = Identifier<ComplaintKind>
/// A handoff, unique within its client.
public typealias HandoffID = Identifier<HandoffKind>
/// A contract, unique within its client.
public typealias ContractID = Identifier<ContractKind>
/// A change request, unique within its client.
public typealias RequestID = Identifier<RequestKind>
/// A bonus payout, unique within its client.
public typealias BonusID = Identifier<BonusKind>
/// What may be decided, for example `discount`.
public typealias DecisionID = Identifier<DecisionKind>

extension Identifier where Kind == ResponsibilityKind {
  /// New business.
  public static var sales: Self { Self(trusted: "sales") }
  /// Keeping the relation: the account manager.
  public static var account: Self { Self(trusted: "account") }
  /// Technical complaints.
  public static var support: Self { Self(trusted: "support") }
  /// Terms and changes.
  public static var contract: Self { Self(trusted: "contract") }
  /// Invoices and payments.
  public static var billing: Self { Self(trusted: "billing") }
  /// Law.
  public static var legal: Self { Self(trusted: "legal") }

  /// The responsibilities that every ledger knows, in the order in which they are shown.
  public static var builtIn: [Self] { [.sales, .account, .support, .contract, .billing, .legal] }
}
