public import Ownership

/// Lines of which content is destroyed, and the events that tell of it (FORMAT section 8): each destroyed
/// value needs an event on the same subject that names it.
struct RedactionBook {
  /// A line that a redaction has written anew.
  struct DestroyedLine {
    let sequence: UInt64
    /// The number of its subject.
    let subject: Int
    /// What is destroyed, as `entry.redacted` names it.
    var names: [String]
  }

  /// An event that tells of a redaction.
  struct Told {
    let redaction: Redaction
    /// The line that tells of it.
    let teller: UInt64
    /// The number of its subject.
    let subject: Int
  }

  private(set) var destroyed: [DestroyedLine] = []
  private(set) var told: [Told] = []
  private var completeDestroyed = 0
  private var completeTold = 0

  /// Notes a line of which content is destroyed.
  mutating func take(redacted sequence: UInt64, subject: Int, names: [String]) {
    destroyed.append(DestroyedLine(sequence: sequence, subject: subject, names: names))
  }

  /// Notes a line of the type `custody.entry.redacted`. One that names a later line is none.
  mutating func take(_ bytes: Span<UInt8>, _ layout: LineLayout, subject: Int) {
    guard case .entry(.redacted(let redaction)) = LineDecoder.event(bytes, layout).fact,
      (1..<layout.sequence).contains(redaction.entry.value)
    else { return }
    told.append(Told(redaction: redaction, teller: layout.sequence, subject: subject))
  }

  mutating func completeBatch() {
    completeDestroyed = destroyed.count
    completeTold = told.count
  }

  mutating func takeBack() {
    destroyed.removeLast(destroyed.count - completeDestroyed)
    told.removeLast(told.count - completeTold)
  }

  /// Takes note of a redaction that the writer itself has just put on the disk.
  mutating func note(_ redaction: Redaction, in teller: UInt64, subject: Int) {
    told.append(Told(redaction: redaction, teller: teller, subject: subject))
    completeTold = told.count
  }

  /// Takes note of what the writer itself has just destroyed.
  mutating func note(redacted sequence: UInt64, subject: Int, names: [String]) {
    destroyed.removeAll { $0.sequence == sequence }
    destroyed.append(DestroyedLine(sequence: sequence, subject: subject, names: names))
    destroyed.sort { $0.sequence < $1.sequence }
    completeDestroyed = destroyed.count
  }

  /// All that is named of each line, by its sequence and the number of its subject.
  private var named: [UInt64: [(subject: Int, name: String)]] {
    var named: [UInt64: [(subject: Int, name: String)]] = [:]
    for told in told {
      named[told.redaction.entry.value, default: []] += told.redaction.fields.map {
        (told.subject, $0)
      }
    }
    return named
  }

  /// The first line with a destroyed value that no event on its own subject names.
  var unexplained: DestroyedLine? {
    if destroyed.isEmpty { return nil }
    let named = named
    return destroyed.first { line in
      line.names.contains { name in
        !(named[line.sequence] ?? []).contains {
          $0.subject == line.subject && $0.name.hasSameBytes(as: name)
        }
      }
    }
  }

  /// Lines of which more is named than is known to be destroyed, ascending, each with what is left, once
  /// for each subject of which lines name it. Whether a name is that of a sealable value of the line, and
  /// which subject is the line's own, only the line tells.
  var perhapsUnfinished: [(entry: UInt64, subject: Int, names: [String])] {
    let gone = Dictionary(destroyed.map { ($0.sequence, $0.names) }) { $0 + $1 }
    var names: [UInt64: [Int: [String]]] = [:]
    for told in told {
      let entry = told.redaction.entry.value
      let left = told.redaction.fields.filter { name in
        !(gone[entry] ?? []).contains { $0.hasSameBytes(as: name) }
      }
      if !left.isEmpty { names[entry, default: [:]][told.subject, default: []] += left }
    }
    return names.flatMap { entry, subjects in subjects.map { (entry, $0.key, $0.value) } }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }
}

/// A redaction of which somebody told and whose content still stands: its writer was interrupted, or an
/// old copy of the line was brought back.
public struct UnfinishedRedaction: Hashable, Sendable {
  /// The line whose content still stands.
  public let entry: SequenceNumber
  /// What is named and still stands, in the order of the line.
  public let names: [String]

  /// A redaction of which somebody has found that it is not finished.
  package init(entry: SequenceNumber, names: [String]) {
    self.entry = entry
    self.names = names
  }
}
