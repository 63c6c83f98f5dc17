import Foundation
import Ownership
import Storage
import Synchronization
import Testing

@testable import EventLog

/// Two logins on one ledger whose segments are small: each rolls, redacts and recovers what the other wrote.
/// On Linux a thread of root's may have a login of its own where files are concerned.
#if canImport(Glibc)
  @Suite(.enabled(if: geteuid() == 0, "only root can change to other logins"))
  struct SharedRollTests {
    private static let group: UInt32 = 64_100

    /// Runs `body` as a login, on a thread that ends with it.
    private static func run(as user: UInt32, _ body: @escaping @Sendable () throws -> Void)
      -> String?
    {
      let problem = Mutex<String?>(nil)
      let thread = Thread {
        become(user)
        do { try body() } catch { problem.withLock { $0 = "\(error)" } }
      }
      thread.start()
      while !thread.isFinished { Thread.sleep(forTimeInterval: 0.001) }
      return problem.withLock { $0 }
    }

    /// The calls that change the login of a thread and not of the process; Swift does not import them.
    private static func become(_ user: UInt32) {
      typealias Call = @convention(c) (UInt32) -> Int32
      for (name, id) in [("setfsgid", group), ("setfsuid", user)] {
        guard let address = unsafe dlsym(nil, name) else { preconditionFailure("no \(name)") }
        _ = unsafe unsafeBitCast(address, to: Call.self)(id)
      }
    }

    @Test func `given a shared folder, then two logins roll, redact and recover in turn`() throws {
      let ledger = try Fixture()
      let path = ledger.path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      #expect(unsafe chown(path, 64_001, Self.group) == 0)
      let limits = LogWriter.Limits(segmentBytes: 4000, checkpointLines: 20, indexLines: 8)
      let environment = ledger.environment
      let refusal = Self.run(as: 64_001) {
        _ = try LogWriter(
          creating: path, name: "x", zone: "UTC", isShared: true, environment: environment,
          limits: limits)
      }
      #expect(refusal == nil)
      for number in 1...200 {
        if number % 40 == 0 { try tear(path) }
        let refusal = Self.run(as: number % 2 == 0 ? 64_001 : 64_002) {
          let writer = try LogWriter(
            opening: path, environment: environment, limits: limits)
          switch number % 10 {
          case 5:
            _ = try writer.redact(writer.head.sequence, names: ["text"], reason: "x")
          case 9: _ = try writer.append((1...30).map { note("\(number).\($0)") })
          default: _ = try writer.append([note("\(number)")])
          }
        }
        #expect(refusal == nil, "\(number)")
      }
      for user: UInt32 in [64_001, 64_002] {
        let refusal = Self.run(as: user) {
          let log = try Log(reading: path)
          if log.table.segments.count < 10 || log.tail != nil { throw CocoaError(.fileReadUnknown) }
        }
        #expect(refusal == nil)
      }
    }

    /// Leaves a piece of a line at the end of the last segment.
    private func tear(_ path: String) throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      let segment = try #require(names.last { $0.hasSuffix(".jsonl") })
      let file = try #require(FileHandle(forWritingAtPath: "\(path)/\(segment)"))
      try file.seekToEnd()
      try file.write(contentsOf: Data("{\"specversion\":\"1.0\",".utf8))
      try file.close()
    }
  }
#endif
