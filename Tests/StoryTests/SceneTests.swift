import EventLog
import Merkle
import Ownership
import Testing

/// The scenes of a seller's life, each with the question that it raises.
@Suite struct SceneTests {
  private let story: BuiltStory

  init() throws { story = try BuiltStory.shared.get() }

  /// “Who owns this client, since when, by which act?”
  @Test func aSellerSignsAndIsAttached() throws {
    let answer = try story.who("kranich", "account", at: "2025-06-01 12:00")
    #expect(answer.accountable?.text == "olga")
    #expect(answer.basis == .fallback)
    #expect(answer.heldAs == .sales)
    #expect(answer.since == Teller.instant("2024-10-07 11:15", in: story.history.zone))
    #expect(answer.evidence == [story.script.line("kranich sales")])
    #expect(answer.confidence == .recorded)
    // The signature itself makes nobody a holder.
    #expect(!answer.evidence.contains(story.script.line("K-1")))
  }

  /// “Who was responsible for contract questions, and was that by assignment or by drift?”
  @Test func contractQuestionsDriftToWhoeverSold() throws {
    let answer = try story.who("чайка", "contract", at: "2025-02-10 09:12")
    #expect(
      answer.path.map { "\($0.responsibility?.text ?? "-"):\($0.outcome.rawValue)" }
        == ["contract:unassigned", "account:unassigned", "sales:held"])
    #expect(answer.heldAs == .sales)
    #expect(answer.accountable?.text == "olga")
    // The policy of 2026 sends clauses to legal first; what was so before stays as it was.
    let later = try story.who("чайка", "contract", at: "2026-01-15 12:00")
    #expect(later.accountable?.text == "judith")
    #expect(later.heldAs == .legal)
    #expect(
      later.evidence == [story.script.line("policy 2026"), story.script.line("чайка legal")])
    #expect(try story.standing("kolibri", "billing", at: "2026-09-14 10:10") == "nobody (none)")
  }

  /// “How often was the complaint redirected, by whom, how long at each desk?”
  @Test func aComplaintBouncesFromDeskToDesk() throws {
    var stops: [(to: String, by: String, since: Instant)] = []
    for event in try story.lines("чайка") {
      if case .complaint(.redirected(let id, _, .known(let desk), _)) = event.fact, id.text == "B-2"
      {
        let name: String =
          switch desk {
          case .person(let person): person.text
          case .responsibility(let responsibility): responsibility.text
          }
        stops.append((name, event.recordedBy, event.time))
      }
    }
    #expect(stops.map(\.to) == ["billing", "legal", "olga", "max"])
    #expect(stops.map(\.by) == ["sofia", "karim", "judith", "olga"])
    #expect(stops.count > story.limit("complaintBounces", at: "2025-02-24 17:00") ?? .max)
    let resolved = try #require(story.history[story.script.line("B-2 resolved")]).time
    let ends = stops.dropFirst().map(\.since) + [resolved]
    let hours = zip(stops, ends).map { ($1.microseconds - $0.since.microseconds) / 3_600_000_000 }
    #expect(hours == [66, 262, 7, 2031])
  }

  /// “Who had the authority to decide, and how long has the request been undecided?”
  @Test func nobodyMayDecideOnTheChange() throws {
    // Nora alone may decide terms, and is away; her deputy's own authority has run out.
    #expect(story.mayDecide("terms", for: "чайка", at: "2025-04-22 09:15") == ["nora"])
    #expect(story.mayDecide("discount", for: "чайка", at: "2025-03-31 23:00") == ["nora", "max"])
    #expect(story.mayDecide("discount", for: "чайка", at: "2025-04-22 09:15") == ["nora"])
    #expect(story.mayDecide("discount", for: "falke", at: "2025-06-12 13:25") == ["nora", "olga"])
    #expect(story.mayDecide("discount", for: "falke", at: "2025-07-01 09:00") == ["nora"])
    #expect(story.mayDecide("terms", for: "чайка", at: "2026-01-15 12:00") == ["nora", "judith"])
    #expect(story.undecided(at: "2025-05-19 10:59") == ["чайка R-1"])
    #expect(story.undecided(at: "2026-10-12 12:00") == ["falke R-2", "uhu R-4", "kranich R-5"])
    let asked = try #require(story.history[story.script.line("R-1 asked")]).time
    let decided = try #require(story.history[story.script.line("R-1 decided")]).time
    let days = (decided.microseconds - asked.microseconds) / 86_400_000_000
    #expect(days == 90)
    #expect(days > story.limit("changeRequestDays", at: "2025-05-19 11:00") ?? .max)
  }

  /// “Whose book of business is how large, who is hunter and farmer at once, since when too much?”
  @Test func threeClientsBecomeTen() throws {
    func size(_ person: String, _ time: String) throws -> Int {
      try story.book(of: person, at: time).count
    }
    #expect(try size("olga", "2024-10-02 12:00") == 3)
    #expect(try size("olga", "2025-02-01 12:00") == 7)
    #expect(try size("olga", "2025-07-21 09:34") == 8)
    #expect(story.limit("clientsPerPerson", at: "2025-07-21 09:35") == 8)
    #expect(try size("olga", "2025-07-21 09:35") == 9)
    let since = try #require(story.history[story.script.line("ninth client")]).effectiveTime
    #expect(since == Teller.instant("2025-07-21 09:35", in: story.history.zone))
    #expect(try size("olga", "2026-02-16 14:00") == 10)
    // Hunter and farmer at once: sales here, account there.
    #expect(try story.standing("specht", "sales", at: "2025-07-21 10:00") == "olga (assigned)")
    #expect(try story.standing("falke", "account", at: "2025-07-21 10:00") == "olga (assigned)")
    // A team and a house hold clients, but are nobody's book.
    #expect(try story.standing("meise", "support", at: "2025-07-21 10:00") == "desk (assigned)")
    #expect(try story.standing("lerche", "account", at: "2026-07-01 09:00") == "haus (assigned)")
  }

  /// “Give me a case file that a third party can check without trusting us.”
  @Test func theAccusedDisputesTheRuling() throws {
    let kinds = try story.lines("kranich").compactMap { event -> String? in
      switch event.fact {
      case .complaint(.attributed(let id, let person, _)): "\(id) attributed \(person.value!)"
      case .complaint(.disputed(let id, _, _)): "\(id) disputed"
      case .complaint(.resolved(let id, _, _)): "\(id) resolved"
      case .complaint(.reopened(let id, _, _)): "\(id) reopened"
      default: nil
      }
    }
    #expect(
      kinds == ["B-5 attributed olga", "B-5 disputed", "B-5 resolved", "B-5 reopened"])
    // Whoever holds this checkpoint can tell that no line before it has changed.
    let checkpoint = try #require(
      Checkpoint(text: String(decoding: story.files["checkpoint"] ?? [], as: UTF8.self)))
    let lines = try story.lines()
    #expect(checkpoint.size == UInt64(lines.count))
    let leaves = try lines.map { line in try LogLine(parsing: line).leaf }
    #expect(checkpoint.root == root(leaves))
  }

  /// RFC 6962 section 2.1, as it is written there.
  private func root(_ leaves: [Digest]) -> Digest {
    if leaves.count == 1 { return leaves[0] }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    return TreeHash.node(root(Array(leaves[..<split])), root(Array(leaves[split...])))
  }
}
