@testable import Ownership

/// An interval in which nothing changes: from `start`, or from the beginning of time, to the next.
struct Segment {
  var start: Instant?
  var accountable: PersonID?
  var acting: PersonID?
  var basis: Basis
  var heldAs: Responsibility?

  /// “the longest interval around `at` in which (accountable, basis, responsibility held) stays the
  /// same”
  func isSame(as other: Segment) -> Bool {
    accountable == other.accountable && basis == other.basis && heldAs == other.heldAs
  }
}

/// Section 5, “Stretches”.
extension LinesTaken {
  /// All instants at which anything could change.
  func instants(_ client: ClientID) -> [Instant] {
    if let known = candidates[client] { return known }
    var instants: Set<Instant> = []
    for line in lines {
      instants.formUnion([line.time, line.effectiveTime])
      if case .person(.away(let until?, _)) = line.fact { instants.insert(until.end(in: zone)) }
    }
    instants.formUnion(happenings(client).map(\.place.instant))
    candidates[client] = instants.sorted()
    return instants.sorted()
  }

  private func segments(_ topic: Topic) -> [Segment] {
    timeline(topic) {
      func segment(_ start: Instant?) -> Segment {
        let resolved = resolve(topic, at: start ?? .first)
        return Segment(
          start: start, accountable: resolved.accountable, acting: resolved.acting,
          basis: resolved.basis, heldAs: resolved.heldAs)
      }
      let later = instants(topic.client).filter { $0 > .first }
      return [segment(nil)] + later.map { segment($0) }
    }
  }

  /// “`since` is `null` where the stretch has no beginning.” “future-dated ends included”
  func bounds(_ topic: Topic, at: Instant) -> (since: Instant?, until: Instant?) {
    let segments = segments(topic)
    let here = segments.lastIndex { $0.start.map { $0 <= at } ?? true } ?? 0
    var first = here
    while first > 0, segments[first - 1].isSame(as: segments[here]) { first -= 1 }
    var next = here + 1
    while next < segments.count, segments[next].isSame(as: segments[here]) { next += 1 }
    return (segments[first].start, next < segments.count ? segments[next].start : nil)
  }

  /// “cut where accountable, acting, basis or responsibility held changes”
  func cuts(_ topic: Topic, from: Instant, to: Instant) -> [(from: Instant, to: Instant)] {
    let segments = segments(topic)
    var current = segments.last { $0.start.map { $0 <= from } ?? true } ?? segments[0]
    var starts = [from]
    for segment in segments {
      guard let start = segment.start, start > from, start < to else { continue }
      if !segment.isSame(as: current) || segment.acting != current.acting { starts.append(start) }
      current = segment
    }
    return zip(starts, starts.dropFirst() + [to]).map { ($0, $1) }
  }
}
