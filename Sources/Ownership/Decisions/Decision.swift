/// What a command records, and what speaks against it.
public struct Decision: Hashable, Sendable {
  /// The events to append as one batch, in order.
  public var drafts: [EventDraft] = []
  /// What speaks against it; empty unless the decision was forced.
  public var objections: [Objection] = []
  /// What whoever records should hear although nothing speaks against it.
  public var remarks: [String] = []

  /// Nothing yet.
  init() {}

  mutating func record(_ draft: EventDraft) { drafts.append(draft) }

  mutating func object(_ objection: Objection?) {
    if let objection, !objections.contains(objection) { objections.append(objection) }
  }

  mutating func object(
    _ message: String, _ lines: [SequenceNumber] = [], remedy: String, isFinal: Bool = false
  ) {
    object(Objection(message, lines: lines, remedy: remedy, isFinal: isFinal))
  }
}

/// Something that a person wants recorded: a value in the imperative, one type a command.
public protocol Command: Sendable {
  /// What it would record, and what speaks against that by what is known.
  func weigh(_ state: LedgerState) -> Decision
}

/// Decides a command over what is known: gives the events to append, or refuses.
///
/// Whatever is accepted without force neither contradicts what is known nor takes the effect from a line
/// that was recorded before: the state with the new lines is compared with the one without.
///
/// - Parameters:
///   - command: what is wanted.
///   - state: what is known now; the events hold for exactly this state.
///   - isForced: whether it is recorded although something speaks against it; the objections then
///     stand in the `note` of its events. What the ledger could not take at all is refused even so.
/// - Throws: `Refusal` with every objection.
/// - Complexity: O(lines of the ledger).
public func decide(
  _ command: some Command, _ state: LedgerState, isForced: Bool = false
) throws(Refusal) -> Decision {
  var decision = command.weigh(state)
  let isFree = decision.objections.isEmpty
  for draft in decision.drafts {
    for problem in draft.problems {
      decision.object("\(problem)", remedy: "give another value", isFinal: true)
    }
    for member in draft.data ?? [] where isFree && member.value.isBlank {
      decision.object(
        "\(member.name) is empty", remedy: "say something, or leave it out", isFinal: true)
    }
    if draft.time > state.now {
      decision.object(
        "\(draft.time) lies ahead, so it cannot have happened yet",
        remedy: "say when it takes effect, and leave when it happened to now")
    }
  }
  if decision.objections.isEmpty {
    for objection in Contradictions.arising(from: decision.drafts, state) {
      decision.object(objection)
    }
  }
  if decision.objections.contains(where: \.isFinal) || decision.drafts.isEmpty {
    throw Refusal(decision.objections.isEmpty ? [.nothingToDo] : decision.objections)
  }
  if decision.objections.isEmpty { return decision }
  if !isForced { throw Refusal(decision.objections) }
  decision.noteObjections()
  return decision
}

extension JSON {
  /// Whether it is a text in which nothing can be read.
  fileprivate var isBlank: Bool {
    guard case .string(let text) = self else { return false }
    return text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }
}

extension Objection {
  static var nothingToDo: Objection {
    Objection("there is nothing to record", remedy: "say what is to be recorded", isFinal: true)
  }
}

extension Decision {
  /// Writes what spoke against the events into their `note`.
  fileprivate mutating func noteObjections() {
    let against =
      "recorded against: " + objections.map(\.contradiction).joined(separator: "; ")
    for index in drafts.indices {
      var members = drafts[index].data ?? []
      if let place = members.firstIndex(where: { $0.name == "note" }) {
        guard case .string(let note) = members[place].value else { continue }
        members[place] = JSONMember(.note, .string("\(note); \(against)"))
      } else {
        members.append(JSONMember(.note, .string(against)))
      }
      drafts[index].data = DataCodec.canonical(members, type: drafts[index].type)
    }
  }
}
