import Testing

@testable public import Ownership

/// One row of the table: given a state, when a command is given, then it records or is refused.
struct Row: Sendable, CustomTestStringConvertible {
  let name: String
  let given: [String]
  let when: any Command
  let then: Outcome

  enum Outcome: Sendable {
    case records([String], remarks: [String])
    case refused([String])
  }

  private init(_ name: String, _ given: [String], _ when: any Command, _ then: Outcome) {
    self.name = name
    self.given = given
    self.when = when
    self.then = then
  }

  init(
    _ name: String, _ given: [String], _ when: any Command, records: [String],
    remarks: [String] = []
  ) {
    self.init(name, given, when, .records(records, remarks: remarks))
  }

  init(_ name: String, _ when: any Command, records: [String]) {
    self.init(name, [], when, .records(records, remarks: []))
  }

  init(_ name: String, _ given: [String], _ when: any Command, refused: [String]) {
    self.init(name, given, when, .refused(refused))
  }

  init(_ name: String, _ when: any Command, refused: [String]) {
    self.init(name, [], when, .refused(refused))
  }

  var testDescription: String { name }

  /// What every row starts from: olga (line 2) and ivan (3) are here, acme (4) is a client.
  static let firm = [
    "2026-01-01 ledger.opened ledger name=Test zone=UTC format=1",
    "2026-01-01 person.joined person/olga",
    "2026-01-01 person.joined person/ivan",
    "2026-01-01 client.registered client/acme name=Acme",
  ]

  /// When every command is given.
  static let now = "2026-06-01"

  func check() throws {
    let state = LedgerState(
      try Given(Self.firm + given).history, now: try Given.instant(Self.now[...]))
    switch then {
    case .records(let words, let remarks):
      let decision: Decision
      do throws(Refusal) {
        decision = try decide(when, state)
      } catch {
        Issue.record("\(name): refused: \(error)")
        return
      }
      #expect(decision.drafts.map(\.words) == words, "\(name)")
      #expect(decision.remarks == remarks, "\(name)")
    case .refused(let messages):
      do throws(Refusal) {
        let decision = try decide(when, state)
        Issue.record("\(name): recorded: \(decision.drafts.map(\.words))")
      } catch {
        #expect(error.objections.map(\.description) == messages, "\(name)")
      }
    }
  }
}

extension Occasion {
  /// An occasion on a day.
  static func on(
    _ day: String, effective: String? = nil, by: String? = nil, note: String? = nil
  ) -> Occasion {
    Occasion(
      at: day.instant, effective: effective.map(\.instant), by: by, note: note)
  }
}

extension String {
  var instant: Instant {
    guard let instant = try? Given.instant(self[...]) else { preconditionFailure(self) }
    return instant
  }

  var moment: Moment {
    guard let moment = try? Moment(self) else { preconditionFailure(self) }
    return moment
  }
}

extension Identifier: ExpressibleByStringLiteral {
  /// Takes a literal that is known to be well formed.
  public init(stringLiteral text: String) { self.init(trusted: text) }
}

extension Identifier: ExpressibleByUnicodeScalarLiteral {
  /// Takes a literal that is known to be well formed.
  public init(unicodeScalarLiteral text: String) { self.init(trusted: text) }
}

extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral {
  /// Takes a literal that is known to be well formed.
  public init(extendedGraphemeClusterLiteral text: String) { self.init(trusted: text) }
}
