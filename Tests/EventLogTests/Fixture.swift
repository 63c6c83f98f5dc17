import EventLog
import Foundation
import Ownership
import Synchronization

/// A ledger in a temporary folder, with a clock and randomness that tests set.
final class Fixture: Sendable {
  let path: String
  private let clock: Mutex<Int64>
  private let random = Mutex<UInt64>(42)

  /// - Parameter folder: the folder in which the ledger's is made; the one for temporary files without it.
  init(start: String = "2026-03-03T10:00:00Z", in folder: String? = nil) throws {
    let parent = folder.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
    path = parent.appending(path: "ledger-\(UUID())").path
    clock = Mutex(try Instant(rfc3339: start).microseconds)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Each look at the clock takes a second.
  var environment: Environment {
    Environment(
      login: "olga",
      now: { [self] in
        clock.withLock { time in
          time += 1_000_000
          return Instant(clamping: time)
        }
      },
      randomBytes: { [self] count in
        random.withLock { state in
          (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
          }
        }
      })
  }

  func setClock(_ text: String) throws {
    let time = try Instant(rfc3339: text).microseconds
    clock.withLock { $0 = time }
  }

  func create(limits: LogWriter.Limits = .init()) throws -> LogWriter {
    try LogWriter(
      creating: path, name: "Тест", zone: "UTC", environment: environment, limits: limits)
  }

  func open(limits: LogWriter.Limits = .init()) throws -> LogWriter {
    try LogWriter(opening: path, environment: environment, limits: limits)
  }

  func read() throws -> Log { try Log(reading: path) }

  func bytes(_ name: String = "000000000001.jsonl") throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path).appending(path: name)))
  }

  func write(_ bytes: [UInt8], to name: String = "000000000001.jsonl") throws {
    try Data(bytes).write(to: URL(filePath: path).appending(path: name))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  func lines(_ name: String = "000000000001.jsonl") throws -> [String] {
    String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

func assignment(
  _ client: String, to person: String, id: String? = nil, time: String = "2026-03-01T09:00:00Z",
  replaces: SequenceNumber? = nil
) throws -> EventDraft {
  EventDraft(
    id: id, source: id == nil ? nil : "crm", type: "custody.assignment.made",
    subject: .client(try ClientID(client)), time: try Instant(rfc3339: time), replaces: replaces,
    data: [
      JSONMember("responsibility", .string("account")), JSONMember("person", .string(person)),
    ])
}

func note(_ text: String, on subject: Subject = .ledger, id: String? = nil) -> EventDraft {
  EventDraft(
    id: id, source: id == nil ? nil : "desk", type: "custody.note.added", subject: subject,
    time: Instant(clamping: 1_767_225_600_000_000), data: [JSONMember("text", .string(text))])
}
