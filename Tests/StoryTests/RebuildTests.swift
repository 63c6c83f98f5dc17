import EventLog
import Foundation
import Ownership
import Testing

/// The story in Swift and the ledger that ships are the same bytes.
@Suite struct RebuildTests {
  private let story: BuiltStory

  init() throws { story = try BuiltStory.shared.get() }

  @Test func theShippedLedgerIsTheStoryByteForByte() throws {
    let shipped = BuiltStory.shipped
    if ProcessInfo.processInfo.environment["CUSTODY_REBUILD_STORY"] == "1" {
      try rewrite(shipped)
    }
    let files =
      FileManager.default.fileExists(atPath: shipped.path)
      ? try BuiltStory.files(in: shipped) : [:]
    let remedy =
      "the story has changed: run the tests with CUSTODY_REBUILD_STORY=1 to write EventLog/"
    #expect(files.keys.sorted() == story.files.keys.sorted(), "\(remedy)")
    for (name, bytes) in story.files {
      // Not within the expectation: it would print both, byte for byte.
      let isTheSame = files[name] == bytes
      #expect(isTheSame, "EventLog/\(name): \(remedy)")
    }
  }

  private func rewrite(_ folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in try BuiltStory.files(in: folder).keys {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    for (name, bytes) in story.files {
      try Data(bytes).write(to: folder.appending(path: name))
    }
  }

  @Test func everyLineIsWellFormedAndNamesWhatItMayName() {
    let foreign: Set = ["custody.client.scored", "com.lyra.telephone.call.logged"]
    for draft in story.script.entries.flatMap(\.drafts) {
      #expect(draft.problems.isEmpty, "\(draft)")
    }
    for event in story.history.events {
      if case .unknown(let reason) = event.fact {
        #expect(reason == .type && foreign.contains(event.type), "line \(event.sequence)")
      }
    }
    let unknown = story.history.events.filter { EventKind(type: $0.type) == nil }
    #expect(Set(unknown.map(\.type)) == foreign)
  }

  @Test func everyTypeOccurs() {
    let used = Set(story.history.events.compactMap { EventKind(type: $0.type) })
    #expect(Set(EventKind.allCases).subtracting(used) == [])
  }

  @Test func nothingButTheLedgerLiesInItsFolder() throws {
    let wanted: Set = [".gitattributes", "000000000001.jsonl", "head", "checkpoint"]
    #expect(story.names.subtracting(["index"]) == wanted)
    let shipped = try FileManager.default.contentsOfDirectory(atPath: BuiltStory.shipped.path)
    #expect(Set(shipped).subtracting(["index"]) == wanted)
  }

  @Test func theClockRunsForTwoYearsAndEveryLineIsTheStorys() throws {
    let events = story.history.events
    #expect((150...250).contains(events.count))
    #expect(UInt64(events.count) == story.script.lineCount)
    #expect(events.first?.recordedTime.recordedText == "2024-10-01T07:00:00.000000Z")
    #expect(events.last?.recordedTime.description.hasPrefix("2026-10-12T08:") == true)
    #expect(story.log.opening?.name == Story.name)
    #expect(story.log.tail == nil)
  }

  @Test func onlyFutureDecisionsLieAheadOfTheirRecording() {
    for event in story.history.events {
      #expect(event.time <= event.recordedTime, "line \(event.sequence)")
    }
  }
}
