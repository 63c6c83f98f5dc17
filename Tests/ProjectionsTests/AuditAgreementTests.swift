import Ownership
import Projections
import RandomHistories
import SeededNumbers
import Testing

/// Audit, map, answers and what-if agree on random histories with complaints, contracts and money.
struct AuditAgreementTests {
  private static func history(_ seed: UInt64) -> History {
    var business = BusinessLines(seed: seed)
    let lines = business.strewn(into: RandomHistory(seed: seed), count: 12)
    return History(events: lines.events, zone: lines.zone)
  }

  @Test("given random histories, then each finding cites lines that are known")
  func cited() throws {
    var found: Set<FindingCode> = []
    for seed in LiveProjectionTests.seeds {
      let history = Self.history(seed)
      var random = SeededNumbers(seed: seed)
      let known = UInt64.random(in: 1...UInt64(history.events.count), using: &random)
      let last = history.events[Int(known) - 1]
      let standpoint = try Standpoint(
        history, at: RandomHistoryMaker.instant(&random), known: .event(SequenceNumber(known)))
      for finding in Audit(standpoint).findings {
        found.insert(finding.code)
        #expect(!finding.lines.isEmpty, "seed \(seed): \(finding.sentence)")
        for line in finding.lines where line.value > known {
          // A complaint of an import is judged by its source's clock, on which later lines may lie before.
          let event = try #require(history[line], "seed \(seed): \(finding.sentence)")
          #expect(
            event.sourceClockTime <= last.sourceClockTime
              && (finding.code.rawValue.hasPrefix("C20")
                || finding.code == .rulingAgainstUnaccountable),
            "seed \(seed): \(finding.sentence)")
        }
      }
    }
    #expect(found.count > 25, "\(found)")
  }

  @Test("given random histories, then a gap that lasts is one of the map, and the other way round")
  func gaps() throws {
    var count = 0
    for seed in LiveProjectionTests.seeds {
      let history = Self.history(seed)
      var random = SeededNumbers(seed: seed)
      let at = RandomHistoryMaker.instant(&random)
      let standpoint = try Standpoint(history, at: at)
      func gaps(_ standpoint: Standpoint) -> Set<String> {
        Set(
          ResponsibilityMap(standpoint).rows.flatMap { row in
            row.cells.filter(\.isGap).map { "\(row.client) \($0.responsibility)" }
          })
      }
      let lasting = Audit(standpoint).findings.filter {
        $0.code == .gap && $0.sentence.contains(" and still ")
      }
      let found = Set(
        lasting.flatMap { finding in
          // The key is code, subject, beginning, and then the names of the responsibilities.
          finding.key.split(separator: " ").dropFirst(3).map { name in
            "\(finding.client?.text ?? "-") "
              + name.replacing("%20", with: " ").replacing("%25", with: "%")
          }
        })
      #expect(found.isSubset(of: gaps(standpoint)), "seed \(seed)")
      count += found.count
      let limit = standpoint.perspective.policies.limit(.responsibilityGapDays, at: at).value
      guard limit == LimitName.responsibilityGapDays.standard, let before = at.predecessor else {
        continue
      }
      let older = gaps(standpoint).intersection(gaps(try Standpoint(history, at: before)))
      #expect(older.isSubset(of: found), "seed \(seed)")
    }
    #expect(count > 20)
  }

  @Test("given random histories, then nobody is accused of what the answers do not bear out")
  func accusations() throws {
    var count = 0
    for seed in LiveProjectionTests.seeds {
      let history = Self.history(seed)
      let standpoint = try Standpoint(history, at: SmallLog.instant("2026-06-01"))
      let report = BonusReport(standpoint)
      for finding in report.findings where finding.code == .paidToUnaccountable {
        let payout = try #require(report.payouts.first { finding.lines.contains($0.line) })
        let (from, to) = (try #require(payout.from.value), try #require(payout.to.value))
        for responsibility in Payout.responsibilities(for: payout.basis) {
          let span: TimeSpan = from < to ? .period(from: from, to: to) : .instant(from)
          let answers = try standpoint.perspective.reply(
            payout.client, responsibility, at: span
          ).answers
          #expect(answers.allSatisfy { $0.accountable != finding.person && $0.basis != .redacted })
          count += 1
        }
      }
      for finding in report.findings where finding.code == .responsibleNeverPaid {
        let own = report.payouts.filter {
          $0.client == finding.client && $0.person == finding.person
        }
        let isTold = finding.sentence.contains("paid and reversed")
        #expect(isTold == !own.isEmpty, "seed \(seed): \(finding.sentence)")
        #expect(own.allSatisfy { $0.left.map { $0.isZero || $0.isNegative } ?? true })
        for payout in own {
          #expect(Set([payout.line] + payout.reversals).isSubset(of: finding.lines))
        }
        count += 1
      }
    }
    #expect(count > 20)
  }

  @Test("given random histories, then what would be is what is once the leaving is recorded")
  func leavings() throws {
    var reached = (moves: 0, deputizing: 0, coming: 0)
    for seed in LiveProjectionTests.seeds {
      let history = Self.history(seed)
      var random = SeededNumbers(seed: seed)
      let at = RandomHistoryMaker.instant(&random)
      let person = random.pick(RandomHistoryMaker.people)
      let whatIf = try WhatIf(leaving: PersonID(person), from: history, at: at)
      let last = UInt64(history.events.count)
      let event = Event(
        sequence: SequenceNumber(last + 1),
        recordedTime: history.events[Int(last) - 1].recordedTime,
        id: "left", source: "test", type: EventKind.personLeft.type,
        subject: .person(try PersonID(person)), time: at, recordedBy: "test",
        fact: .person(.left(reason: nil)))
      let real = try Standpoint(
        History(events: history.events + [event], zone: history.zone), at: at)
      #expect(whatIf.change.after.rows == Load(real).rows, "seed \(seed)")
      let cited =
        whatIf.change.moves.flatMap(\.evidence) + whatIf.deputizing.flatMap(\.evidence)
        + whatIf.coming.flatMap(\.evidence)
      #expect(cited.allSatisfy { $0.value <= last }, "seed \(seed)")
      for duty in whatIf.coming {
        for responsibility in duty.responsibilities {
          func who(_ history: History) throws -> PersonID? {
            try history.answer(
              Question(
                client: duty.client, responsibility: responsibility, at: .instant(duty.from))
            ).answers[0].accountable
          }
          #expect(duty.from > at)
          #expect(try who(history)?.text == person)
          #expect(try who(real.perspective.history) == duty.accountable)
        }
      }
      reached.moves += whatIf.change.moves.count
      reached.deputizing += whatIf.deputizing.count
      reached.coming += whatIf.coming.count
    }
    #expect(reached.moves > 0 && reached.deputizing > 0 && reached.coming > 0, "\(reached)")
  }
}
