import Ownership

/// From a scanned line to an `Event`.
enum LineDecoder {
  /// Understands a line.
  ///
  /// - Parameter destroyed: the fields that a redaction destroyed.
  static func event(_ bytes: Span<UInt8>, _ layout: LineLayout, destroyed: [String]) -> Event {
    let type = string(bytes, layout.type)
    let subject = (try? Subject(string(bytes, layout.subject))) ?? .ledger
    let data = data(bytes, layout)
    let remarks = DataCodec.remarks(data)
    let origin = layout.origin.isEmpty ? nil : Origin(rawValue: string(bytes, layout.origin))
    return Event(
      sequence: SequenceNumber(layout.sequence),
      recordedTime: Instant(clamping: layout.recordedTime),
      id: string(bytes, layout.id), source: string(bytes, layout.source), type: type,
      subject: subject, time: Instant(clamping: layout.time),
      statedEffectiveTime: layout.effectiveTime.map { Instant(clamping: $0) },
      sourceTime: layout.sourceTime.map { Instant(clamping: $0) }, origin: origin ?? .recorded,
      recordedBy: string(bytes, layout.recordedBy),
      replaces: layout.replaces.map { SequenceNumber($0) }, by: remarks.by, note: remarks.note,
      isRedacted: layout.isRedacted,
      fact: DataCodec.fact(type: type, subject: subject, data: data, destroyed: destroyed))
  }

  /// The members of `data`; `nil` where there is none or it is no object.
  static func data(_ bytes: Span<UInt8>, _ layout: LineLayout) -> [JSONMember]? {
    if layout.data.isEmpty { return nil }
    guard case .object(let members)? = try? JSONParser.parse(Array(copying: bytes, layout.data))
    else { return nil }
    return members
  }

  static func string(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    unescaped(String(copying: bytes, range))
  }
}
