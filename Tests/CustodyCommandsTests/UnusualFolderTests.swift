import EventLog
import Foundation
import Testing

@testable import CustodyCommands

/// What `init`, `append --dry-run` and a file `carrier` say of a folder that is not quite as usual.
@Suite struct UnusualFolderTests {
  private static let event = """
    {"id":"a1","source":"crm","type":"custody.note.added","subject":"client/acme","time":"2026-01-01T00:00:00Z","data":{"text":"x"}}

    """

  @Test func `given an event whose content was destroyed, then a dry run says so`() {
    let bench = Bench.withDispute()
    bench.append(Self.event)
    #expect(bench.run("redact", "8", "--reason", "x").code == 0)
    let told = "1 is there with content destroyed"
    #expect(bench.run("append", input: Self.event).output.contains(told))
    let result = bench.run("append", "--dry-run", input: Self.event)
    #expect(
      result
        == Bench.Result(
          code: 0, output: "",
          errors: "would record 0 lines; 0 are there already; \(told); nothing was recorded\n"))
    let changed = Self.event.replacing("2026-01-01", with: "2026-01-02")
    #expect(bench.run("append", input: changed).code == 2)
    #expect(bench.run("append", "--dry-run", input: changed).code == 2)
  }

  @Test func `given an empty segment, then init tells Git to leave the bytes alone as well`() {
    let bench = Bench()
    bench.makeFolder(bench.log)
    bench.write(bench.log + "/000000000001.jsonl", [])
    #expect(bench.run("init", "--name", "x").code == 0)
    let attributes = bench.read(bench.log + "/.gitattributes")
    #expect(attributes.map { String(decoding: $0, as: UTF8.self) }?.contains("* -text\n") == true)
    let own = Bench()
    own.makeFolder(own.log)
    own.write(own.log + "/.gitattributes", Array("mine\n".utf8))
    #expect(own.run("init", "--name", "x").code == 0)
    #expect(own.read(own.log + "/.gitattributes") == Array("mine\n".utf8))
  }

  @Test func `given a carrier that names no database, then nobody is told of one`() throws {
    let bench = Bench.withDispute()
    let carrier = bench.log + "/carrier"
    bench.makeFolder(carrier)
    var result = bench.run("note", "ledger", "x")
    #expect(result.code == 3)
    #expect(
      result.errors
        == "custody: cannot open FOLDER/log/carrier: it is a folder, and a ledger consists of files; "
        + "look whose it is, and move it away\n")
    bench.remove(carrier)
    for text in ["", "custody-carrier 2 host=db\n", "notes\n"] {
      bench.write(carrier, Array(text.utf8))
      result = bench.run("note", "ledger", "x")
      #expect(result.code == 2)
      #expect(
        result.errors
          == "custody: the file carrier of FOLDER/log does not name the database that a folder mirrors in a way "
          + "that this version of custody reads\n  look whose it is, and move it away if it is none of the "
          + "ledger’s; nothing was written\n", "\(text)")
    }
    bench.write(carrier, Array("custody-carrier 1 host=db dbname=ledger\n".utf8))
    result = bench.run("note", "ledger", "x")
    #expect(result.code == 2 && result.errors.contains("mirrors a database"))
    #expect(try Log(reading: bench.log).events.count == 7)
  }

  @Test func `given control characters in the name, then the ledger is opened, and can be read`() {
    for character in (1...31).compactMap({ Unicode.Scalar($0) }) {
      let bench = Bench()
      let result = bench.run("init", "--name", "a\(character)b")
      #expect(result.code == 0 && result.errors == "")
      #expect(bench.run("verify").code == 0)
    }
  }
}
