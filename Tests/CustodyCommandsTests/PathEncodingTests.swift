import EventLog
import Foundation
import Testing

@testable import CustodyCommands

/// Folders whose names are not UTF-8, as old shares have: nothing is read or written under another name.
@Suite(.enabled(if: BuiltProgram.isThere, "the program is not built beside the tests"))
struct PathEncodingTests {
  /// A folder named in ISO 8859-1, and one that is called what a careless reader takes that for.
  private static let folders = """
    there=$(printf 'B\\374ro'); other=$(printf 'B\\357\\277\\275ro')
    mkdir "$there" "$other" || exit 99
    """

  /// Whether the file system takes such names.
  private static let takesAnyBytes: Bool = {
    let end = try? ResultTests.shell(folders, Bench())
    return end?.code == 0
  }()

  @Test(.enabled(if: takesAnyBytes, "the file system takes only UTF-8"))
  func `given a current folder that is not UTF-8, then no result goes into another one`() throws {
    let bench = Bench.withDispute()
    let commands = [
      "who acme", "checkpoint", "evidence c1", "prove 1", "log", "audit", "annotate ../rows.csv",
    ]
    _ = bench.file("rows.csv", "client,at\nacme,2026-03-02\n")
    for (index, command) in commands.enumerated() {
      let script = """
        \(index == 0 ? Self.folders : "there=$(printf 'B\\374ro'); other=$(printf 'B\\357\\277\\275ro')")
        echo kept > "$other/x"; echo kept > "$there/old"; ln -sfn "$there" by-link
        cd "$there"
        for to in x old ../by-link/y; do
          "$0" \(command) --log ../log -o $to; echo "$to $?" >&2
        done
        cat "../$other/x" old; ls -A
        """
      let end = try ResultTests.shell(script, bench)
      #expect(end.output == "kept\nkept\nold\n", "\(command): \(end.output)")
      for target in ["x", "old", "../by-link/y"] {
        #expect(end.errors.contains("\(target) 2\n"), "\(command): \(end.errors)")
        #expect(
          end.errors.contains(
            "custody: cannot write \(target): a folder on the way there, perhaps the current one, has a name "
              + "that is not UTF-8"), "\(command): \(end.errors)")
      }
    }
    #expect(try Log(reading: bench.log).events.count == 7)
    #expect(bench.read(bench.log + "/checkpoint") == nil)
  }

  @Test(.enabled(if: takesAnyBytes, "the file system takes only UTF-8"))
  func `given a variable that is not UTF-8, then it names no other ledger`() throws {
    let bench = Bench.withDispute()
    let script = """
      \(Self.folders)
      cp -R log "$there/L"; cp -R log "$other/L"
      CUSTODY_LOG="$there/L" "$0" note ledger x; echo $? >&2
      CUSTODY_LOG="$there/L" "$0" who acme; echo $? >&2
      CUSTODY_LOG="$there/L" "$0" log --limit 1 --log log > /dev/null; echo $? >&2
      cat "$there/L/000000000001.jsonl" "$other/L/000000000001.jsonl" | wc -l
      """
    let end = try ResultTests.shell(script, bench)
    #expect(end.output.trimmingCharacters(in: .whitespaces) == "14\n")
    let problem =
      "custody: the variable CUSTODY_LOG is not UTF-8: characters of it cannot be read\n"
    #expect(end.errors.hasPrefix(problem), "\(end.errors)")
    let codes = end.errors.split(separator: "\n").filter { Int($0) != nil }
    #expect(codes == ["2", "2", "0"])
  }

  @Test(.enabled(if: takesAnyBytes, "the file system takes only UTF-8"))
  func `given a current folder that is not UTF-8, then the ledger in it is this one`() throws {
    let bench = Bench.withDispute()
    let end = try ResultTests.shell(
      """
      \(Self.folders)
      cp -R log "$there/L"; cp -R log "$other/L"; cd "$there"
      "$0" note ledger x --log L > told && "$0" verify --log L > told; echo $?
      wc -l < L/000000000001.jsonl; wc -l < "../$other/L/000000000001.jsonl"
      """, bench)
    #expect(end.output.split { $0.isWhitespace } == ["0", "8", "7"], "\(end)")
  }
}
