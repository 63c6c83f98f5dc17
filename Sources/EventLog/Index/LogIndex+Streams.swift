import Merkle
public import Ownership

extension LogIndex {
  /// The lines about a subject, ascending: all of them, as far as the log goes.
  ///
  /// - Parameter subject: `client/<id>`, `person/<id>` or `ledger`.
  /// - Throws: `LogError` where the log is damaged or not what it was.
  /// - Complexity: O(log lines + lines about it).
  public func events(about subject: Subject) throws(LogError) -> [Event] {
    try checked { () throws(IndexDoubt) in
      let text = subject.description
      let raw = LineKeys.rawSubject(text)
      var events: [Event] = []
      var previous: UInt64 = 0
      for sequence in try lines.postings(of: LineKeys.hash(text)) + gap.lines(of: raw) {
        let line = try line(sequence)
        // Another subject may share the hash.
        guard line.bytes[line.layout.subject].elementsEqual(raw) else { continue }
        guard line.layout.subjectPrevious == previous else { throw IndexDoubt() }
        events.append(try event(line))
        previous = sequence
      }
      return events
    } replayed: { log in
      events(of: log).filter { $0.subject == subject }
    }
  }

  /// The lines that file a complaint of this id, of whatever client, ascending.
  public func filings(of complaint: ComplaintID) throws(LogError) -> [Event] {
    let id = complaint.text
    return try checked { () throws(IndexDoubt) in
      let covered = try posted(under: LineKeys.complaintPrefix + id) { bytes, layout in
        LineKeys.complaint(bytes, layout)?.hasSameBytes(as: id) == true
      }
      let behind = gap.complaints.filter { $0.id.hasSameBytes(as: id) }.map(\.sequence)
      return try (covered + events(at: behind)).filter { Self.files($0, complaint) }
    } replayed: { log in
      events(of: log).filter { Self.files($0, complaint) }
    }
  }

  private static func files(_ event: Event, _ complaint: ComplaintID) -> Bool {
    guard case .complaint(.filed(let filing)) = event.fact else { return false }
    return filing.complaint == complaint
  }

  /// The lines that first use a responsibility that is not built in, on either clock, up to every
  /// known position; ascending. Lines that correct others, or claim to, may be among them although
  /// others are earlier.
  public func firstUses() throws(LogError) -> [Event] {
    try checked { () throws(IndexDoubt) in
      var uses = FirstUses()
      var events = try posted(under: LineKeys.responsibilities) { bytes, layout in
        LineKeys.use(bytes, layout) != nil
      }
      events.removeAll { !uses.take($0) }
      for (position, use) in gap.uses where uses.mayTake(use, position) {
        let event = try event(line(position.sequence.value))
        if uses.take(event) { events.append(event) }
      }
      return events
    } replayed: { log in
      var uses = FirstUses()
      return events(of: log).filter { uses.take($0) }
    }
  }

  /// A line; `nil` where there is no such line.
  public func event(_ sequence: SequenceNumber) throws(LogError) -> Event? {
    guard sequence.value >= 1, sequence <= head.sequence else { return nil }
    return try checked { () throws(IndexDoubt) in
      try event(line(sequence.value))
    } replayed: { log in
      log.events[Int(sequence.value) - 1]
    }
  }

  private func posted(
    under key: String, _ isMeant: (Span<UInt8>, LineLayout) -> Bool
  ) throws(IndexDoubt) -> [Event] {
    var events: [Event] = []
    for sequence in try lines.postings(of: LineKeys.hash(key)) {
      let line = try line(sequence)
      if isMeant(line.bytes.span, line.layout) { events.append(try event(line)) }
    }
    return events
  }

  private func events(at sequences: [UInt64]) throws(IndexDoubt) -> [Event] {
    try sequences.map { (sequence) throws(IndexDoubt) in try event(line(sequence)) }
  }

  /// Understands a line without what redactions name on it. A destroyed value that none names is for the
  /// log as a whole to tell of.
  private func event(_ line: CheckedLine) throws(IndexDoubt) -> Event {
    let event = LineDecoder.event(
      line.bytes.span, line.layout, destroyed: line.destroyedFields)
    let names = try redactions().filter { told in
      told.redaction.entry == event.sequence && told.subject == event.subject
    }.flatMap(\.redaction.fields)
    let isExplained = line.destroyedNames.allSatisfy { name in
      names.contains { $0.hasSameBytes(as: name) }
    }
    if !isExplained { throw IndexDoubt() }
    return names.isEmpty ? event : event.destroying(names)
  }

  /// All redactions of which lines tell.
  private func redactions() throws(IndexDoubt) -> [ToldRedaction] {
    if let knownRedactions { return knownRedactions }
    var found: [ToldRedaction] = []
    for sequence in try lines.postings(of: LineKeys.hash(LineKeys.redactions)) + gap.redactions {
      let line = try line(sequence)
      let event = LineDecoder.event(line.bytes.span, line.layout)
      if case .entry(.redacted(let redaction)) = event.fact, redaction.entry < event.sequence {
        found.append(ToldRedaction(redaction: redaction, subject: event.subject))
      }
    }
    knownRedactions = found
    return found
  }
}
