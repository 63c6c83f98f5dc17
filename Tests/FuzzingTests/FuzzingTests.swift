import Foundation
import Fuzzing
import Testing

/// Every target over its kept seeds and changed forms of them. `CUSTODY_FUZZ` is how many inputs each
/// target gets (CI: few; by hand: millions), `CUSTODY_FUZZ_SEED` where their numbers begin.
@Suite struct FuzzingTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["CUSTODY_FUZZ"].flatMap { Int($0) } ?? 600
  private static let seed = environment["CUSTODY_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1

  private static func seeds(_ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Seeds/\(target.rawValue)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.flatMap { name in
      let data = try Data(contentsOf: folder.appending(path: name))
      guard name.hasSuffix(".base64") else { return [(name, Array(data))] }
      return try data.split(separator: 0x0A).enumerated().map { index, line in
        ("\(name):\(index + 1)", Array(try #require(Data(base64Encoded: line))))
      }
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `every kept seed keeps the promises`(target: FuzzTarget) throws {
    let seeds = try Self.seeds(target)
    #expect(!seeds.isEmpty)
    for seed in seeds { #expect(target.brokenPromise(seed.bytes) == nil, "\(seed.name)") }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `changed seeds keep the promises`(target: FuzzTarget) throws {
    let seeds = try Self.seeds(target).map(\.bytes)
    var mutator = ByteMutator(seed: Self.seed)
    for round in 0..<Self.count {
      let input = mutator.next(from: seeds)
      let broken = target.brokenPromise(input)
      #expect(
        broken == nil, "input \(round) of seed \(Self.seed): \(Data(input).base64EncodedString())")
      if broken != nil { return }
    }
  }
}
