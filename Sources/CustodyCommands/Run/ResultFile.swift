/// A file that a result goes to, of any length, whole or not at all.
///
/// A result is gathered, and what is longer goes on to a draft beside the file, which takes its name when
/// all of it is there. To a device or a pipe it goes at once.
final class ResultFile {
  /// What is gathered before a file is begun, in bytes.
  static let gathered = 1 << 20

  private let value: ParsedArguments.Value
  private var target: Descriptor.Target?
  private var waiting: [UInt8] = []
  private var draft: Descriptor.Draft?
  private var isFinished = false
  /// Why nothing is written any more.
  private(set) var problem: Descriptor.Problem?

  /// A file that an argument names.
  init(_ value: ParsedArguments.Value) {
    self.value = value
  }

  /// Looks at where the result is to go, before anything is done.
  ///
  /// - Returns: its path without links.
  /// - Throws: a usage failure at the argument where it cannot be written.
  @discardableResult
  func check() throws(Failure) -> String {
    do throws(Descriptor.Problem) {
      let target = try Descriptor.Target(path: value.text)
      self.target = target
      return target.path
    } catch {
      throw failure(error, .usage)
    }
  }

  /// Opens what waits for another program, such as a pipe for its reader, and goes on when that is there.
  ///
  /// - Throws: a failure at the argument where it cannot be opened.
  func meetReader() throws(Failure) {
    guard let target, target.kind == .stream, draft == nil else { return }
    do throws(Descriptor.Problem) { draft = try Descriptor.Draft(target) } catch {
      throw failure(error, .usage)
    }
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
      if draft == nil {
        if target == nil { target = try Descriptor.Target(path: value.text) }
        draft = try target.map { (target) throws(Descriptor.Problem) in
          try Descriptor.Draft(target)
        }
      }
      try draft?.write(waiting)
    } catch {
      problem = error
    }
  }

  /// Takes a whole result and puts it on the disk, beside the file, so that only a change of names remains: for
  /// one that completes what is recorded next.
  ///
  /// - Returns: false for a device, a pipe, and a file that cannot be replaced: nothing was written there.
  /// - Throws: a failure at the argument where there is no room for it.
  func hold(_ bytes: [UInt8]) throws(Failure) -> Bool {
    guard let target, target.kind == .file else { return false }
    waiting += bytes
    spill()
    do throws(Descriptor.Problem) {
      if let problem { throw problem }
      try draft?.hold()
    } catch {
      problem = error
      draft = nil
      throw failure(error, .unwritten)
    }
    return true
  }

  /// Where a result stands that is complete, and has no name yet; `nil` where none does.
  var heldPath: String? { draft.flatMap { $0.isHeld ? $0.path : nil } }

  /// Forgets what was written and has no name yet: it is not true.
  func discard() {
    draft?.discard()
    draft = nil
    waiting = []
  }

  /// Completes the file, once; one without a byte is not written.
  ///
  /// - Throws: a failure at the argument where the file could not be written; a reader who has gone is none.
  func finish() throws(Failure) {
    if isFinished || draft == nil && waiting.isEmpty && problem == nil { return }
    isFinished = true
    spill()
    do throws(Descriptor.Problem) {
      if let problem { throw problem }
      try draft?.finish()
    } catch {
      problem = error
      if error.isClosedPipe { return }
      var failure = failure(error, .unwritten)
      if let draft, draft.isHeld, let path = draft.path {
        failure.problems[0].message += "; all of it stands in \(path)"
      }
      throw failure
    }
  }

  /// Why a result was not taken that tells of what was recorded; `nil` where it was taken.
  var unread: Failure? {
    problem.map { problem in
      problem.isClosedPipe
        ? Failure(.unwritten, "cannot write \(value.text): its reader has gone", at: value.place())
        : failure(problem, .unwritten)
    }
  }

  private func failure(_ problem: Descriptor.Problem, _ code: ExitCode) -> Failure {
    Failure(code, "cannot write \(value.text): \(problem.reason)", at: value.place())
  }
}
