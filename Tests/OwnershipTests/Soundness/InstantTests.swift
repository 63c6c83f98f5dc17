import SeededNumbers
import Testing

@testable import Ownership

@Suite struct InstantTests {
  /// Where we are stricter than RFC 3339, by the descriptions in the vectors.
  static let stricter: [String: TimeProblem.Reason] = [
    "a valid date-time with a leap second, UTC": .leapSecond,
    "a valid date-time with a leap second, with minus offset": .leapSecond,
    "a second fraction of fifteen nines is valid": .tooFine,
  ]

  @Test(
    "given the published vectors, when read as date-times, then only ours refuses more",
    .enabled(if: SharedFiles.isPresent("vectors/rfc3339"), "the vectors are absent"))
  func dateTimes() throws {
    var strict: Set<String> = []
    for (text, isValid, description) in try vectors("date-time") {
      do throws(TimeProblem) {
        _ = try Instant(rfc3339: text)
        #expect(isValid, "accepted: \(description)")
      } catch {
        guard isValid else { continue }
        #expect(error.reason == Self.stricter[description], "refused: \(description)")
        strict.insert(description)
      }
    }
    #expect(strict == Set(Self.stricter.keys))
  }

  @Test(
    "given the published vectors, when read as dates, then the same ones are dates",
    .enabled(if: SharedFiles.isPresent("vectors/rfc3339"), "the vectors are absent"))
  func dates() throws {
    for (text, isValid, description) in try vectors("date") {
      let moment = try? Moment(text)
      if case .date(let date)? = moment {
        #expect(isValid && date.description == text, "accepted: \(description)")
      } else {
        // A moment is more than a date; the vectors call a date-time no date.
        #expect(!isValid, "refused: \(description)")
      }
    }
  }

  private func vectors(_ name: String) throws -> [(String, Bool, String)] {
    let groups = try JSONText.read(SharedFiles.text("vectors/rfc3339/\(name).json")).items
    let vectors = groups.flatMap { $0["tests"]?.items ?? [] }.compactMap { test in
      test["data"]?.text.map { ($0, test["valid"]?.flag ?? false, test["description"]?.text ?? "") }
    }
    #expect(vectors.count > 20)
    return vectors
  }

  @Test(
    "given any spelling, when read and written, then it is UTC with six decimals or none",
    arguments: [
      ("2026-03-03T10:00:00Z", "2026-03-03T10:00:00Z"),
      ("2026-03-03t10:00:00z", "2026-03-03T10:00:00Z"),
      ("2026-03-03T10:00:00.5Z", "2026-03-03T10:00:00.500000Z"),
      ("2026-03-03T10:00:00.000000Z", "2026-03-03T10:00:00Z"),
      ("2026-03-03T00:30:00+01:00", "2026-03-02T23:30:00Z"),
      ("2026-03-03T10:00:00-00:00", "2026-03-03T10:00:00Z"),
      ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
      ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
      ("0000-12-31T23:30:00-01:00", nil), ("0001-01-01T00:00:00+00:01", nil),
      ("9999-12-31T23:59:59-00:01", nil),
    ])
  func canonical(text: String, expected: String?) {
    #expect((try? Instant(rfc3339: text))?.description == expected)
  }

  @Test(
    "given what is no time, when read, then the reason and the place are told",
    arguments: [
      ("2026-02-29T00:00:00Z", 0, "there is no such date in the calendar"),
      ("2026-13-01T00:00:00Z", 0, "there is no such date in the calendar"),
      ("0000-01-01T00:00:00Z", 0, "there is no such date in the calendar"),
      ("2026-03-03T24:00:00Z", 11, "there is no such time of day"),
      ("2026-03-03T10:60:00Z", 11, "there is no such time of day"),
      ("2026-03-03T10:00:61Z", 11, "there is no such time of day"),
      (
        "2026-03-03T23:59:60Z", 11,
        "second 60 is refused: the ledger's time scale has no leap seconds"
      ),
      ("2026-03-03T10:00:00.0000000Z", 26, "at most six decimals (microseconds) are kept"),
      ("2026-03-03T10:00:00.Z", 20, "expected a digit after '.'"),
      ("2026-03-03T10:00:00", 19, "expected 'Z' or an offset such as +01:00"),
      ("2026-03-03T10:00:00+1:00", 21, "expected an offset of the form +hh:mm"),
      ("2026-03-03T10:00:00+24:00", 19, "there is no such time of day"),
      ("2026-03-03 10:00:00Z", 10, "expected 'T' after the date"),
      ("2026-03-03T10:00:00Z ", 20, "expected the end"),
      ("26-03-03T10:00:00Z", 2, "expected a year of four digits"),
      ("2026/03-03T10:00:00Z", 4, "expected '-' after the year"),
      ("2026-3-03T10:00:00Z", 6, "expected a month of two digits"),
      ("2026-03T10:00:00Z", 7, "expected '-' after the month"),
      ("2026-03-3T10:00:00Z", 9, "expected a day of two digits"),
      ("2026-03-03T1:00:00Z", 12, "expected an hour of two digits"),
      ("2026-03-03T10-00:00Z", 13, "expected ':' after the hour"),
      ("2026-03-03T10:0:00Z", 15, "expected a minute of two digits"),
      ("2026-03-03T10:00Z", 16, "expected ':' after the minute"),
      ("2026-03-03T10:00:0Z", 18, "expected a second of two digits"),
      ("0001-01-01T00:00:00+01:00", 0, "the years 0001 to 9999 can be written"),
    ])
  func refused(text: String, offset: Int, message: String) {
    do throws(TimeProblem) {
      _ = try Instant(rfc3339: text)
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.offset == offset)
      #expect(error.description == message)
    }
  }

  @Test("given random instants, when written and read, then they come back; order is kept")
  func roundTrip() throws {
    var random = SeededNumbers(seed: 7)
    let all = Instant.first.microseconds...Instant.last.microseconds
    for _ in 0..<2000 {
      let instant = Instant(clamping: Int64.random(in: all, using: &random))
      #expect(try Instant(rfc3339: instant.description) == instant)
      #expect(try Instant(rfc3339: instant.recordedText) == instant)
      #expect(instant.recordedText.utf8.count == 27)
      let other = Instant(clamping: Int64.random(in: all, using: &random))
      #expect((instant < other) == (instant.recordedText < other.recordedText))
    }
    #expect(Instant.first.predecessor == nil)
    #expect(Instant(microseconds: Instant.last.microseconds + 1) == nil)
    #expect(Instant(clamping: .max) == .last)
    #expect(Instant(clamping: .min) == .first)
  }

  @Test("given every day of the calendar, when counted one by one, then both numbers agree")
  func calendar() {
    var days: Int64 = -719_162
    var mismatches = 0
    for year in 1...9999 {
      let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (month, length) in zip(1...12, lengths) {
        for day in [1, 2, length] {
          let date = CalendarDate(unchecked: year, month, day)
          let number = days + Int64(day - 1)
          if date.daysSinceEpoch != number || CalendarDate(daysSinceEpoch: number) != date {
            mismatches += 1
          }
        }
        if CalendarDate(year: year, month: month, day: length) == nil { mismatches += 1 }
        if CalendarDate(year: year, month: month, day: length + 1) != nil { mismatches += 1 }
        if CalendarMonth(year: year, month: month)?.days != length { mismatches += 1 }
        days += Int64(length)
      }
    }
    #expect(mismatches == 0)
    #expect(CalendarDate(unchecked: 1970, 1, 1).daysSinceEpoch == 0)
    for (year, month, day) in [
      (0, 1, 1), (10_000, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0),
    ] {
      #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }
  }
}
