public import Ownership

extension ContractState {
  /// The contracts of a client at an instant, in the order of signing.
  public static func all(
    of client: ClientID, _ standpoint: Standpoint, at instant: Instant? = nil
  ) -> [ContractState] {
    standpoint.business(of: client).contracts.all.compactMap {
      $0.state(client, at: instant ?? standpoint.at)
    }
  }
}
