public import Ownership

/// Where a line stands.
public struct LinePlace: Hashable, Sendable, CustomStringConvertible {
  /// The name of the segment, without folders.
  public let file: String
  /// The number of the line in it, from 1.
  public let line: Int

  /// A place.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// `000000000001.jsonl:17`
  public var description: String { "\(file):\(line)" }
}

/// The lines that answers cite, by sequence, and where they stand.
public struct Lines: Sendable {
  /// The line; `nil` where there is none.
  public let event: @Sendable (SequenceNumber) -> Event?
  /// Where it stands.
  public let place: @Sendable (SequenceNumber) -> LinePlace?
  /// What of a line is withheld where it is read, as `entry.redacted` would name it.
  public let withheld: @Sendable (SequenceNumber) -> [String]
  /// The offers by client and handoff, so that an acceptance can be told in words; may be empty.
  public let offers: [OfferKey: HandoffOffer]

  /// A client and an id of a handoff, which is unique within it.
  public struct OfferKey: Hashable, Sendable {
    let client: ClientID
    let handoff: HandoffID
  }

  /// Lines that are found by the given functions.
  public init(
    event: @escaping @Sendable (SequenceNumber) -> Event?,
    place: @escaping @Sendable (SequenceNumber) -> LinePlace?,
    withheld: @escaping @Sendable (SequenceNumber) -> [String] = { _ in [] },
    offers: [OfferKey: HandoffOffer] = [:]
  ) {
    self.event = event
    self.place = place
    self.withheld = withheld
    self.offers = offers
  }

  /// The lines of a history.
  ///
  /// - Parameter tellsOffers: whether sentences about handoffs are wanted; costs one pass over the lines.
  public init(
    history: History, tellsOffers: Bool,
    place: @escaping @Sendable (SequenceNumber) -> LinePlace?
  ) {
    self.init(
      event: { sequence in history[sequence] }, place: place,
      offers: tellsOffers ? Self.offers(in: history.events) : [:])
  }

  /// The first offer of each handoff.
  public static func offers(in events: [Event]) -> [OfferKey: HandoffOffer] {
    var offers: [OfferKey: HandoffOffer] = [:]
    for event in events {
      guard case .handoff(.offered(let offer)) = event.fact,
        case .client(let client) = event.subject
      else { continue }
      let key = OfferKey(client: client, handoff: offer.handoff)
      if offers[key] == nil { offers[key] = offer }
    }
    return offers
  }

  func offer(_ handoff: HandoffID, of subject: Subject) -> HandoffOffer? {
    guard case .client(let client) = subject else { return nil }
    return offers[OfferKey(client: client, handoff: handoff)]
  }
}
