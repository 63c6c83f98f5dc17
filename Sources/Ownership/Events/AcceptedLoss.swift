/// Acknowledged lines that are gone, and that somebody goes on without: what a
/// `custody.ledger.recovered` says beyond the tail that was set aside.
///
///     "reason":"…","lost":{"first":"000000000101","last":"000000000124",
///       "head":{"sequence":"000000000124","leaf":"<base64>"},
///       "checkpoint":{"size":"000000000120","root":"<base64>"}}
///
/// `head` and `checkpoint` are what the files of these names said; each is left out where it did not say
/// more than what is left, and `last` where neither did.
public struct AcceptedLoss: Hashable, Sendable {
  /// What a file said of a line or of lines that are gone.
  public struct Witness: Hashable, Sendable {
    /// The line that `head` named, or how many lines `checkpoint` covered.
    public let size: SequenceNumber
    /// The leaf hash of that line, or the root over those lines, in base64.
    public let hash: String

    /// What a file said.
    public init(size: SequenceNumber, hash: String) {
      self.size = size
      self.hash = hash
    }
  }

  /// The first line that is gone; it is the number of the line that tells of it.
  public let first: SequenceNumber
  /// What `head` said; `nil` where it did not say more than what is left.
  public let head: Witness?
  /// What `checkpoint` said; `nil` where it did not say more than what is left.
  public let checkpoint: Witness?
  /// Why the loss was accepted; `nil` where it was destroyed.
  public let reason: String?

  /// The last line that was acknowledged, as far as anything tells.
  public var last: SequenceNumber? {
    [head?.size, checkpoint?.size].compactMap { $0 }.max()
  }

  /// What is gone, in a clause: `lines 101 to 124 are gone`.
  public var words: String {
    guard let last else { return "what stood in the log from line \(first) on could not be read" }
    return last == first ? "line \(first) is gone" : "lines \(first) to \(last) are gone"
  }

  /// A loss.
  public init(first: SequenceNumber, head: Witness?, checkpoint: Witness?, reason: String?) {
    self.first = first
    self.head = head
    self.checkpoint = checkpoint
    self.reason = reason
  }

  /// The same, once its reason was destroyed.
  var withoutReason: AcceptedLoss {
    AcceptedLoss(first: first, head: head, checkpoint: checkpoint, reason: nil)
  }

  /// Reads the members of `data`; `nil` where they tell of no loss.
  init?(_ values: FieldValues) {
    guard case .object(let members)? = values["lost"] else { return nil }
    let lost = FieldValues(members)
    guard let first = lost.string("first").flatMap(SequenceNumber.init(digits:)) else { return nil }
    self.first = first
    head = Self.witness(lost["head"], "sequence", "leaf")
    checkpoint = Self.witness(lost["checkpoint"], "size", "root")
    reason = values.string("reason")
  }

  private static func witness(_ value: JSON?, _ size: String, _ hash: String) -> Witness? {
    guard case .object(let members)? = value else { return nil }
    let values = FieldValues(members)
    guard let number = values.string(size).flatMap(SequenceNumber.init(digits:)),
      let hash = values.string(hash)
    else { return nil }
    return Witness(size: number, hash: hash)
  }

  /// The members of `data` that tell of it.
  public var members: [JSONMember] {
    var lost = [JSONMember("first", .string(first.digits))]
    if let last { lost.append(JSONMember("last", .string(last.digits))) }
    for (name, witness, size, hash) in [
      ("head", head, "sequence", "leaf"), ("checkpoint", checkpoint, "size", "root"),
    ] {
      guard let witness else { continue }
      lost.append(
        JSONMember(
          name,
          .object([
            JSONMember(size, .string(witness.size.digits)), JSONMember(hash, .string(witness.hash)),
          ])))
    }
    return [JSONMember("reason", .string(reason ?? "")), JSONMember("lost", .object(lost))]
  }
}
