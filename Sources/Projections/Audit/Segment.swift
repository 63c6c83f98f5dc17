import Ownership

/// A stretch of one answer within the time up to the standpoint's instant.
struct Segment {
  var responsibility: Responsibility
  var from: Instant
  /// The first instant after it; `nil` while it lasts.
  var until: Instant?
  var resolution: Resolution
  /// Whether nobody answers for what somebody has to answer for.
  var isGap: Bool
  /// The lines that carry who is accountable, all along it.
  var evidence: Set<SequenceNumber>
}

extension Standpoint {
  /// The stretches of (accountable, basis, responsibility held, gap or not) from the first change up to
  /// now.
  ///
  /// Complexity: one resolution for each instant at which the client's answers can change.
  func segments(_ client: ClientID, _ responsibility: Responsibility) -> [Segment] {
    var result: [Segment] = []
    for instant in perspective.instants(of: client) where instant <= at {
      let resolution = perspective.resolve(client, responsibility, at: instant)
      let isGap = isGap(resolution, client, responsibility, at: instant)
      let evidence = resolution.accountableEvidence
      if let last = result.last, last.resolution.continues(resolution), last.isGap == isGap {
        // The lines may have changed while the answer has not.
        result[result.count - 1].evidence.formUnion(evidence)
        continue
      }
      if !result.isEmpty { result[result.count - 1].until = instant }
      result.append(
        Segment(
          responsibility: responsibility, from: instant, until: nil, resolution: resolution,
          isGap: isGap, evidence: evidence))
    }
    return result
  }

  /// How long a segment has lasted, in microseconds.
  func length(of segment: Segment) -> Int64 {
    (segment.until ?? at).microseconds(since: segment.from)
  }
}
