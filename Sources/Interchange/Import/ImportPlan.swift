/// An exported file: its name for error messages, and its bytes.
public struct ImportFile: Sendable {
  /// The name, as error messages show it.
  public var name: String
  /// All bytes of the file.
  public var bytes: [UInt8]

  /// A file that was read elsewhere.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// What an import would append, and what it could not read.
public struct ImportPlan: Sendable {
  /// The events by (effective time, endings first, file order).
  ///
  /// Endings come first unless they end what the same client was given at that very instant.
  public var drafts = ImportedDrafts()
  /// Records below the headers, blank lines aside.
  public var rowsRead = 0
  /// Rows that `skip` and `only` left out.
  public var rowsFiltered = 0
  /// Rows that say nothing new: the state is that of the row before.
  public var rowsUnchanged = 0
  /// What is wrong, one entry for each wrong cell; a row with one of these brings no event.
  public var problems: [RowProblem] = []
  /// Rows that are imported as they stand and contradict others, for example overlapping terms.
  public var remarks: [RowProblem] = []
}

/// What is wrong with one cell or row of an exported file.
public struct RowProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where.
  public var place: SourcePlace
  /// What, and what to do.
  public var message: String

  /// `FILE:LINE:COLUMN: message`, the excerpt, and a caret.
  public var description: String { "\(place.address): \(message)\n\(place.picture)" }
}
