import Testing

@testable import Interchange

/// A file in pieces is the same file, and costs no more memory than its longest record.
@Suite struct CSVStreamTests {
  /// What a reader saw of a file.
  private struct Seen: Equatable {
    var records: [[String]] = []
    var lines: [Int] = []
    var problems: [RowProblem] = []
    var copy: [UInt8] = []
  }

  private static func read(
    _ bytes: [UInt8], pieces: Int, limit: Int = CSVStream<Never>.recordLimit,
    encoding: TextEncoding = .utf8
  ) -> Seen {
    var rest = bytes[...]
    let stream = CSVStream(
      file: "x.csv", delimiter: UInt8(ascii: ","), encoding: encoding, limit: limit
    ) { () throws(Never) in
      let piece = Array(rest.prefix(pieces))
      rest = rest.dropFirst(pieces)
      return piece
    }
    var seen = Seen()
    while let record = stream.next() {
      switch record {
      case .fields: seen.records.append(stream.texts)
      case .damaged(let problem): seen.problems.append(problem)
      }
      seen.lines.append(stream.line)
      stream.copy(to: &seen.copy)
    }
    stream.copy(to: &seen.copy)
    return seen
  }

  static let files: [[UInt8]] = [
    Array("a,b\n1,\"2\"\r\n\"x\"\"y\",\"two\nlines\"\n".utf8),
    [0xEF, 0xBB, 0xBF] + Array("\n\r\nä,ö\n\n\n\"€\",🦉\n\n".utf8),
    Array("a\nb\"c,d\nx,\"y\"z\n\"never closed\n1,2\n".utf8), Array("a\rb\nc\n".utf8),
    [0x61, 0xFF, 0x0A, 0xC3, 0xA4, 0x0A, 0xC3], [], [0x0A], [0xEF, 0xBB, 0xBF], [0xEF, 0xBB],
    Array("\"\",,\"\"".utf8), Array("a\r".utf8), Array("\"a\"\r\n\"b\"\r".utf8),
  ]

  @Test(arguments: files)
  func `pieces of every size make the same records, and copies the same bytes`(_ bytes: [UInt8]) {
    let whole = Self.read(bytes, pieces: 1 << 20)
    #expect(whole.copy == bytes)
    for size in 1...9 { #expect(Self.read(bytes, pieces: size) == whole, "\(size)") }
  }

  @Test func `a quote that is never closed costs its line only`() throws {
    let seen = Self.read(Array("a\n\"b\nc,d\n".utf8), pieces: 100)
    #expect(seen.records == [["a"], ["c", "d"]] && seen.lines == [1, 2, 3])
    #expect(seen.problems.map(\.place.address) == ["x.csv:2:1"])
    #expect(Self.read(Array("\"a\nb\nc".utf8), pieces: 2).records == [["b"], ["c"]])
  }

  @Test func `a quote that is never closed does not swallow the memory`() throws {
    let rows = String(repeating: "1,2\n", count: 700_000)
    let seen = Self.read(Array("a,\"b\n\(rows)".utf8), pieces: 1000, limit: 1 << 20)
    let problem = try #require(seen.problems.first)
    #expect(seen.problems.count == 1)
    #expect(
      problem.message == "this record is longer than 1 MiB; perhaps a quote is never closed")
    #expect(problem.place.address == "x.csv:1:1")
    #expect(seen.records.count == 700_000 && seen.lines.last == 700_001)
    #expect(seen.copy == Array("a,\"b\n\(rows)".utf8))
  }

  @Test func `fields are put in and taken out, in quotes where they have to be`() {
    var rest = Array("\na,\"b,\",c\r\n".utf8)
    let stream = CSVStream(file: "x") { () throws(Never) in
      defer { rest = [] }
      return rest
    }
    _ = stream.next()
    func copy(_ replaced: Range<Int>?, _ fields: [String]) -> String {
      var bytes: [UInt8] = []
      stream.copy(replacing: replaced, with: stream.written(fields), to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(copy(nil, ["x", "y"]) == "\na,\"b,\",c,x,y\r\n")
    #expect(copy(0..<1, ["x"]) == "\nx,\"b,\",c\r\n")
    #expect(copy(1..<3, ["x\ny", "\"", "z,", ""]) == "\na,\"x\ny\",\"\"\"\",\"z,\",\r\n")
    #expect(copy(nil, []) == "\na,\"b,\",c\r\n")
  }

  @Test func `what is ISO-8859-1 is copied in UTF-8`() {
    let seen = Self.read([0xFC, 0x2C, 0xE4, 0x0A], pieces: 1, encoding: .latin1)
    #expect(seen.records == [["ü", "ä"]] && seen.copy == Array("ü,ä\n".utf8))
  }
}
