import EventLog
import Foundation
import Merkle
import Signatures
import Testing

@testable import CustodyCommands

/// Checkpoints of different sizes compared without the log, by a proof.
@Suite struct ConsistencyTests {
  /// A log that grew after a checkpoint was given away, with the files of all who hold something.
  struct Holdings {
    let bench = Bench.withDispute()
    let old: String
    let new: String
    let proof: String

    init() throws {
      old = bench.folder + "/old"
      new = bench.folder + "/new"
      proof = bench.folder + "/old-to-new"
      bench.run("checkpoint", "-o", old)
      bench.append(WriterTests.good)
      bench.append(WriterTests.good.replacing("olga", with: "petr"))
      bench.run("checkpoint", "-o", new)
      let proved = bench.run("prove", "--consistency", "7..9", "-o", proof)
      try #require(proved.code == 0 && proved.errors == "" && proved.output.hasPrefix("head 9 "))
    }
  }

  @Test func `a log that grew is proved to have grown, to whoever holds two checkpoints`() throws {
    let held = try Holdings()
    let bench = held.bench
    let text = String(decoding: try #require(bench.read(held.proof)), as: UTF8.self)
    #expect(text == bench.run("prove", "--consistency", "7..", "--dry-run").output)
    let newer = String(decoding: try #require(bench.read(held.new)), as: UTF8.self)
    #expect(text.hasPrefix("old 7\n") && text.hasSuffix("\n\n" + newer))
    bench.remove(bench.log)
    let proof = bench.run("verify", held.proof, "--against", held.old)
    #expect(proof.code == 0 && proof.errors == "")
    Golden.expect(
      proof.output.replacing(bench.folder, with: "FOLDER"), is: "verify-consistency.txt")
    let json = bench.run("verify", held.proof, "--against", held.old, "--format", "json").output
    #expect(
      json.contains(#""size":null,"statedSize":9,"sizeFrom":9,"sizeTo":16,"#)
        && json.contains(#""unchangedLines":7,"#))
    let newest = bench.run(
      "verify", held.new, "--against", held.old, "--consistency", held.proof)
    #expect(newest.code == 0 && newest.errors == "")
    #expect(
      newest.output.contains(
        "\nit continues \(held.old), which somebody held: the first 7 lines are unchanged\n"))
    #expect(
      newest.output.contains(
        "\nnot proved: that the log has 9 lines, as the file says: the hashes are the same for 9 to 16\n"
      ))
    let open = bench.run(
      "verify", held.new, "--against", held.old, "--consistency", held.proof, "--format", "json")
    #expect(open.output.contains(#""size":null,"statedSize":9,"sizeFrom":9,"sizeTo":16,"#))
    let oldest = bench.run(
      "verify", held.old, "--against", held.new, "--consistency", held.proof)
    #expect(oldest.code == 0 && oldest.errors == "")
    #expect(
      oldest.output.contains(
        "\n\(held.new), which somebody held, continues it: these 7 lines stood in the log then\n"))
    #expect(!oldest.output.contains("as the file says"), "the newer one binds its size")
  }

  @Test func `a proof to a size in between states the root of then`() throws {
    let held = try Holdings()
    let text = held.bench.run("prove", "--consistency", "3..7").output
    let proof = try TlogConsistency(parsing: Array(text.utf8))
    let old = String(decoding: try #require(held.bench.read(held.old)), as: UTF8.self)
    #expect(proof.checkpoint.checkpoint.text == old)
    let same = try TlogConsistency(
      parsing: Array(held.bench.run("prove", "--consistency", "7..7").output.utf8))
    try same.verify(old: proof.checkpoint.checkpoint)
    #expect(same.hashes.isEmpty)
  }

  @Test func `a case file is held against an older checkpoint, and against a newer one`() throws {
    let held = try Holdings()
    let bench = held.bench
    let path = bench.folder + "/c1.case.json"
    #expect(bench.run("evidence", "c1", "-o", path).code == 0)
    bench.append(WriterTests.good.replacing("olga", with: "ivan"))
    let later = bench.folder + "/later"
    bench.run("checkpoint", "-o", later)
    let back = bench.file("back", bench.run("prove", "--consistency", "7..10").output)
    let on = bench.file("on", bench.run("prove", "--consistency", "10..11").output)
    bench.remove(bench.log)
    let older = bench.run("verify", path, "--against", held.old, "--consistency", back)
    #expect(older.code == 0 && older.errors == "")
    #expect(older.output.contains("the first 7 lines are unchanged\n"))
    #expect(!older.output.contains("that the root is the ledger’s"))
    let newer = bench.run("verify", path, "--against", later, "--consistency", on)
    #expect(newer.code == 0 && newer.errors == "")
    #expect(newer.output.contains("these 10 lines stood in the log then\n"))
    #expect(bench.run("verify", path, "--against", later).code == 2, "the proof is missing")
  }

  @Test func `every changed byte of a proof is found`() throws {
    let held = try Holdings()
    let bytes = try #require(held.bench.read(held.proof))
    let file = held.bench.folder + "/changed"
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      held.bench.write(file, changed)
      let code = held.bench.run(
        "verify", held.new, "--against", held.old, "--consistency", file
      ).code
      #expect(code != 0, "byte \(place)")
    }
  }

  @Test func `a log written anew continues nothing`() throws {
    let held = try Holdings()
    let other = Bench()
    other.run("init", "--name", "Продажи", "--zone", "UTC")
    other.append(Array(repeating: WriterTests.good, count: 8).joined(separator: "\n"))
    let forged = other.file("forged", other.run("prove", "--consistency", "7..9").output)
    let result = other.run("verify", forged, "--against", held.old)
    #expect(result.code == 4 && result.output == "")
    #expect(
      result.errors.contains("FOLDER/forged does not continue ")
        && result.errors.contains(" of the older tree, not to the stated "))
  }

  @Test func `what does not fit together is named`() throws {
    let held = try Holdings()
    let bench = held.bench
    func expect(
      _ code: Int32, _ message: String, _ arguments: String...,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let result = bench.run(["verify"] + arguments)
      let words = result.errors.replacing("\n", with: " ").replacing("FOLDER/", with: "")
      #expect(
        result.code == code && words.contains(message) && result.output == "", "\(words)",
        sourceLocation: sourceLocation)
    }
    let six = bench.file("six", bench.run("prove", "--consistency", "6..9").output)
    let eight = bench.file("eight", bench.run("prove", "--consistency", "7..8").output)
    expect(
      2, "old-to-new shows how a log of 7 lines went on, and that checkpoint is not given",
      held.proof)
    expect(
      2, "new is a checkpoint, which proves nothing by itself", held.new)
    expect(
      2, "old-to-new is itself a consistency proof", held.proof, "--against", held.old,
      "--consistency", six)
    expect(
      2, "six begins at 6 lines, and old covers 7", six, "--against", held.old)
    expect(
      2, "six begins at 6 lines, and old covers 7", held.new, "--against", held.old,
      "--consistency", six)
    expect(
      2, "eight leads to 8 lines, and new covers 9", held.new, "--against", held.old,
      "--consistency", eight)
    expect(
      2, "old covers 7 lines and new 9: they cannot be compared without the log, or a proof",
      held.new, "--against", held.old)
    let line = bench.file("3.tlog-proof", bench.run("prove", "3").output)
    expect(
      2, "--consistency leads from one checkpoint to another, and only 3.tlog-proof is given", line,
      "--consistency", held.proof)
    let leaf = String(repeating: "A", count: 43) + "="
    expect(
      2, "a head says nothing of the size of the log", held.new, "--against", "7:\(leaf)",
      "--consistency", held.proof)
    let text = String(decoding: try #require(bench.read(held.proof)), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wrong = bench.file(
      "wrong", text.replacing(lines[1], with: String(repeating: "A", count: 43) + "="))
    expect(
      4, "wrong does not continue old: the proof leads to the root", wrong, "--against", held.old)
    let root = bench.file(
      "root", text.replacing(lines[lines.count - 2], with: String(repeating: "A", count: 43) + "="))
    expect(
      4, "root leads to another root than that of new", held.new, "--against", held.old,
      "--consistency", root)
    let torn = bench.file("torn", "old 7\n")
    expect(3, "torn:1: an empty line and the checkpoint come after", torn)
  }
}
