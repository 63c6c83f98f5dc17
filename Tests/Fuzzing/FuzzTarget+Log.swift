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
      guard line.event().sequence == line.sequence else { return "the event is of another line" }
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
      let event = try LogLine(parsing: bytes).event()
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
    var records = CSVRecords(file: "input", bytes: bytes, delimiter: delimiter)
    var count = 0
    while let record = records.next() {
      count += 1
      guard count <= bytes.count + 1 else { return "there are more records than bytes" }
      if case .fields(let fields, _) = record, fields.isEmpty { return "a record without fields" }
    }
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
