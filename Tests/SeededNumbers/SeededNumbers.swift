import Foundation

/// Sebastiano Vigna's SplitMix64: the same numbers from the same seed everywhere.
package struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True in `percent` of a hundred cases.
  package mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  package mutating func pick<Element>(_ items: [Element]) -> Element {
    items.randomElement(using: &self)!
  }

  /// One of some values, each as often as its weight says.
  package mutating func pick<Element>(weighted items: KeyValuePairs<Element, Int>) -> Element {
    var place = Int.random(in: 0..<items.map(\.value).reduce(0, +), using: &self)
    for (item, weight) in items {
      if place < weight { return item }
      place -= weight
    }
    preconditionFailure("the weights add up")
  }

  /// True in half of the cases.
  package mutating func isHeads() -> Bool { next() & 1 == 0 }

  /// How many rounds a campaign has: `CUSTODY_TEST_ROUNDS` times the small count of CI.
  package static func rounds(_ count: Int) -> Int {
    count * (ProcessInfo.processInfo.environment["CUSTODY_TEST_ROUNDS"].flatMap { Int($0) } ?? 1)
  }
}
