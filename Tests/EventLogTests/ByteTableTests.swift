import Testing

@testable import EventLog

@Suite struct ByteTableTests {
  @Test func theTableOfBytesAgreesWithADictionary() {
    var random = RandomDrafts(seed: 5)
    var table = ByteTable()
    var known: [[[UInt8]]: Int] = [:]
    for _ in 0..<20_000 {
      let first = Array("\(random.text())\(Int.random(in: 0..<3000, using: &random.numbers))".utf8)
      let second = random.chance(50) ? Array(random.text().utf8) : []
      let bytes = first + second
      let ranges = (0..<first.count, first.count..<bytes.count)
      let key = second.isEmpty ? [first] : [first, second]
      #expect(table.find(bytes.span, ranges.0, ranges.1) == known[key])
      let number = table.intern(bytes.span, ranges.0, ranges.1)
      #expect(number == known[key] ?? known.count)
      known[key] = number
    }
    #expect(table.count == known.count)
  }
}
