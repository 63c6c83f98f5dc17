/// A file that a result goes to, of any length, whole or not at all.
///
/// A small result is gathered and written at the end, through links and to devices as well. What is longer
/// goes into a file beside it, which takes its name when all of it is there; to a device or a pipe it goes
/// at once.
final class ResultFile {
  /// What is gathered before a file is begun, in bytes.
  static let gathered = 1 << 20

  private let value: ParsedArguments.Value
  private var waiting: [UInt8] = []
  private var draft: Descriptor.Draft?
  /// Why nothing is written any more.
  private(set) var problem: Descriptor.Problem?

  /// A file that an argument names.
  init(_ value: ParsedArguments.Value) {
    self.value = value
  }

  /// Takes more of the result.
  func write(_ bytes: some Sequence<UInt8>) {
    waiting += bytes
    if waiting.count >= Self.gathered { spill() }
  }

  private func spill() {
    defer { waiting.removeAll(keepingCapacity: true) }
    if problem != nil { return }
    do throws(Descriptor.Problem) {
      if draft == nil { draft = try Descriptor.Draft(path: value.text) }
      try draft?.write(waiting)
    } catch {
      problem = error
    }
  }

  /// Completes the file; one without a byte is not written.
  ///
  /// - Throws: a usage failure at the argument where the file cannot be written.
  func finish() throws(Failure) {
    if draft == nil {
      if !waiting.isEmpty { try InputFile.write(waiting, to: value) }
      return
    }
    spill()
    do throws(Descriptor.Problem) {
      if let problem { throw problem }
      try draft?.finish()
    } catch {
      throw .usage("cannot write \(value.text): \(error.reason)", at: value.place())
    }
  }
}
