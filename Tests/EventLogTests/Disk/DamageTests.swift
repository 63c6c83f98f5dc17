import Ownership
import SeededNumbers
import Simulation
import Storage
import Testing

@testable import EventLog

/// Logs that were cut, flipped, zeroed or followed by anything. `CUSTODY_STRIDE=1` tries every case.
@Suite struct DamageTests {
  private func problem(_ image: DiskImage) -> LogError? {
    do { _ = try image.inspect() } catch { return error as? LogError }
    return nil
  }

  @Test func aLogCutAnywhereWithoutWitnessesOpensToItsLastWholeBatchAndGoesOn() throws {
    let whole = try DiskImage(bytes: 64 << 10)
    #expect(whole.batchEnds.last!.lines >= 150)
    for length in Swift.stride(
      from: 0, through: whole.log.count, by: DiskImage.stride(usually: 1531))
    {
      var image = whole
      image.head = nil
      image.checkpoint = nil
      image.log = Array(whole.log.prefix(length))
      let lines = whole.lines(within: length)
      #expect(try Int(image.inspect().scan.complete.sequence) == lines, "cut to \(length)")
      if lines == 0 { continue }
      let disk = try image.disk()
      func open() throws -> LogWriter {
        try LogWriter(
          opening: DiskScript.path, on: .simulated(disk), environment: DiskScript.environment)
      }
      var writer: LogWriter? = try open()
      let isClean = whole.batchEnds.contains { $0.offset == length }
      #expect(writer?.recovered.count == (isClean ? 0 : 1), "cut to \(length)")
      _ = try writer?.append([note("on")])
      writer = nil
      let bytes = disk.contents(of: DiskImage.segment, in: DiskScript.path)
      #expect(
        bytes?.starts(with: whole.log.prefix(whole.batchEnds.last { $0.lines == lines }!.offset))
          == true)
      writer = try open()
      writer = nil
      #expect(
        disk.contents(of: DiskImage.segment, in: DiskScript.path) == bytes, "cut to \(length)")
    }
  }

  @Test func aLogCutAnywhereBesideItsWitnessesIsBrokenAndLeftAsItIs() throws {
    let whole = try DiskImage(bytes: 64 << 10)
    let last = SequenceNumber(UInt64(whole.batchEnds.last!.lines))
    for length in Swift.stride(from: 0, to: whole.log.count, by: DiskImage.stride(usually: 1531)) {
      var image = whole
      image.log = Array(whole.log.prefix(length))
      for hasHead in [true, false] {
        if !hasHead { image.head = nil }
        let error = try #require(problem(image), "cut to \(length)")
        #expect(error.severity == .integrity, "cut to \(length)")
        let lines = whole.lines(within: length)
        let claim =
          hasHead
          ? "head says that line \(last) was acknowledged" : "checkpoint covers \(last) lines"
        #expect(
          error.message.hasPrefix(
            "/disk/ledger: \(claim), but the log checks out only to line \(lines)"), "\(error)")
      }
      let disk = try image.disk()
      #expect(throws: LogError.self) {
        try LogWriter(
          opening: DiskScript.path, on: .simulated(disk), environment: DiskScript.environment)
      }
      #expect(disk.contents(of: DiskImage.segment, in: DiskScript.path) == image.log)
    }
  }

  @Test func everyFlippedBitIsFoundInItsLine() throws {
    let whole = try DiskImage(bytes: 8 << 10)
    let last = whole.batchEnds.last!.lines
    for bit in Swift.stride(from: 0, to: whole.log.count * 8, by: DiskImage.stride(usually: 661)) {
      var image = whole
      image.log[bit / 8] ^= 1 << (bit % 8)
      let error = try #require(problem(image), "bit \(bit)")
      #expect(error.severity == .integrity, "bit \(bit)")
      let line = whole.line(at: bit / 8)
      guard let place = error.place?.description else {
        // Only of the last line do the witnesses alone know.
        #expect(line == last || error.message.contains(":\(line): "), "bit \(bit): \(error)")
        continue
      }
      let found = Int(place.split(separator: ":")[1]) ?? 0
      #expect(found == line, "bit \(bit): \(place)")
    }
  }

  @Test func everyZeroedSectorIsFound() throws {
    let whole = try DiskImage(bytes: 256 << 10)
    let stride = DiskImage.stride(usually: 61) * SimulatedDisk.sectorLength
    for start in Swift.stride(from: 0, to: whole.log.count, by: stride) {
      var image = whole
      for index in start..<min(start + SimulatedDisk.sectorLength, whole.log.count) {
        image.log[index] = 0
      }
      let error = try #require(problem(image), "sector at \(start)")
      #expect(error.severity == .integrity, "sector at \(start)")
    }
  }

  @Test(arguments: ["zeros", "random", "stale"])
  func whateverFollowsTheLastBatchIsATailBesideAHead(kind: String) throws {
    let whole = try DiskImage(bytes: 4 << 10)
    var numbers = SeededNumbers(seed: 5)
    for length in 1...64 {
      let tail: [UInt8] =
        switch kind {
        case "zeros": [UInt8](repeating: 0, count: length * 16)
        case "random": (0..<length).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        default: Array(whole.log.suffix(length * 37))
        }
      var image = whole
      image.log += tail
      let inspection = try image.inspect()
      #expect(inspection.outcome == .setAside)
      #expect(inspection.rest.offset == whole.log.count && inspection.rest.length == tail.count)
      image.head = nil
      let isTail = !tail.contains(0x0A) || tail.contains(0)
      let error = problem(image)
      #expect((error == nil) == isTail, "\(length): \(String(describing: error))")
      #expect(error == nil || error?.severity == .unreadable)
      let disk = try image.disk()
      if !isTail { continue }
      let writer = try LogWriter(
        opening: DiskScript.path, on: .simulated(disk), environment: DiskScript.environment)
      let aside = "\(DiskImage.segment).tail-\(whole.log.count)"
      #expect(disk.contents(of: aside, in: DiskScript.path) == tail)
      #expect(writer.recovered.map(\.byteCount) == [tail.count])
    }
  }
}
