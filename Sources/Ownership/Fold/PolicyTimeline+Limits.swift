/// The limits and the basis of bonuses that the policies set: merged name by name, like fallbacks.
extension PolicyTimeline {
  /// A limit in force and the line that set it, if one did.
  package func limit(
    _ name: LimitName, at instant: Instant
  ) -> (value: LimitValue, line: SequenceNumber?) {
    for entry in changes.reversed() where entry.key.instant <= instant {
      guard let named = entry.change.limits.last(where: { $0.0.hasSameBytes(as: name.rawValue) })
      else { continue }
      if let value = LimitValue(number: named.1) { return (value, entry.key.sequence) }
    }
    return (name.standard, nil)
  }

  /// On what bonuses are to be paid, and the line that says so; `nil` until a policy does.
  package func bonusBasis(at instant: Instant) -> (basis: BonusBasis, line: SequenceNumber)? {
    for entry in changes.reversed() where entry.key.instant <= instant {
      if let basis = entry.change.bonusBasis.flatMap(BonusBasis.init(rawValue:)) {
        return (basis, entry.key.sequence)
      }
    }
    return nil
  }

  /// The lines of the policies in force, in effective order.
  package var lines: [SequenceNumber] { changes.map(\.key.sequence) }
}

/// The limits that a policy may set and that reports go by. What is more than a limit is too much.
public enum LimitName: String, Hashable, Sendable, CaseIterable {
  /// Clients that one person may be accountable for.
  case clientsPerPerson
  /// Days that an offer may wait for its receiver.
  case handoffPendingDays
  /// Days that a change may be written down late.
  case backdatedDays
  /// Days that a request for a change may wait for a decision.
  case changeRequestDays
  /// Times that a complaint may be sent on.
  case complaintBounces
  /// Days that nobody may be accountable for a responsibility of an open client.
  case responsibilityGapDays
  /// Days that a responsibility may rest on a fallback; not in FORMAT, a policy may set it by this name.
  case driftDays

  /// What holds until a policy says otherwise.
  public var standard: LimitValue {
    switch self {
    case .clientsPerPerson: LimitValue(whole: 40)
    case .handoffPendingDays: LimitValue(whole: 14)
    case .backdatedDays: LimitValue(whole: 1)
    case .changeRequestDays: LimitValue(whole: 10)
    case .complaintBounces: LimitValue(whole: 3)
    case .responsibilityGapDays: LimitValue(whole: 0)
    case .driftDays: LimitValue(whole: 90)
    }
  }
}

/// The number of a limit, exact to a millionth; what is finer is cut off, what is greater is capped.
public struct LimitValue: Hashable, Sendable, CustomStringConvertible {
  /// The number in millionths.
  public let millionths: Int64
  /// The number as it was written.
  public let description: String

  /// A whole number.
  public init(whole: Int) {
    millionths = Int64(whole) * 1_000_000
    description = String(whole)
  }

  /// Reads a number of JSON (RFC 8259 section 6); `nil` for anything else.
  public init?(number text: String) {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let parts = text.utf8.dropFirst(isNegative ? 1 : 0)
      .split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
    let mantissa = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard mantissa.count <= 2, !mantissa[0].isEmpty else { return nil }
    var exponent = 0
    if parts.count == 2 {
      // Beyond four digits a number is as good as nothing or as the greatest one.
      guard let stated = Int(String(decoding: parts[1], as: UTF8.self)) else { return nil }
      exponent = min(max(stated, -9_999), 9_999)
    }
    let fraction = mantissa.count == 2 ? Array(mantissa[1]) : []
    let digits = Array(mantissa[0]) + fraction
    guard digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    var value: Int64 = 0
    let wanted = digits.count - fraction.count + exponent + 6
    for place in 0..<max(wanted, 0) {
      let digit = place < digits.count ? Int64(digits[place] - 0x30) : 0
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = product.addingReportingOverflow(digit)
      if overflow || more {
        value = .max
        break
      }
      value = sum
      if value == 0, place >= digits.count { break }
    }
    millionths = isNegative ? -value : value
    description = text
  }

  /// Whether a count is more than the limit.
  public func isExceeded(by count: Int) -> Bool {
    let (scaled, overflow) = Int64(count).multipliedReportingOverflow(by: 1_000_000)
    return overflow || scaled > millionths
  }

  /// Whether a length of time, in microseconds, is more than the limit in days of 24 hours.
  public func isExceeded(byMicroseconds length: Int64) -> Bool {
    let (limit, overflow) = millionths.multipliedReportingOverflow(by: 86_400)
    return !overflow && length > limit
  }
}
