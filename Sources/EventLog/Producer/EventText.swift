/// The text of a producer's event, and where it begins: for messages.
public struct EventText: Hashable, Sendable {
  /// The file, or `-` for standard input.
  public let file: String
  /// The line in which it begins, from 1.
  public let line: Int
  /// The column in which it begins, in bytes from 1.
  public let column: Int
  /// Its bytes.
  public let bytes: [UInt8]

  /// Where it begins.
  public var place: TextPlace { place(at: 0) }

  /// Where the attribute or the field stands that a problem concerns; the beginning where there is none.
  public func place(of problem: EventProblem) -> TextPlace {
    place(
      at: MemberFinder.offset(in: bytes, attribute: problem.attribute, field: problem.field))
  }

  private func place(at offset: Int) -> TextPlace {
    TextPlace(file: file, bytes: bytes, offset: offset, firstLine: line, firstColumn: column)
  }
}
