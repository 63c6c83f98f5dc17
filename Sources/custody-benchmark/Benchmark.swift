import EventLog
import Merkle
import Ownership
import Storage
import Synchronization

/// Append, replay and ask on a seeded ledger, each beside what the machine needs for the bare bytes.
struct Benchmark {
  let lines: Int
  let folder: String
  let seed: UInt64

  func run() throws {
    print("custody-benchmark: \(lines) lines, seed \(seed), \(Threads.processorCount) processors")
    print("Ratios hold from machine to machine, seconds do not. Peaks of memory are those so far.")
    print(Measurement.header)
    try append()
    let (bytes, hashing) = try limits()
    try verify()
    try replayAndAsk(bytes: bytes, hashing: hashing)
  }

  /// JSON text until all lines are on the disk and acknowledged.
  private func append() throws {
    var history = SeededHistory(lines: lines, seed: seed)
    let making = Measurement.of("make JSON text") {
      var count = 0
      while true {
        let piece = history.piece()
        if piece.isEmpty { return count }
        count += piece.count
      }
    }
    print(making.measurement.row("\(making.value) bytes"))
    history = SeededHistory(lines: lines, seed: seed)
    let writer = try LogWriter(
      creating: folder, name: "Benchmark", zone: "UTC", environment: .system())
    let appending = try Measurement.of("append, text included") {
      let feed = EventFeed(file: "benchmark") { () throws(LogError) in history.piece() }
      while let row = try feed.next() {
        switch row {
        case .event(let draft, _):
          guard case .staged = try writer.stage(wellFormed: draft) else {
            throw BenchmarkProblem(message: "an event was not staged: \(draft)")
          }
        case .refused(let problems): throw BenchmarkProblem(message: "\(problems)")
        }
      }
      return try writer.commit().count
    }
    print(appending.measurement.row("\(appending.value) lines", peer: making.measurement))
  }

  /// What reading, counting line feeds in, hashing and writing the same bytes takes.
  private func limits() throws -> (count: Int, hashing: Measurement) {
    let reading = try Measurement.of("read the files") {
      let folder = try Folder(folder)
      return try folder.names().filter { $0.hasSuffix(".jsonl") }.sorted()
        .map { try folder.contents(of: $0, atMost: File.limit) ?? [] }
    }
    let files = reading.value
    let count = files.reduce(0) { $0 + $1.count }
    print(reading.measurement.row("\(count) bytes"))
    let counting = Measurement.of("count line feeds") {
      files.reduce(0) { total, file in
        var found = 0
        for byte in file where byte == 0x0A { found += 1 }
        return total + found
      }
    }
    print(counting.measurement.row("\(counting.value) line feeds"))
    let hashing = Measurement.of("SHA-256") {
      files.reduce(0) { $0 ^ Int(SHA256.digest(of: $1).base64.utf8.first ?? 0) }
    }
    print(hashing.measurement.row("\(count) bytes"))
    let writing = try Measurement.of("write and sync") {
      let folder = try Folder(folder)
      let file = try folder.open("benchmark-copy", .create)
      var offset = 0
      for bytes in files {
        try file.write(bytes.span, at: offset)
        offset += bytes.count
      }
      try file.sync()
      try folder.remove("benchmark-copy")
    }
    print(writing.measurement.row("\(count) bytes"))
    return (count, hashing.measurement)
  }

  /// The check of all lines, beside the hashing alone that it has to do: in turn, the best of three each,
  /// since a machine has other things to do now and then.
  func verify() throws {
    let hashing = try SealedHashing(of: Folder(folder))
    var floor: Measurement?
    var best: Measurement?
    var count: UInt64 = 0
    for _ in 0..<3 {
      let hashed = Measurement.of("hash as section 7 says") { hashing.run() }.measurement
      let verified = try Measurement.of("verify") { try LogVerification(of: folder) }
      count = verified.value.head.sequence.value
      floor = [floor, hashed].compactMap(\.self).min { $0.seconds < $1.seconds }
      best = [best, verified.measurement].compactMap(\.self).min { $0.seconds < $1.seconds }
    }
    guard let floor, let best else { return }
    print(floor.row("keys, seals, sealed lines, one thread"))
    print(best.row("\(count) lines", peer: floor))
  }

  private func replayAndAsk(bytes: Int, hashing: Measurement) throws {
    let reading = try Measurement.of("replay: read, check") { try Log(reading: folder) }
    print(reading.measurement.row("\(reading.value.events.count) lines", peer: hashing))
    let making = Measurement.of("replay: history") {
      History(events: reading.value.events, zone: .utc)
    }
    let history = making.value
    print(making.measurement.row("\(history.clients.count) clients", peer: hashing))
    let now = Instant(clamping: OperatingSystem.microseconds())
    let folding = Measurement.of("replay: fold all") { ownedClients(history, now) }
    print(folding.measurement.row("\(folding.value) are owned", peer: hashing))
    let parts = [reading.measurement, making.measurement, folding.measurement]
    let total = Measurement(
      name: "replay, all", seconds: parts.reduce(0) { $0 + $1.seconds },
      processorSeconds: parts.reduce(0) { $0 + $1.processorSeconds },
      peakMemory: folding.measurement.peakMemory)
    print(total.row("\(bytes) bytes", peer: hashing))
    var chance = SeededHistory(lines: lines, seed: seed)
    let clients = try (0..<1000).map { _ in try ClientID(chance.anyClient()) }
    let asking = try Measurement.of("ask one client") {
      try clients.count { client in
        let question = Question(client: client, responsibility: .contract, at: .instant(now))
        return try history.answer(question).answers[0].accountable != nil
      }
    }
    print(asking.measurement.row("\(clients.count) questions", peer: total))
  }
}

/// How many clients have somebody who answers for them, asked of all of them on all processors.
private func ownedClients(_ history: History, _ now: Instant) -> Int {
  let clients = history.clients
  let parts = Threads.processorCount
  let owned = Atomic<Int>(0)
  Threads.run(parts) { part in
    guard let perspective = try? history.perspective() else { return }
    let share = clients.count * part / parts..<clients.count * (part + 1) / parts
    let count = clients[share].count { client in
      let reply = try? perspective.reply(client, .account, at: .instant(now))
      return reply?.answers[0].accountable != nil
    }
    owned.wrappingAdd(count, ordering: .relaxed)
  }
  return owned.load(ordering: .relaxed)
}

/// What stopped a benchmark.
struct BenchmarkProblem: Error {
  let message: String
}
