import CustodyLedger
import EventLog
import Ownership
import Presentation

/// The ledger that a command works on.
extension Invocation {
  /// The folder: `--log`, else `CUSTODY_LOG`, else `EventLog`.
  var ledger: Ledger {
    // A command that reads no ledger still writes nothing over the one that others would read.
    let named =
      arguments.knows(.log)
      ? arguments.value(.log)?.text : Option.log.variable.flatMap(surroundings.variable)
    return Ledger(folder: named ?? Ledger.standardFolder)
  }

  /// Opens the ledger for writing, and says what the writer before has left and this one has put in order.
  /// With `--dry-run` it is a preview, and says what a writer would do.
  ///
  /// - Parameter redacting: a line whose content is to be destroyed.
  func writer(redacting entry: SequenceNumber? = nil) throws(LogError) -> LogWriter {
    let recording = surroundings.recording()
    let isDryRun = arguments.knows(.dryRun) && arguments.has(.dryRun)
    let writer =
      isDryRun
      ? try ledger.preview(recording)
      : try ledger.write(recording, forced: isForced, redacting: entry)
    tellOfRecovery(writer)
    return writer
  }

  /// Says what a writer has found and put in order.
  func tellOfRecovery(_ writer: LogWriter) {
    tell(differing: writer.replacedIndex)
    for tail in writer.recovered { remark("set aside: \(tail.words)") }
    tellOfRedactions(writer)
  }

  /// Says which redactions a writer has finished, or would.
  func tellOfRedactions(_ writer: LogWriter) {
    for redaction in writer.finishedRedactions {
      remark("\(redaction.words): it is destroyed now")
    }
    tell(unfinished: writer.unfinishedRedactions)
  }

  /// Says what a writer has to put in order.
  func tell(unfinished redactions: [UnfinishedRedaction]) {
    for redaction in redactions { remark("\(redaction.words): the next writer destroys it") }
  }

  /// Says that answers may have been false that were found through an index which was not one of the lines.
  func tell(differing index: String?) {
    guard let index else { return }
    remark(
      "note: the index was not one of these lines, as its file \(index) showed: answers that were found "
        + "through it may have been false. It is made anew")
  }

  /// Says of a reading what its reader should know beside the answer: it is the same for every question.
  func tell(of reading: LedgerReading) {
    tell(differing: reading.indexDifference)
    tell(unfinished: reading.unfinishedRedactions)
  }

  /// Whether a network file system is taken at its word.
  var isForced: Bool { arguments.has(.allowNetwork) }

  /// Opens the ledger for questions that need little of it.
  func open() throws(Failure) -> LedgerOpening {
    do throws(LogError) {
      return try ledger.open(checksAll: arguments.knows(.check) && arguments.has(.check))
    } catch {
      throw failure(error)
    }
  }

  /// Does something with an opened ledger.
  func reading<Value>(_ read: () throws(LogError) -> Value) throws(Failure) -> Value {
    do throws(LogError) {
      return try read()
    } catch {
      throw failure(error)
    }
  }

  /// Reads the whole ledger for a question, and says what is to be known beside the answer.
  ///
  /// - Parameter keepsLeaves: whether leaf hashes are asked for.
  func read(keepsLeaves: Bool = false) throws(Failure) -> LedgerReading {
    let reading = try self.reading { () throws(LogError) in
      try ledger.read(keepsLeaves: keepsLeaves)
    }
    tell(of: reading)
    return reading
  }

  /// Reads the whole ledger for a command that goes on to write, whose writer says what it finds.
  func readBeforeWriting() throws(Failure) -> LedgerReading {
    try reading { () throws(LogError) in try ledger.read() }
  }

  /// A failure of the ledger; where its folder is not there, with what to do about that.
  func failure(_ error: LogError) -> Failure {
    var failure = Failure(error)
    if error.remedy.isEmpty, !ledger.exists {
      failure.problems[0].place = arguments.value(.log)?.place()
      failure.problems[0].hint =
        "name the ledger’s folder with --log or CUSTODY_LOG, or open one with custody init"
    }
    return failure
  }

  /// Reads the ledger if there is one; one that is named and not there is an error.
  func readIfThere() throws(Failure) -> LedgerReading? {
    if arguments.value(.log) == nil, !ledger.exists { return nil }
    return try read()
  }
}

extension Failure {
  /// A failure of the log; its severity is the exit code.
  init(_ error: LogError) {
    let code: ExitCode =
      switch error.severity {
      case .usage: .usage
      case .unreadable: .unreadable
      case .integrity: .broken
      }
    self.init(code, [Problem(error)])
  }
}

extension Problem {
  /// A problem of the log or of an input, with the place that it names.
  init(_ error: LogError) {
    self.init(
      error.message, at: error.place.map { Place($0) },
      hint: error.remedy.isEmpty ? nil : error.remedy)
  }
}

extension Place {
  init(_ place: TextPlace) {
    let before = String(place.excerpt.prefix(place.caret))
    self = .text(
      address: place.description, excerpt: place.excerpt, caret: before.printable.displayWidth)
  }
}

extension LogWriter.RecoveredTail {
  /// What was set aside, where it is now, and what is known of it.
  var words: String {
    let lines = "\(lineCount) line\(lineCount == 1 ? "" : "s")"
    let known =
      switch standing {
      case .behindHead: "head names none of it as acknowledged"
      case .unknown: "nothing tells whether any of it was acknowledged"
      case .lost: "acknowledged lines may be among it"
      }
    return
      "\(byteCount) bytes (\(lines)) of \(segment), from byte \(offset) on, are in \(file) now; "
      + known
  }
}

extension UnfinishedRedaction {
  /// What stands, in a clause.
  var words: String {
    "of #\(entry) stands what was to be destroyed (\(names.map(Redaction.words).joined(separator: ", ")))"
  }
}
