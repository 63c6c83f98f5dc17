import CustodyLedger
import Merkle
import Signatures
import Testing

/// Case files of other hands that leave out what the verdict reads, or say more than the tree has.
extension EvidenceProgramTests {
  /// A case file of a client with a holder and that one's manager, once a text in a line is another.
  private static func heldFile(
    _ changes: [(line: Int, part: String, other: String)]
  ) throws -> [UInt8] {
    let heads =
      #""client/acme":"000000000004","person/olga":"000000000003","person/vera":"000000000000","ledger":"000000000001""#
    return try file(
      of: [
        ("ledger.opened", "ledger", 0, #"{"name":"Lyra","zone":"UTC","format":1}"#),
        ("assignment.made", "client/acme", 0, #"{"responsibility":"account","person":"olga"}"#),
        ("person.joined", "person/olga", 0, #"{"name":"Olga","manager":"vera","kind":"person"}"#),
        ("complaint.filed", "client/acme", 2, #"{"complaint":"cv","arose":"2026-11"}"#),
        ("evidence.issued", "ledger", 1, #"{"complaint":"cv","heads":{\#(heads)}}"#),
      ], changes.map { Change(line: $0.line, part: $0.part, other: $0.other) }, destroys: false)
  }

  /// What is changed of the lines about a holder and the manager, the persons whom `heads` then leaves out, and
  /// whether that is taken.
  private static let reaching: [(Bool, [(line: Int, part: String, other: String)])] = {
    let olga = #""person/olga":"000000000003","#
    let vera = #""person/vera":"000000000000","#
    let manager = #""manager":"vera""#
    func without(_ head: String, _ part: String? = nil, _ other: String = "", line: Int = 3) -> [(
      line: Int, part: String, other: String
    )] {
      [(5, head, "")] + (part.map { [(line, $0, other)] } ?? [])
    }
    return [
      (true, []), (false, without(olga)), (false, without(vera)),
      (true, without(vera, "," + manager)),
      // What counts as unknown names nobody.
      (true, without(vera, manager, #""manager":"v ""#)),
      (true, without(vera, manager, #""manager":5"#)),
      (true, without(vera, #""kind":"person""#, #""kind":"robot""#)),
      (true, without(vera, #""name":"Olga""#, #""name":5"#)),
      (true, without(vera, #""recordedby":"x""#, #""recordedby":"x","replaces":"000000000002""#)),
      (true, without(vera, #""recordedby":"x""#, #""recordedby":"x","replaces":"000000000009""#)),
      (true, without(vera, #""type":"custody.person.joined""#, #""type":"custody.person.Joined""#)),
      (
        false,
        without(
          vera, #"joined"#, #"away"#)
          + [
            (
              3, #""name":"Olga","manager":"vera","kind":"person""#,
              #""until":"2026-12-02","deputy":"vera""#
            )
          ]
      ),
      (
        true,
        without(vera, #"joined"#, #"away"#)
          + [
            (
              3, #""name":"Olga","manager":"vera","kind":"person""#,
              #""until":"soon","deputy":"vera""#
            )
          ]
      ),
      (
        false,
        without(vera, #"joined"#, #"moved"#)
          + [(3, #""name":"Olga","manager":"vera","kind":"person""#, manager)]
      ),
    ]
  }()

  @Test func `a person whose lines the verdict reads is missed by verify and program`() throws {
    let bench = Bench()
    let program = try EvidencePageTests.program(
      String(decoding: try EvidencePageTests.page().bytes, as: UTF8.self))
    for (isTaken, changes) in Self.reaching {
      let bytes = try Self.heldFile(changes)
      let problem = EvidenceTests.problem(bytes)
      #expect((problem == nil) == isTaken, "verify, \(changes): \(problem?.message ?? "takes it")")
      let (code, words) = try EvidencePageTests.python(program, bytes, in: bench)
      #expect((code == 0) == isTaken, "the program, \(changes): \(words)")
    }
  }

  @Test func `a hash too many on every path is found by verify and program`() throws {
    let bench = Bench()
    let program = try EvidencePageTests.program(
      String(decoding: try EvidencePageTests.page().bytes, as: UTF8.self))
    let file = try CaseFile(parsing: try Self.file())
    let other = TreeHash.leaf(Array("surplus".utf8))
    for isLeft in [true, false] {
      let root = file.checkpoint.checkpoint.root
      let checkpoint = try #require(
        Checkpoint(
          origin: file.checkpoint.checkpoint.origin, size: file.checkpoint.checkpoint.size,
          root: isLeft ? TreeHash.node(other, root) : TreeHash.node(root, other)))
      let forged = CaseFile(
        complaint: file.complaint, client: file.client, zone: file.zone,
        checkpoint: SignedCheckpoint(checkpoint), verdict: file.verdict,
        entries: file.entries.map { CaseFile.Entry(line: $0.line, proof: $0.proof + [other]) }
      ).bytes
      #expect(EvidenceTests.problem(forged) != nil)
      let (code, words) = try EvidencePageTests.python(program, forged, in: bench)
      #expect(code == 1 && words == "line 000000000001 has too many hashes\n", "\(words)")
    }
  }
}
