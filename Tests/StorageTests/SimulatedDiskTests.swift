import Simulation
import Testing

@testable import Storage

/// The simulated disk itself: it would prove nothing if it kept what a disk may forget.
@Suite struct SimulatedDiskTests {
  private let disk = SimulatedDisk(seed: 7)

  /// A folder on the disk, synced into its parent.
  private func makeFolder() throws -> Folder {
    #expect(try Folder.make("/disk/a", on: .simulated(disk)))
    return try Folder("/disk/a", on: .simulated(disk))
  }

  @Test func itBehavesAsTheRealOne() throws {
    let folder = try makeFolder()
    let file = try folder.open("a", .create)
    try file.write([1, 2, 3, 4].span, at: 2)
    try file.sync()
    #expect(try file.readAll() == [0, 0, 1, 2, 3, 4])
    #expect(try file.length() == 6)
    try file.truncate(to: 3)
    #expect(try folder.contents(of: "a") == [0, 0, 1])
    #expect(try folder.contents(of: "b") == nil)
    #expect(throws: StorageError.self) { _ = try folder.open("a", .create) }
    try folder.rename("a", to: "b")
    #expect(try folder.names() == ["b"])
    try folder.remove("b")
    try folder.remove("b")
    #expect(try folder.names().isEmpty)
    #expect(try folder.names(in: "index").isEmpty)
    try folder.sync()
  }

  @Test(arguments: Fate.allCases)
  func whatIsSyncedStays(fate: Fate) throws {
    let folder = try makeFolder()
    let file = try folder.open("a", .create)
    let bytes = (0..<2000).map { UInt8(truncatingIfNeeded: $0) }
    try file.write(bytes.span, at: 0)
    try file.sync()
    try folder.sync()
    try file.write(bytes.span, at: 2000)
    disk.restart(fate)
    let after = try #require(disk.contents(of: "a", in: "/disk/a"))
    #expect(Array(after.prefix(2000)) == bytes)
    if fate == .kept { #expect(after == bytes + bytes) }
    if fate == .dropped { #expect(after == bytes) }
  }

  @Test func whatIsNotSyncedHasEveryFate() throws {
    var outcomes: [Fate: Set<[UInt8]>] = [:]
    for fate in Fate.allCases {
      for seed in 0..<20 {
        let disk = SimulatedDisk(seed: UInt64(seed))
        let folder = try Folder(SimulatedDisk.root, on: .simulated(disk))
        let file = try folder.open("a", .create)
        try folder.sync()
        try file.write([UInt8](repeating: 1, count: 1500).span, at: 0)
        disk.restart(fate)
        outcomes[fate, default: []].insert(
          try #require(disk.contents(of: "a", in: SimulatedDisk.root)))
      }
    }
    #expect(outcomes[.kept] == [[UInt8](repeating: 1, count: 1500)])
    #expect(outcomes[.dropped] == [[]])
    #expect(
      outcomes[.torn]!.count > 10 && outcomes[.torn]!.allSatisfy { $0.allSatisfy { $0 == 1 } })
    #expect(outcomes[.reordered]!.contains { $0.contains(0) && $0.contains(1) })
    #expect(outcomes[.garbled]!.contains { $0.contains { $0 > 1 } })
  }

  @Test func namesAreForgottenWithoutASyncOfTheFolder() throws {
    let folder = try makeFolder()
    let file = try folder.open("a", .create)
    try file.write([1].span, at: 0)
    try file.sync()
    disk.restart(.dropped)
    #expect(disk.contents(of: "a", in: "/disk/a") == nil)
    #expect(throws: StorageError.self) { try folder.names() }
  }

  @Test func afterAFailedSyncAnotherOneIsNoHelp() throws {
    let folder = try makeFolder()
    let file = try folder.open("a", .create)
    try folder.sync()
    let bytes = [UInt8](repeating: 1, count: 20_000)
    try file.write(bytes.span, at: 0)
    disk.fail(.init(at: 1, isForGood: false))
    #expect(throws: StorageError.self) { try file.sync() }
    try file.sync()
    #expect(try file.readAll() == bytes)
    disk.restart(.kept)
    #expect(disk.contents(of: "a", in: "/disk/a") != bytes)
  }

  @Test func aMachineThatIsDownDoesNothingUntilItIsStartedAgain() throws {
    let folder = try makeFolder()
    let file = try folder.open("a", .create)
    disk.crash(atChange: 2)
    try file.write([1].span, at: 0)
    #expect(throws: StorageError.self) { try file.sync() }
    #expect(disk.isDown)
    #expect(throws: StorageError.self) { _ = try file.length() }
    disk.restart(.kept)
    #expect(disk.contents(of: "a", in: "/disk/a") == [1])
  }

  @Test func aFullDiskTakesWhatFits() throws {
    let folder = try makeFolder()
    let file = try folder.open("a", .create)
    disk.setCapacity(10)
    let error = #expect(throws: StorageError.self) {
      try file.write([UInt8](repeating: 1, count: 20).span, at: 0)
    }
    #expect(error?.code == .diskFull)
    #expect(try file.length() == 10)
    #expect(throws: StorageError.self) { _ = try folder.open("b", .create) }
  }

  @Test func locksEndWithTheirHandles() throws {
    let folder = try makeFolder()
    try folder.lock(holder: "x", wait: 0)
    let other = try Folder("/disk/a", on: .simulated(disk))
    #expect(throws: StorageError.self) { try other.lock(holder: "y", wait: 0) }
    #expect(try other.whileUnlocked { 1 } == nil)
    disk.killProcesses()
    let third = try Folder("/disk/a", on: .simulated(disk))
    try third.lock(holder: "z", wait: 0)
  }
}
