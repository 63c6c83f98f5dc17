import Foundation
import Testing

@testable import Interchange

@Suite struct CSVReaderTests {
  /// All records, and the problems between them.
  static func read(
    _ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ","), encoding: TextEncoding = .utf8
  ) -> (records: [[String]], problems: [String]) {
    var reader = CSVReader(file: "f.csv", bytes: bytes, delimiter: delimiter, encoding: encoding)
    var fields: [CSVReader.Field] = []
    var records: [[String]] = []
    var problems: [String] = []
    while true {
      switch reader.next(into: &fields) {
      case .record: records.append(fields.map(reader.text))
      case .damaged(let problem):
        problems.append("\(problem.place.line):\(problem.place.column) \(problem.message)")
      case .end: return (records, problems)
      }
    }
  }

  static func read(_ text: String) -> (records: [[String]], problems: [String]) {
    read(Array(text.utf8))
  }

  @Test(
    "Each published file gives the published fields",
    .enabled(if: SharedData.isPresent("vectors/csv-spectrum"), "no shared vectors here"))
  func spectrum() throws {
    let folder = SharedData.folder.appending(path: "vectors/csv-spectrum/csvs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".csv") && $0 != "location_coordinates.csv" }
    #expect(names.count == 11)
    for name in names {
      // The vectors' `.gitattributes` has these files with CRLF, and a plain copy of the blobs has not.
      var bytes = try SharedData.bytes("vectors/csv-spectrum/csvs/\(name)")
      if name.hasSuffix("_crlf.csv"), !bytes.contains(0x0D) {
        bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      }
      let (records, problems) = Self.read(bytes)
      let json = try SharedData.bytes(
        "vectors/csv-spectrum/json/\(name.replacing(".csv", with: ".json"))")
      let expected = try #require(
        try JSONSerialization.jsonObject(with: Data(json)) as? [[String: String]])
      let header = try #require(records.first)
      let found = records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
      #expect(found == expected, "\(name)")
      #expect(problems.isEmpty, "\(name)")
    }
  }

  @Test("A byte order mark, CRLF, blank lines and a missing last line break change nothing")
  func lineEnds() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let (records, problems) = Self.read(mark + Array("a,b\r\n\r\n1,2\n\n3,".utf8))
    #expect(records == [["a", "b"], ["1", "2"], ["3", ""]])
    #expect(problems.isEmpty)
    #expect(Self.read("").records.isEmpty)
    #expect(Self.read("\n\r\n").records.isEmpty)
    #expect(Self.read(",").records == [["", ""]])
    #expect(Self.read("\"\"").records == [[""]])
  }

  @Test("Another delimiter leaves the comma to the text")
  func delimiter() {
    let (records, _) = Self.read(Array("a;b,c\n\"x;y\";z".utf8), delimiter: UInt8(ascii: ";"))
    #expect(records == [["a", "b,c"], ["x;y", "z"]])
  }

  @Test("A quote that is never closed is a problem where it began")
  func unclosedQuote() {
    let (records, problems) = Self.read("a,b\nü,\"two\nthree\nfour")
    #expect(records == [["a", "b"]])
    #expect(
      problems == ["2:3 this quote is never closed; a field that begins with \" ends with \""])
  }

  @Test("A stray quote, something behind a quote and a lone CR damage their record only")
  func damagedRecords() {
    let (records, problems) = Self.read("a\"b,c\n\"x\ny\"z,1\nok,1\np\rq\nok,2\n")
    #expect(records == [["ok", "1"], ["ok", "2"]])
    #expect(
      problems == [
        "1:2 a quote inside a field without quotes; put the whole field in quotes and double this one",
        "3:3 something after a closing quote; a quote inside a field is written twice",
        "5:2 a carriage return that no line feed follows",
      ])
  }

  @Test("A byte that is no UTF-8 is a problem at its character, whatever form it has")
  func badBytes() {
    let bad: [[UInt8]] = [
      [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xC3],
    ]
    for bytes in bad {
      let text = Array("ok,1\n\"я\nя\",x".utf8) + bytes + Array("\nok,2\n".utf8)
      let (records, problems) = Self.read(text)
      #expect(records == [["ok", "1"], ["ok", "2"]], "\(bytes)")
      #expect(
        problems == [
          "3:5 this byte is not UTF-8; if the file is in ISO-8859-1, say `encoding iso-8859-1` in the rules"
        ], "\(bytes)")
    }
    #expect(Self.read("é,я,漢,😀").records == [["é", "я", "漢", "😀"]])
  }

  @Test("In ISO-8859-1 every byte is a character")
  func latin1() {
    let (records, problems) = Self.read([0x4D, 0xFC, 0x6C, 0x6C, 0x2C, 0xDF], encoding: .latin1)
    #expect(records == [["Müll", "ß"]])
    #expect(problems.isEmpty)
  }

  @Test("A place in a long line is shown with what stands around it")
  func excerpts() {
    let (before, after) = (String(repeating: "a", count: 100), String(repeating: "b", count: 99))
    let bytes = Array((before + "!\tz" + after).utf8)
    let place = SourcePlace(file: "f", bytes: bytes, offset: 100, from: (7, 0))
    #expect(place.address == "f:7:101")
    #expect(
      place.excerpt
        == "…\(before.prefix(60))! z\(after.prefix(57))…")
    #expect(place.picture.split(separator: "\n")[1] == String(repeating: " ", count: 63) + "^")
  }
}
