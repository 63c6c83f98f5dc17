import Ownership

/// From a scanned line to an `Event`.
enum LineDecoder {
  /// Understands a line.
  ///
  /// - Parameter destroyed: the fields of `data` in whose places seals stand.
  static func event(
    _ bytes: Span<UInt8>, _ layout: LineLayout, destroyed: [String] = []
  ) -> Event {
    var texts = SharedTexts()
    return event(bytes, layout, destroyed: destroyed, &texts)
  }

  /// Understands a line.
  ///
  /// - Parameters:
  ///   - destroyed: the fields of `data` in whose places seals stand.
  ///   - texts: what many lines say alike, kept from line to line.
  static func event(
    _ bytes: Span<UInt8>, _ layout: LineLayout, destroyed: [String], _ texts: inout SharedTexts
  ) -> Event {
    let type = texts.string(bytes, layout.type)
    let subject = (try? Subject(string(bytes, layout.subject))) ?? .ledger
    let value = data(bytes, layout)
    var data: [JSONMember]?
    if case .object(let members)? = value { data = members }
    let misfit =
      value != nil && data == nil && EventKind(type: type) != nil
      ? FactProblem(field: nil, "data is \(value?.kindName ?? ""); an object is expected") : nil
    let standing =
      destroyed.isEmpty
      ? data
      : data?.filter { member in !destroyed.contains { $0.hasSameBytes(as: member.name) } }
    let remarks = DataCodec.remarks(standing)
    let origin = layout.origin.isEmpty ? nil : Origin(rawValue: string(bytes, layout.origin))
    var event = Event(
      sequence: SequenceNumber(layout.sequence),
      recordedTime: Instant(clamping: layout.recordedTime),
      id: string(bytes, layout.id), source: texts.string(bytes, layout.source), type: type,
      subject: subject, time: Instant(clamping: layout.time),
      statedEffectiveTime: layout.effectiveTime.map { Instant(clamping: $0) },
      sourceTime: layout.sourceTime.map { Instant(clamping: $0) }, origin: origin ?? .recorded,
      recordedBy: texts.string(bytes, layout.recordedBy),
      replaces: layout.replaces.map { SequenceNumber($0) }, by: remarks.by, note: remarks.note,
      isRedacted: layout.isRedacted,
      fact: misfit.map { .unknown(.malformed($0)) }
        ?? DataCodec.fact(
          type: type, subject: subject, data: standing, destroyed: destroyed))
    event.destroyedFields = destroyed
    if case .unknown(.malformed) = event.fact { event.retainedData = data }
    if !destroyed.isEmpty { event.retainedData = data }
    if let malformed = layout.malformed, EventKind(type: type) != nil {
      event.retainedData = nil
      event.fact = .unknown(.malformed(problem(malformed)))
    }
    if case .ledger(.opened) = event.fact, layout.sequence > 1 {
      event.fact = .unknown(
        .malformed(FactProblem(field: nil, "stands on the first line, and only there")))
    }
    return event
  }

  private static func problem(_ malformed: LineLayout.Malformed) -> FactProblem {
    switch malformed {
    case .earliest:
      FactProblem(field: nil, "\"earliest\" is no instant at or before the effective time")
    case .replaces: FactProblem(field: nil, "\"replaces\" does not name a line by twelve digits")
    }
  }

  /// The value of `data`; `nil` where there is none.
  static func data(_ bytes: Span<UInt8>, _ layout: LineLayout) -> JSON? {
    layout.data.isEmpty ? nil : try? JSONParser.parse(Array(copying: bytes, layout.data))
  }

  static func string(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    unescaped(String(copying: bytes, range))
  }
}
