/// Stretches: how long an answer has been the same, and what a period falls into.
extension Perspective {
  /// The longest interval around an instant in which (accountable, basis, responsibility held) stays
  /// the same; `nil` where it has no beginning or no end.
  package func stretch(
    of resolution: Resolution, _ client: ClientID, _ responsibility: Responsibility,
    around instant: Instant
  ) -> (since: Instant?, until: Instant?) {
    let instants = instants(of: client)
    var next = 0
    var high = instants.count
    while next < high {
      let middle = (next + high) / 2
      if instants[middle] <= instant { next = middle + 1 } else { high = middle }
    }
    var until: Instant?
    for candidate in instants[next...] {
      if !resolve(client, responsibility, at: candidate).continues(resolution) {
        until = candidate
        break
      }
    }
    var place = next
    while place > 0 {
      let before = place == 1 ? Instant.first : instants[place - 2]
      // Nothing lies before the first instant that can be written.
      if place == 1, instants[0] == .first { return (nil, until) }
      if !resolve(client, responsibility, at: before).continues(resolution) {
        return (instants[place - 1], until)
      }
      place -= 1
    }
    return (nil, until)
  }

  /// The stretches of a period, cut where accountable, acting, basis or responsibility held changes.
  package func stretches(
    _ client: ClientID, _ responsibility: Responsibility, from: Instant, to: Instant
  ) -> [(from: Instant, to: Instant)] {
    var result: [(from: Instant, to: Instant)] = []
    var start = from
    var current = resolve(client, responsibility, at: from)
    for instant in instants(of: client) where instant > from && instant < to {
      let next = resolve(client, responsibility, at: instant)
      if next.continues(current), next.acting == current.acting { continue }
      result.append((start, instant))
      start = instant
      current = next
    }
    result.append((start, to))
    return result
  }
}
