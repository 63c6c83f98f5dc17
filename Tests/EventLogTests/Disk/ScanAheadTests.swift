import Merkle
import Ownership
import Storage
import Testing

@testable import EventLog

/// Checking on several threads finds what checking line by line finds, whatever was done to the log.
/// `CUSTODY_SEEDS=n` tries n times as many damages.
@Suite struct ScanAheadTests {
  /// What a check says, all of it that others see.
  struct Findings: Equatable {
    var error: LogError?
    var head = SequenceNumber.zero
    var leaf: Digest?
    var root: Digest?
    var rootAtPlace: Digest?
    var segments: SegmentTable?
    var subjects: [UInt64] = []
    var rest = 0
    var bytesShown = 0

    init(_ image: DiskImage, _ plan: ScanAhead.Plan) {
      var wishes = LogScan.Wishes(place: 40, checksHeads: true, ahead: plan)
      var shown = 0
      wishes.progress = { shown = max(shown, $0) }
      do {
        let inspection = try image.inspect(wishes)
        let scan = inspection.scan
        head = SequenceNumber(scan.complete.sequence)
        leaf = scan.complete.leaf
        root = scan.tree.root
        rootAtPlace = scan.testimony.rootAtPlace
        segments = scan.table
        subjects = scan.lastOfSubject
        rest = inspection.rest.length
      } catch { self.error = error as? LogError }
      bytesShown = shown
    }
  }

  static let oneByOne = ScanAhead.Plan(threadCount: 1)

  static func ahead(_ threads: Int, _ length: Int) -> ScanAhead.Plan {
    ScanAhead.Plan(threadCount: threads, byteThreshold: 0, pieceLength: length)
  }

  @Test func aSoundLogGivesTheSameOnAnyNumberOfThreads() throws {
    let image = try DiskImage(bytes: 32 << 10)
    let expected = Findings(image, Self.oneByOne)
    #expect(expected.error == nil && expected.bytesShown == image.log.count)
    #expect(Int(expected.head.value) == image.batchEnds.last!.lines)
    for threads in [2, 3, 16] {
      // From less than a line to all of them.
      for length in [100, 700, 4096, 1 << 20] {
        #expect(Findings(image, Self.ahead(threads, length)) == expected, "\(threads), \(length)")
      }
    }
  }

  @Test func theSameFirstBadLineIsNamedWhateverWasDamaged() throws {
    let whole = try DiskImage(bytes: 16 << 10)
    var numbers = SystemRandomNumberGenerator()
    var seed = UInt64.random(in: 0...UInt64.max, using: &numbers)
    let first = seed
    func random(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: seed >> 33) % count
    }
    var failures = 0
    for round in 0..<150 * DiskScript.seeds {
      var image = whole
      if random(2) == 0 { image.head = nil }
      if random(2) == 0 { image.checkpoint = nil }
      for _ in 0...random(2) { damage(&image.log, random) }
      let expected = Findings(image, Self.oneByOne)
      let found = Findings(image, Self.ahead(2 + random(3), 200 + random(5000)))
      failures += expected.error == nil ? 0 : 1
      #expect(found.error == expected.error, "round \(round) of seed \(first)")
      // How far it was told to have come may differ where nothing more was read.
      var same = found
      same.bytesShown = expected.bytesShown
      #expect(same == expected, "round \(round) of seed \(first)")
    }
    #expect(failures > 50)
  }

  /// Flips a bit, cuts the end, puts something behind it, or takes, doubles or swaps lines.
  private func damage(_ log: inout [UInt8], _ random: (Int) -> Int) {
    if log.isEmpty { return }
    var lines = log.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let line = random(lines.count)
    switch random(7) {
    case 0: log[random(log.count)] ^= 1 << UInt8(random(8))
    case 1: log.removeLast(random(log.count))
    case 2: log += (0...random(300)).map { _ in UInt8(random(256)) }
    case 3: log.insert(0x0A, at: random(log.count))
    case 4, 5, 6:
      switch random(3) {
      case 0: lines.remove(at: line)
      case 1: lines.insert(lines[line], at: line)
      default: lines.swapAt(line, random(lines.count))
      }
      log = Array(lines.joined(separator: [0x0A]))
    default: break
    }
  }

  @Test func batchesThatGoOverSegmentsAreTakenWhole() throws {
    let ledger = try Fixture()
    let writer = try ledger.create(limits: DiskScript.limits)
    for batch in 0..<12 {
      _ = try writer.append((0...batch).map { note("\(batch).\($0)", on: .ledger) })
    }
    let folder = try Folder(ledger.path)
    let expected = try Log.inspectPatiently(folder, wishes: LogScan.Wishes(ahead: Self.oneByOne))
    #expect(expected.scan.table.segments.count > 5)
    for length in [300, 1000, 1 << 20] {
      let found = try Log.inspectPatiently(
        folder, wishes: LogScan.Wishes(ahead: Self.ahead(3, length)))
      #expect(found.scan.table == expected.scan.table)
      #expect(found.scan.tree == expected.scan.tree)
      #expect(found.rest.length == 0 && found.rest.kind == expected.rest.kind)
    }
  }

  @Test func aReaderStopsWhereItIsTold() throws {
    let image = try DiskImage(bytes: 16 << 10)
    let folder = try image.folder()
    for last in [1, 2, 17, 30] as [UInt64] {
      var scans: [LogScan] = []
      for plan in [Self.oneByOne, Self.ahead(3, 900)] {
        var scan = LogScan(keepsIDs: false, wishes: LogScan.Wishes(ahead: plan))
        _ = try scan.run(folder, try LogFiles(folder), upTo: last)
        scans.append(scan)
      }
      #expect(scans[0].complete.sequence == scans[1].complete.sequence)
      #expect(scans[0].complete.sequence <= last && scans[0].tree == scans[1].tree)
    }
  }
}
