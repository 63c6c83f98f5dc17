import Testing

@testable import EventLog

/// The values that stand more than once, against a count of each.
@Suite struct RepeatedValuesTests {
  @Test(arguments: [0, 1, 2, 7, 1000, 5000, 40_000])
  func `those that stand twice are found, whatever their first bits`(count: Int) {
    var generator = SystemRandomNumberGenerator()
    for shift in [0, 20, 44, 63] {
      for isHigh in [false, true] {
        let values = (0..<count).map { _ in
          let value = UInt64.random(in: 1...UInt64.max, using: &generator) >> UInt64(shift)
          return max(1, isHigh ? value << UInt64(shift) : value)
        }
        let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(RepeatedID.repeatedValues(values) == Set(counts.filter { $0.value > 1 }.keys))
      }
    }
  }
}
