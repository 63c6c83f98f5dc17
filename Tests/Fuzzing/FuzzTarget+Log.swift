import EventLog
import Interchange
import Merkle
import Ownership

/// What the log and its producers read.
extension FuzzTarget {
  static func line(_ bytes: [UInt8]) -> String? {
    do throws(LogLine.Problem) {
      let line = try LogLine(parsing: bytes)
      guard NaiveLine.isCanonical(bytes) else { return "a line that is not canonical is accepted" }
      guard line.event.sequence == line.sequence else { return "the event is of another line" }
      return nil
    } catch {
      guard (0...bytes.count).contains(error.offset) else {
        return "the place is outside: \(error)"
      }
      return NaiveLine.isCanonical(bytes) ? "a canonical line is refused: \(error)" : nil
    }
  }

  static func json(_ bytes: [UInt8]) -> String? {
    let value: JSON
    do throws(JSONProblem) { value = try JSONParser.parse(bytes) } catch {
      return (0...bytes.count).contains(error.offset) ? nil : "the place is outside: \(error)"
    }
    let text = Array(JSONWriter.text(value).utf8)
    do throws(JSONProblem) {
      let again = try JSONParser.parse(text)
      guard again == value else { return "written and read again it is another value" }
    } catch { return "what was written cannot be read: \(error)" }
    return nil
  }

  static func events(_ bytes: [UInt8]) -> String? {
    var feed = EventInput(file: "input", bytes: bytes)
    var rows = 0
    while true {
      let row: EventInput.Row?
      do throws(LogError) { row = try feed.next() } catch { return nil }
      guard let row else { return nil }
      rows += 1
      guard rows <= bytes.count + 1 else { return "there are more rows than bytes" }
      guard case .event(let draft, _) = row else { continue }
      guard draft.problems.isEmpty else { continue }
      if let broken = draftLine(draft) { return broken }
    }
  }

  /// What a draft says must come back from the line that it becomes.
  private static func draftLine(_ draft: EventDraft) -> String? {
    let bytes = HostileLog.line(
      draft, sequence: SequenceNumber(7), previous: .zero, subjectPrevious: .zero)
    guard bytes.count <= 65_535 else { return nil }
    do throws(LogLine.Problem) {
      let event = try LogLine(parsing: bytes).event
      guard event.type.hasSameBytes(as: draft.type), event.subject == draft.subject,
        event.time == draft.time, event.statedEffectiveTime == draft.effectiveTime,
        event.sourceTime == draft.sourceTime, event.origin == draft.origin,
        event.replaces == draft.replaces
      else { return "the line says something else than its producer" }
      return nil
    } catch {
      return "what a producer may say is not a line: \(error)"
    }
  }

  static func csv(_ bytes: [UInt8]) -> String? {
    let delimiter = UInt8(ascii: (bytes.first ?? 0) % 2 == 0 ? "," : ";")
    func read(_ piece: Int) -> (records: [[String]?], copy: [UInt8])? {
      var rest = bytes[...]
      let stream = CSVStream(file: "input", delimiter: delimiter) { () throws(Never) in
        let next = Array(rest.prefix(piece))
        rest = rest.dropFirst(piece)
        return next
      }
      var copy: [UInt8] = []
      var records: [[String]?] = []
      while let record = stream.next() {
        if case .fields = record { records.append(stream.texts) } else { records.append(nil) }
        stream.copy(to: &copy)
        guard records.count <= bytes.count + 1 else { return nil }
      }
      stream.copy(to: &copy)
      return (records, copy)
    }
    guard let whole = read(bytes.count + 1), let pieces = read(Int(bytes.first ?? 0) % 7 + 1)
    else { return "there are more records than bytes" }
    if whole.records.contains(where: { $0?.isEmpty ?? false }) { return "a record without fields" }
    if whole.records != pieces.records { return "pieces make other records" }
    if whole.copy != bytes || pieces.copy != bytes { return "what is copied is not what was read" }
    return nil
  }

  static func rules(_ bytes: [UInt8]) -> String? {
    do throws(RulesErrors) {
      _ = try ImportRules(parsing: bytes, file: "input")
      return nil
    } catch {
      return error.problems.isEmpty ? "refused without a word" : nil
    }
  }
}
