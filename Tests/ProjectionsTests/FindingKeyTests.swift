import Ownership
import Testing

@testable import Projections

/// A known finding never stands for another one, whatever blanks their ids hold.
@Suite struct FindingKeyTests {
  @Test(arguments: FindingCode.allCases)
  func `parts of a key never run into each other`(_ code: FindingCode) throws {
    func key(_ client: String, _ parts: String...) throws -> String {
      Finding(code, client: try ClientID(client), at: .first, lines: [], key: parts, "x").key
    }
    let keys = [
      try key("a b", "c"), try key("a", "b c"), try key("a", "b", "c"), try key("a b c"),
      try key("a%20b", "c"), try key("a", "b%20c"), try key("a", "b,c"),
    ]
    #expect(Set(keys).count == keys.count)
    #expect(keys.allSatisfy { $0.hasPrefix("\(code.rawValue) client/a") })
  }
}
