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

  /// Reads the whole ledger.
  func read() throws(Failure) -> LedgerReading {
    do throws(LogError) {
      return try ledger.read()
    } catch {
      throw failure(error)
    }
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
