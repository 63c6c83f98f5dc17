import Foundation
import Ownership
import Testing

@testable import EventLog

/// Two people went on from the same line, and somebody put their files together.
@Suite struct JoinedHistoriesTests {
  private static let segment = "000000000001.jsonl"
  /// Two lines in common, then one on one side and two on the other.
  private struct Fork {
    let ledger: Fixture
    let common: [UInt8]
    let ours: [UInt8]
    let theirs: [UInt8]
    let headOfOurs: [UInt8]
    let headOfTheirs: [UInt8]

    init() throws {
      ledger = try Fixture()
      do { _ = try ledger.create().append([note("common")]) }
      common = try ledger.bytes()
      let head = try ledger.bytes("head")
      do { _ = try ledger.open().append([note("ours")]) }
      ours = Array(try ledger.bytes().dropFirst(common.count))
      headOfOurs = try ledger.bytes("head")
      try ledger.write(common)
      try ledger.write(head, to: "head")
      do { _ = try ledger.open().append([note("theirs"), note("and more")]) }
      theirs = Array(try ledger.bytes().dropFirst(common.count))
      headOfTheirs = try ledger.bytes("head")
    }

    private func contents() throws -> [[UInt8]] {
      try ledger.names.filter { $0 != "index" }.map { try ledger.bytes($0) }
    }

    /// Checks that neither readers nor writers go on, and gives what they are told.
    func refusal() throws -> LogError {
      let before = try contents()
      let error = try #require(throws: LogError.self) { try ledger.read() }
      #expect(throws: error) { try ledger.open() }
      #expect(LogIndex.open(ledger.path) == nil)
      #expect(try LogDiagnosis(of: ledger.path).state == .joined)
      #expect(throws: LogError.self) {
        try LogWriter(
          acceptingLossIn: ledger.path, reason: "x", environment: ledger.environment)
      }
      #expect(try contents() == before)
      #expect(error.remedy == joinedRemedy)
      return error
    }
  }

  private static let marked = (
    begin: Array("<<<<<<< HEAD\n".utf8), middle: Array("=======\n".utf8),
    end: Array(">>>>>>> other\n".utf8)
  )

  @Test(arguments: ["ours", "theirs", "marked", "none"])
  func theMarksOfAMergeAreNamedWithTheirLine(head: String) throws {
    let fork = try Fork()
    let marked = Self.marked
    try fork.ledger.write(
      fork.common + marked.begin + fork.ours + marked.middle + fork.theirs + marked.end)
    switch head {
    case "ours": try fork.ledger.write(fork.headOfOurs, to: "head")
    case "theirs": try fork.ledger.write(fork.headOfTheirs, to: "head")
    case "marked":
      try fork.ledger.write(
        marked.begin + fork.headOfOurs + marked.middle + fork.headOfTheirs + marked.end, to: "head")
    default: try fork.ledger.remove("head")
    }
    let error = try fork.refusal()
    let isContradicted = head == "ours" || head == "theirs"
    #expect(error.severity == (isContradicted ? .integrity : .unreadable))
    #expect(error.message.hasSuffix("a mark of a merge: two histories were joined here"))
    #expect(error.place?.description == "\(fork.ledger.path)/\(Self.segment):3:1")
  }

  @Test(arguments: ["ours", "theirs", "none"])
  func theLinesOfBothSidesAreNamedWhereTheOtherHistoryBegins(head: String) throws {
    let fork = try Fork()
    try fork.ledger.write(fork.common + fork.ours + fork.theirs)
    switch head {
    case "ours": try fork.ledger.write(fork.headOfOurs, to: "head")
    case "theirs": try fork.ledger.write(fork.headOfTheirs, to: "head")
    default: try fork.ledger.remove("head")
    }
    let error = try fork.refusal()
    #expect(error.severity == (head == "theirs" ? .integrity : .unreadable))
    #expect(
      error.message.hasSuffix(
        "two histories were joined here: this is another line 3 than the one in \(Self.segment):3"))
    #expect(error.place?.description == "\(fork.ledger.path)/\(Self.segment):4:1")
  }

  @Test func staleLinesOfTheSameHistoryAreStillATail() throws {
    let fork = try Fork()
    let lines = fork.common + fork.theirs
    try fork.ledger.write(lines + fork.theirs)
    #expect(try fork.ledger.read().tail != nil)
    #expect(try fork.ledger.open().recovered.map(\.offset) == [lines.count])
  }

  @Test func segmentsThatHoldTheSameLinesAreNamed() throws {
    let fork = try Fork()
    try fork.ledger.write(fork.common + fork.theirs)
    try fork.ledger.write(fork.ours, to: "000000000003.jsonl")
    let error = try fork.refusal()
    #expect(error.severity == .unreadable)
    #expect(
      error.message
        == "\(fork.ledger.path)/000000000003.jsonl begins with line 3, which stands in "
        + "\(Self.segment):3 already: two histories were joined")
  }

  @Test(arguments: ["head", "checkpoint"])
  func aWitnessWithMarksIsRefusedThoughTheLinesAreWhole(file: String) throws {
    let fork = try Fork()
    let marked = Self.marked
    try fork.ledger.write(
      marked.begin + fork.headOfOurs + marked.middle + fork.headOfTheirs + marked.end, to: file)
    let error = try fork.refusal()
    #expect(error.severity == .unreadable)
    #expect(
      error.message
        == "\(fork.ledger.path)/\(file) holds the marks of a merge: two histories were joined")
    // A side that is whole is a ledger.
    try fork.ledger.write(fork.common + fork.ours)
    try fork.ledger.write(fork.headOfOurs, to: "head")
    if file == "checkpoint" { try fork.ledger.remove(file) }
    #expect(try fork.ledger.read().events.count == 3)
  }

  private static let gitPath = ["/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git"].first
  {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @discardableResult
  private func git(_ ledger: Fixture, _ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: Self.gitPath ?? "")
    process.currentDirectoryURL = URL(filePath: ledger.path)
    process.environment = [
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": ledger.path,
    ]
    process.arguments = ["-c", "user.name=x", "-c", "user.email=x@example.org"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(
    .enabled(if: Self.gitPath != nil, "git is not there"),
    arguments: [nil, "*.jsonl merge=union\n"])
  func aMergeOfGitIsRefused(attributes: String?) throws {
    let ledger = try Fixture()
    do { _ = try ledger.create().append([note("common")]) }
    try git(ledger, "init", "-q", "-b", "main")
    if let attributes { try ledger.write(Array(attributes.utf8), to: ".gitattributes") }
    func commit(_ drafts: [EventDraft]) throws {
      do { _ = try ledger.open().append(drafts) }
      try git(ledger, "add", "-A")
      #expect(try git(ledger, "commit", "-q", "-m", "x") == 0)
    }
    try commit([note("more")])
    try git(ledger, "checkout", "-q", "-b", "other")
    try commit([note("theirs"), note("and more")])
    try git(ledger, "checkout", "-q", "main")
    try commit([note("ours")])
    try git(ledger, "merge", "-q", "other")
    let error = try #require(throws: LogError.self) { try ledger.read() }
    #expect(error.message.contains("two histories were joined"), "\(error)")
    #expect(error.remedy == joinedRemedy)
    #expect(throws: error) { try ledger.open() }
    // What the words advise leads out of it.
    try git(ledger, "checkout", "--ours", ".")
    if attributes == nil {
      #expect(try ledger.open().head.sequence == SequenceNumber(4))
    }
  }
}

private let joinedRemedy =
  "keep one of them: take the segments, head and checkpoint of one side whole (git checkout --ours "
  + "or --theirs), then record anew with custody append what only the other side knew; nothing was "
  + "changed"
