import Ownership

/// Gaps, orphans, drift.
extension Audit {
  static func holderFindings(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    let segments = standpoint.responsibilities.flatMap {
      standpoint.segments(client, $0)
    }
    return gaps(standpoint, client, segments) + drifts(standpoint, client, segments)
      + orphans(standpoint, client)
  }

  /// Segments of several responsibilities that begin, end and answer alike are one finding.
  private static func grouped(_ segments: [Segment]) -> [[Segment]] {
    struct Likeness: Hashable {
      var from: Instant
      var until: Instant?
      var accountable: PersonID?
      var heldAs: Responsibility?
    }
    var places: [Likeness: Int] = [:]
    var groups: [[Segment]] = []
    for segment in segments {
      let likeness = Likeness(
        from: segment.from, until: segment.until, accountable: segment.resolution.accountable,
        heldAs: segment.resolution.heldAs)
      if let place = places[likeness] {
        groups[place].append(segment)
      } else {
        places[likeness] = groups.count
        groups.append([segment])
      }
    }
    return groups
  }

  private static func gaps(
    _ standpoint: Standpoint, _ client: ClientID, _ segments: [Segment]
  ) -> [Finding] {
    let limit = standpoint.limit(.responsibilityGapDays).value
    let policies = standpoint.perspective.policies
    let gaps = segments.filter { segment in
      segment.isGap && limit.isExceeded(byMicroseconds: standpoint.length(of: segment))
    }
    return grouped(gaps).map { group in
      let first = group[0]
      let names = group.map(\.responsibility.text)
      let end = first.until.map { "until \(standpoint.day($0))" } ?? "and still"
      var lines = Set(group.flatMap(\.evidence))
      for segment in group {
        // A policy may have declared it, or have taken the fallback away.
        lines.include(policies.fallback(of: segment.responsibility, at: first.from).line)
        let declared = policies.declared(at: first.from)
        if declared.responsibilities.contains(segment.responsibility) {
          lines.include(declared.line)
        }
      }
      // The line that opened the client carries a gap that begins there, or has no other line.
      let opening = standpoint.opening(of: client, at: first.from)
      if lines.isEmpty || opening?.instant == first.from { lines.include(opening?.line) }
      return Finding(
        .gap, client: client, at: first.from, lines: lines,
        key: ["\(first.from)"] + names, lasting: standpoint.length(of: first)
      ) { length in
        "nobody was accountable for \(listInWords(names)) of \(client) from "
          + "\(standpoint.day(first.from)) \(end) (\(length))"
      }
    }
  }

  private static func drifts(
    _ standpoint: Standpoint, _ client: ClientID, _ segments: [Segment]
  ) -> [Finding] {
    let limit = standpoint.limit(.driftDays).value
    let drifts = segments.filter { segment in
      segment.resolution.basis == .fallback
        && limit.isExceeded(byMicroseconds: standpoint.length(of: segment))
    }
    return grouped(drifts).map { group in
      let first = group[0]
      let names = group.map(\.responsibility.text)
      let person = first.resolution.accountable
      let held = first.resolution.heldAs.map(\.text) ?? "another responsibility"
      let verb = first.until == nil ? "has answered" : "answered"
      return Finding(
        .drift, client: client, person: person, at: first.from,
        lines: group.flatMap(\.evidence),
        key: ["\(first.from)"] + names, lasting: standpoint.length(of: first)
      ) { length in
        "\(person?.text ?? "somebody") \(verb) for \(listInWords(names)) of \(client) by holding "
          + "\(held), for \(length) since \(standpoint.day(first.from))"
      }
    }
  }

  /// What is left behind by a leaver and has no new holder at the standpoint's instant.
  private static func orphans(_ standpoint: Standpoint, _ client: ClientID) -> [Finding] {
    guard standpoint.isOpen(client, at: standpoint.at) else { return [] }
    let fold = standpoint.perspective.fold(of: client)
    var groups: [SequenceNumber: (person: PersonID, at: Instant, names: [Responsibility])] = [:]
    for responsibility in standpoint.responsibilities {
      let holding = fold.holding(of: responsibility, at: standpoint.at)
      guard case .left(let person, let line) = holding.state else { continue }
      groups[line, default: (person, holding.instant, [])].names.append(responsibility)
    }
    return groups.map { line, orphan in
      let names = orphan.names.map(\.text)
      let heirs = Set(
        orphan.names.compactMap { standpoint.resolve(client, $0).accountable }
      ).sorted().map(\.text)
      let lines = orphan.names.flatMap { standpoint.resolve(client, $0).accountableEvidence }
      return Finding(
        .orphan, client: client, person: orphan.person, at: orphan.at, lines: lines + [line],
        key: ["#\(line)"],
        "\(orphan.person) left on \(standpoint.day(orphan.at)) and "
          + "\(listInWords(names)) of \(client) \(names.count == 1 ? "has" : "have") had no holder "
          + "since; "
          + (heirs.isEmpty
            ? "nobody answers for it"
            : "\(listInWords(heirs)) answer\(heirs.count == 1 ? "s" : "") for it"))
    }
  }
}

extension Standpoint {
  /// The line that opened a client last at or before an instant, and when; `nil` where none in force did.
  func opening(
    of client: ClientID, at instant: Instant
  ) -> (instant: Instant, line: SequenceNumber)? {
    let opened = perspective.fold(of: client).statuses.last { entry in
      if case .open = entry.status { entry.instant <= instant } else { false }
    }
    return opened.map { ($0.instant, $0.line) }
  }
}
