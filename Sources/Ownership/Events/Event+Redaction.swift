/// A line without what redactions have destroyed.
extension Event {
  /// Whether a redaction has destroyed anything of it, finished or not.
  public var lacksContent: Bool {
    isRedacted || !destroyedFields.isEmpty || !unfinishedRedaction.isEmpty
  }

  /// Whether a field of `data` counts as destroyed: what is not there any more was not left out.
  public func isDestroyed(_ field: String) -> Bool {
    destroyedFields.contains { $0.hasSameBytes(as: field) }
  }

  /// Who did it: whom `by` names, and where it names nobody the login that recorded it.
  public var teller: Erasable<String> {
    if let by { return .known(by) }
    return isDestroyed("by") ? .destroyed : .known(recordedBy)
  }

  /// The members of `data`, as far as they are still there.
  var standingMembers: [JSONMember] {
    let members =
      retainedData
      ?? fact.fields.compactMap { field, value in value.map { JSONMember(field.name, $0) } }
      + [("by", by), ("note", note)].compactMap { name, text in
        text.map { JSONMember(name, .string($0)) }
      }
    return members.filter { member in
      !destroyedFields.contains { $0.hasSameBytes(as: member.name) }
    }
  }

  /// The fields of `data` that count as destroyed and still stand on the line as it was read, as
  /// `entry.redacted` names them.
  package var namedAndStanding: [String] {
    let standing = isRedacted ? (retainedData ?? []).map(\.name) : destroyedFields
    return destroyedFields.filter { field in standing.contains { $0.hasSameBytes(as: field) } }
      .map(Redaction.name(ofField:))
  }

  /// The line as it counts once `names` are destroyed, whether the content still stands there or not: an
  /// unfinished redaction counts for every answer (FORMAT section 8).
  ///
  /// - Parameter names: as `entry.redacted` names them. A name of nothing sealable on the line names
  ///   nothing.
  package func destroying(_ names: [String]) -> Event {
    let sealing = Sealing(type: type)
    let standing = standingMembers
    let fields = names.compactMap(Redaction.field(named:)).filter { field in
      sealing.covers(field: field) && standing.contains { $0.name.hasSameBytes(as: field) }
    }
    if fields.isEmpty { return self }
    var event = self
    event.destroyedFields += fields
    let left = event.standingMembers
    (event.by, event.note) = DataCodec.remarks(left)
    switch fact {
    case .ledger(.recovered(let loss?)):
      if fields.contains("reason") { event.fact = .ledger(.recovered(loss.withoutReason)) }
    // The ledger alone writes it, and reads it from the whole of its data.
    case .ledger(.recovered(nil)): break
    case .unknown where retainedData == nil: break
    case .unknown(.misdirected): break
    case .ledger, .person, .client, .assignment, .handoff, .complaint, .contract, .change,
      .authority, .money, .entry, .unknown:
      event.fact = DataCodec.fact(
        type: type, subject: subject, data: left, destroyed: event.destroyedFields)
    }
    return event
  }
}
