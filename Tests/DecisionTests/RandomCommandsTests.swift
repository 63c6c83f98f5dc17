import Foundation
import Projections
import Testing

@testable import Ownership

@Suite struct RandomCommandsTests {
  /// How many sequences of commands; `CUSTODY_COMMAND_SEQUENCES` sets another number.
  static let count =
    ProcessInfo.processInfo.environment["CUSTODY_COMMAND_SEQUENCES"].flatMap(UInt64.init) ?? 200

  /// Sequences in which commands once led managers into a circle.
  private static let found: [UInt64] = [4410, 4946]

  /// Given random commands, when those that are accepted are recorded, then no line contradicts
  /// another, none is void, and a replay of the log gives the state that was decided on.
  @Test func acceptedCommandsNeverContradict() throws {
    var accepted: [String: Int] = [:]
    var refused = 0
    for seed in Array(0..<Self.count) + Self.found.filter({ $0 >= Self.count }) {
      var commands = RandomCommands(seed: seed)
      var given = try Given(Row.firm.map { $0 })
      var state = LedgerState(given.history, now: commands.now)
      for _ in 0..<100 {
        let command = commands.next(state.history)
        state = LedgerState(state.history, now: commands.now)
        let decision: Decision
        do throws(Refusal) {
          decision = try decide(command, state)
        } catch {
          #expect(!error.objections.isEmpty)
          refused += 1
          continue
        }
        accepted["\(type(of: command))", default: 0] += 1
        for draft in decision.drafts { given.append(draft, recorded: commands.now) }
        state = state.after(decision.drafts)
      }
      let replayed = LedgerState(given.history, now: commands.now)
      let story = "seed \(seed)\n" + given.story
      expectNoContradiction(replayed, story)
      try expectCleanAudit(replayed, story)
      expectNoCircle(replayed, story)
      expectSame(state, replayed, story)
    }
    // A test of commands that are all refused would prove nothing.
    if Self.count >= 200 {
      #expect(accepted.count == 31, "\(accepted)")
      #expect(accepted.values.allSatisfy { $0 >= 5 }, "\(accepted)")
    }
    #expect(refused > 0)
  }

  private func expectNoContradiction(_ state: LedgerState, _ story: String) {
    let lines = Contradictions.lines(
      state, Set(state.history.clients), Set(RandomCommands.persons))
    #expect(lines.keys.sorted() == [], "\(story)")
    for client in state.history.clients {
      #expect(state.perspective.fold(of: client).voids.isEmpty, "\(story)")
    }
  }

  /// The findings that say that lines contradict each other.
  private static let contradictions: Set<FindingCode> = [
    .refiled, .contradictingClaims, .voidAcceptance, .handoffOutOfTurn, .acceptedByAnother,
    .assignedWhileClosed, .assignedToAbsent, .managerCycle, .strayLine, .paidTwice, .malformed,
    .misdirected, .decidedWithoutAuthority, .idleClaim, .aheadOfRecording,
  ]

  private func expectCleanAudit(_ state: LedgerState, _ story: String) throws {
    let audit = Audit(try Standpoint(state.history, at: .last))
    let found = audit.findings.filter { Self.contradictions.contains($0.code) }
    #expect(found.map(\.sentence) == [], "\(story)")
  }

  /// The audit looks at one instant, and commands answer for all.
  private func expectNoCircle(_ state: LedgerState, _ story: String) {
    let namings = RandomCommands.persons.flatMap { state.perspective.timeline(of: $0).managers }
    for instant in Set(namings.map(\.key.instant)) {
      var settled: Set<PersonID> = []
      for person in RandomCommands.persons {
        let circle = state.perspective.managerCircle(above: person, at: instant, settled: &settled)
        #expect(circle == nil, "\(instant) \(story)")
      }
    }
  }

  private func expectSame(_ state: LedgerState, _ replayed: LedgerState, _ story: String) {
    #expect(state.history.events.map(\.fact) == replayed.history.events.map(\.fact), "\(story)")
    for client in RandomCommands.clients {
      for responsibility in RandomCommands.responsibilities {
        let span = TimeSpan.period(from: "2025-10-01".instant, to: "2027-01-01".instant)
        let before = state.perspective.uncheckedReply(client, responsibility, at: span)
        let after = replayed.perspective.uncheckedReply(client, responsibility, at: span)
        #expect(
          before.answers.map(\.accountable) == after.answers.map(\.accountable)
            && before.answers.map(\.path) == after.answers.map(\.path), "\(story)")
      }
    }
  }
}

extension Given {
  /// The lines, for a failure's message.
  var story: String {
    events.map { "\($0.sequence) \($0.effectiveTime) \($0.subject) \($0.fact)" }
      .joined(separator: "\n")
  }
}
