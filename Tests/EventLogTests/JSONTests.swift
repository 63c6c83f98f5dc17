import EventLog
import Foundation
import Ownership
import Testing

/// The published vectors beside the project; tests that read them are skipped where they are absent.
enum SharedVectors {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/vectors")

  static func files(_ path: String) -> [(name: String, bytes: [UInt8])] {
    let place = folder.appending(path: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    return names.sorted().map { name in
      (name, Array((try? Data(contentsOf: place.appending(path: name))) ?? Data()))
    }
  }
}

@Suite struct JSONTests {
  static let suite = SharedVectors.files("jsontestsuite/test_parsing")
  /// RFC 8259 lets a name stand twice; the ledger does not (FORMAT section 2).
  static let twiceNamed = [
    "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
  ]

  @Test(.enabled(if: !suite.isEmpty, "the published vectors are not beside the project"))
  func theTestSuiteIsJudgedAsItSays() throws {
    var counts = [0, 0, 0]
    for (name, bytes) in Self.suite {
      let value = try? JSONParser.parse(bytes)
      switch name.first {
      case "y":
        counts[0] += 1
        #expect((value != nil) != Self.twiceNamed.contains(name), "\(name)")
      case "n":
        counts[1] += 1
        #expect(value == nil, "\(name)")
      default: counts[2] += 1
      }
      if let value {
        // What was written canonically is read as the same value, and written as the same bytes.
        let text = JSONWriter.text(value)
        let again = try JSONParser.parse(Array(text.utf8))
        #expect(again == value, "\(name)")
        #expect(JSONWriter.text(again) == text, "\(name)")
      }
    }
    #expect(counts == [95, 188, 35])
  }

  @Test(.enabled(if: !suite.isEmpty, "the published vectors are not beside the project"))
  func theTestSuiteIsJudgedTheSameAsDataOfALine() throws {
    let ledger = try Fixture()
    let writer = try ledger.create()
    let before =
      "{\"type\":\"example.tested\",\"subject\":\"ledger\",\"time\":\"2026-01-01T00:00:00Z\","
    var accepted = 0
    for (name, bytes) in Self.suite {
      let text = Array("\(before)\"data\":".utf8) + bytes + Array("}".utf8)
      guard let value = try? JSONParser.parse(text),
        case .draft(let draft) = DraftReader.read(value)
      else {
        // An attribute is never null.
        let isNull = name == "y_structure_lonely_null.json"
        #expect(!name.hasPrefix("y") || Self.twiceNamed.contains(name) || isNull, "\(name)")
        continue
      }
      #expect(!name.hasPrefix("n"), "\(name)")
      guard case .staged = try writer.stage(draft) else {
        Issue.record("\(name) is not taken")
        continue
      }
      accepted += 1
    }
    _ = try writer.commit()
    #expect(try ledger.read().events.count == accepted + 1)
  }

  @Test func theExamplesOfCloudEventsAreRead() throws {
    let files = SharedVectors.files("cloudevents/examples")
    for (name, bytes) in files {
      #expect(throws: Never.self, "\(name)") { try JSONParser.parse(bytes) }
    }
  }

  @Test(arguments: [
    ("{\"a\":1,\"a\":2}", 7, "the name \"a\" stands twice in one object"),
    ("{\"a\":1,\"\\u0061\":2}", 7, "the name \"a\" stands twice in one object"),
    ("[1,]", 3, "expected a value"), ("[1", 2, "expected ',' or ']' in the list"),
    ("{\"a\" 1}", 5, "expected ':' after the name"), ("{a:1}", 1, "expected a name in quotes"),
    ("{\"a\":1 \"b\"", 7, "expected ',' or '}' in the object"),
    ("01", 1, "expected the end after the value"), ("-", 1, "expected a digit in the number"),
    ("1.", 2, "expected a digit in the number"), ("tru", 0, "expected true"),
    ("", 0, "expected a value, found the end"), ("\"abc", 0, "the string does not end"),
    ("\"\u{1}\"", 1, "a control character stands in the string; write it as an escape"),
    ("\"\\x\"", 1, "there is no such escape"), ("\"\\ud800\"", 1, "half a surrogate pair"),
    ("\"\\udc00\"", 1, "half a surrogate pair"), ("\"\\ud800\\u0041\"", 1, "half a surrogate pair"),
    ("\"\\u12\"", 1, "expected four hexadecimal digits after \\u"),
  ])
  func whatIsWrongIsSaidWithItsPlace(text: String, offset: Int, message: String) {
    let problem = #expect(throws: JSONProblem.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(problem?.offset == offset)
    #expect(problem?.message == message)
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    for bytes: [UInt8] in [
      [0xFF], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xC3],
    ] {
      let problem = #expect(throws: JSONProblem.self) {
        try JSONParser.parse([0x22] + bytes + [0x22])
      }
      #expect(problem?.message == "the bytes are not UTF-8")
    }
  }

  @Test func depthHasALimit() {
    func nested(_ levels: Int) -> [UInt8] {
      Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    }
    #expect(throws: Never.self) { try JSONParser.parse(nested(128)) }
    let problem = #expect(throws: JSONProblem.self) { try JSONParser.parse(nested(129)) }
    #expect(problem?.message == "more than 128 lists and objects within one another")
  }

  @Test func manyNamesAreComparedByTheirBytes() throws {
    // é as one character and as two are two names.
    let names = (0..<40).map { "\"n\($0)\":0" } + ["\"\u{e9}\":1", "\"e\u{301}\":2"]
    let text = "{\(names.joined(separator: ","))}"
    #expect(JSONWriter.text(try JSONParser.parse(Array(text.utf8))) == text)
    let twice = "{\((names + ["\"n7\":1"]).joined(separator: ","))}"
    #expect(throws: JSONProblem.self) { try JSONParser.parse(Array(twice.utf8)) }
  }

  @Test func stringsAreEscapedAsLittleAsPossible() {
    #expect(
      JSONWriter.text(.string("\"\\/\u{8}\n\u{1f}\u{7f}é😀"))
        == "\"\\\"\\\\/\\u0008\\u000a\\u001f\u{7f}é😀\"")
  }
}
