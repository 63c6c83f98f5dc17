import Merkle
public import Ownership

/// The lines that tell of a recovery: of tails that were set aside, and of losses that were accepted.
struct RecoveryBook {
  /// A tail as its line describes it.
  struct ToldTail: Hashable {
    var segment: String
    var offset: Int
    var byteCount: Int
    var sha256: String

    init(segment: String, offset: Int, byteCount: Int, sha256: String) {
      self.segment = segment
      self.offset = offset
      self.byteCount = byteCount
      self.sha256 = sha256
    }

    init(_ tail: LogWriter.RecoveredTail) {
      self.init(
        segment: tail.segment, offset: tail.offset, byteCount: tail.byteCount, sha256: tail.sha256)
    }
  }

  private(set) var tails: [ToldTail] = []
  private(set) var losses: [ToldLoss] = []
  private var completeTails = 0
  private var completeLosses = 0

  /// Notes a line of the type `custody.ledger.recovered`.
  ///
  /// - Parameter destroyed: what of it is destroyed, as `entry.redacted` names it.
  mutating func take(_ bytes: Span<UInt8>, _ layout: LineLayout, destroyed: [String]) {
    let event = LineDecoder.event(
      bytes, layout, destroyed: destroyed.compactMap(Redaction.field(named:)))
    guard case .ledger(.recovered(let loss)) = event.fact,
      case .object(let members)? = LineDecoder.data(bytes, layout)
    else { return }
    var tail = ToldTail(segment: "", offset: 0, byteCount: 0, sha256: "")
    for member in members {
      switch (member.name, member.value) {
      case ("segment", .string(let text)): tail.segment = text
      case ("offset", .number(let digits)): tail.offset = Int(digits) ?? 0
      case ("bytes", .number(let digits)): tail.byteCount = Int(digits) ?? 0
      case ("sha256", .string(let text)): tail.sha256 = text
      default: break
      }
    }
    tails.append(tail)
    if let loss { losses.append(ToldLoss(event, loss)) }
  }

  mutating func completeBatch() {
    completeTails = tails.count
    completeLosses = losses.count
  }

  mutating func takeBack() {
    tails.removeLast(tails.count - completeTails)
    losses.removeLast(losses.count - completeLosses)
  }

  /// Whether a line accepts the loss of exactly what `head` says.
  func explains(_ head: Head) -> Bool { explanation(of: head) != nil }

  /// Whether a line accepts the loss of exactly what `checkpoint` says.
  func explains(_ checkpoint: Checkpoint) -> Bool { explanation(of: checkpoint) != nil }

  /// What a line tells of exactly what `head` says; `nil` where none does.
  func explanation(of head: Head) -> ExplainedWitness? {
    let told = losses.first { told in
      told.loss.head.map { $0.size == head.sequence && $0.hash == head.leaf.base64 } ?? false
    }
    return told.map { ExplainedWitness(size: head.sequence.value, told: $0.sequence) }
  }

  /// What a line tells of exactly what `checkpoint` says; `nil` where none does.
  func explanation(of checkpoint: Checkpoint) -> ExplainedWitness? {
    let told = losses.first { told in
      told.loss.checkpoint.map {
        $0.size.value == checkpoint.size && $0.hash == checkpoint.root.base64
      } ?? false
    }
    return told.map { ExplainedWitness(size: checkpoint.size, told: $0.sequence) }
  }
}

/// A file `head` or `checkpoint` that says what a line tells of an accepted loss: it counts as none, whatever
/// the log has there by now.
public struct ExplainedWitness: Hashable, Sendable {
  /// The line that `head` names, or how many lines `checkpoint` covers.
  public let size: UInt64
  /// The line that tells of the loss.
  public let told: SequenceNumber
}

/// A line by which somebody accepted that acknowledged lines are gone.
public struct ToldLoss: Hashable, Sendable {
  /// The line that tells of it.
  public let sequence: SequenceNumber
  /// When it was recorded.
  public let recordedTime: Instant
  /// The login that recorded it.
  public let recordedBy: String
  /// Who decided it: for want of that the login.
  public let teller: Erasable<String>
  /// What is gone, and why that was accepted.
  public let loss: AcceptedLoss

  init(_ event: Event, _ loss: AcceptedLoss) {
    sequence = event.sequence
    recordedTime = event.recordedTime
    recordedBy = event.recordedBy
    teller = event.teller
    self.loss = loss
  }
}
