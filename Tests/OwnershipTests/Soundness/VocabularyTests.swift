import Foundation
import Ownership
import Testing

/// The table of FORMAT section 3 against the one in the code.
@Suite(
  .enabled(if: SharedFiles.isPresent("FORMAT.md"), "the contract beside the project is absent"))
struct VocabularyTests {
  /// One type as the contract states it.
  struct Row: Equatable {
    var type: String
    var subjects: Set<SubjectKind>
    var fields: [String]
  }

  @Test(
    "given the contract's table, when compared with ours, then types, subjects and fields agree")
  func table() throws {
    // In the format, and not yet understood.
    let rows = try Self.rows().filter { row in
      !Sealing.coming.contains(EventKind.prefix + row.type)
    }
    #expect(rows.map(\.type).sorted() == EventKind.allCases.map(\.name).sorted())
    for row in rows {
      let kind = try #require(EventKind(type: EventKind.prefix + row.type))
      let fields = kind.fields.map { $0.name + ($0.isRequired ? "" : "?") }
      #expect(fields == row.fields, "\(row.type)")
      #expect(Set(kind.subjects) == row.subjects, "\(row.type)")
    }
  }

  @Test("given what every type may carry, when asked, then it is by and note")
  func common() {
    #expect(EventKind.commonFields.map(\.name) == ["by", "note"])
    #expect(EventKind.commonFields.allSatisfy { !$0.isRequired && $0.kind == .text })
  }

  @Test("given the lists of what is not sealed, when asked, then they are those of the contract")
  func sealed() throws {
    let text = try SharedFiles.text("FORMAT.md")
    let rule = try #require(text.range(of: "in the types of section 3, the fields "))
    let list = text[rule.upperBound...].prefix { $0 != "." }
    let names = Self.codes(list)
    #expect(names == Sealing.lasting && names.count == 18)
    let extras = try #require(text.range(of: "but not the extras "))
    #expect(Self.codes(text[extras.upperBound...].prefix { $0 != "," }) == Sealing.lastingExtras)
    for kind in EventKind.allCases {
      let sealing = Sealing(type: kind.type)
      for field in kind.allFields {
        let isSealed =
          switch kind {
          case .ledgerOpened, .entryRedacted: false
          case .ledgerRecovered: ["by", "note"].contains(field.name)
          case .evidenceIssued: ["complaint", "heads"].contains(field.name)
          default: !names.contains(field.name)
          }
        #expect(sealing.covers(field: field.name) == isSealed, "\(kind) \(field.name)")
      }
    }
    #expect(!Sealing(type: "custody.client.merged").covers(field: "into"))
    #expect(Sealing(type: "client.merged").covers(field: "into"))
    #expect(!Sealing(type: "x.y").covers(extra: "signature"))
  }

  @Test(
    "given what cannot be named and what only the ledger writes, when asked, then it is as stated")
  func reserved() {
    #expect(
      EventKind.allCases.filter { !$0.canBeNamed }.map(\.name)
        == ["ledger.opened", "entry.redacted", "evidence.issued"])
    #expect(
      EventKind.allCases.filter(\.isWrittenByLedgerOnly).map(\.name)
        == ["ledger.opened", "ledger.recovered", "entry.redacted", "evidence.issued"])
  }

  @Test(
    "given words of the contract, when the fields that hold them are asked, then they allow those")
  func words() throws {
    func words(_ kind: EventKind, _ field: String) -> [String] {
      let found = kind.fields.first { $0.name == field }
      if case .word(let words)? = found?.kind { return words }
      return []
    }
    #expect(words(.policyAdopted, "bonusBasis") == ["signing", "revenue"])
    #expect(words(.personJoined, "kind") == ["person", "team", "house"])
    #expect(words(.changeDecided, "decision") == ["granted", "refused"])
    #expect(words(.bonusPaid, "basis") == ["signing", "revenue", "retention"])
  }

  private static func rows() throws -> [Row] {
    let text = try SharedFiles.text("FORMAT.md")
    let section = try #require(text.range(of: "## 3. Vocabulary"))
    let end = try #require(text.range(of: "## 4."))
    return text[section.upperBound..<end.lowerBound].split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
      .flatMap { line -> [Row] in
        let cells = line.replacingOccurrences(of: "\\|", with: "\u{1}").split(separator: "|")
          .map { $0.trimmingCharacters(in: .whitespaces) }
        return rows(types: codes(cells[0]), on: cells[1], data: cells[2])
      }
  }

  /// `` `handoff.accepted` / `declined` `` are two types; `` `ends`? / `reason`? `` is a field for each.
  private static func rows(types: [String], on: String, data: String) -> [Row] {
    var subjects: Set<SubjectKind> = []
    if on.contains("C") { subjects.insert(.client) }
    if on.contains("P") { subjects.insert(.person) }
    if on.contains("L") { subjects.insert(.ledger) }
    if on == "its target's" { subjects = Set(SubjectKind.allCases) }
    let noun = types[0].prefix { $0 != "." }
    return types.enumerated().map { index, type in
      Row(
        type: index == 0 ? type : "\(noun).\(type)", subjects: subjects,
        fields: fields(data, alternative: index))
    }
  }

  private static func fields(_ data: String, alternative: Int) -> [String] {
    var plain = ""
    var depth = 0
    for character in data {
      if "([{".contains(character) { depth += 1 }
      if depth == 0 { plain.append(character) }
      if ")]}".contains(character) { depth -= 1 }
    }
    for end in [" — ", ". "] {
      if let stop = plain.range(of: end) { plain = String(plain[..<stop.lowerBound]) }
    }
    let anyOf = plain.hasPrefix("any of")
    return plain.split(separator: ",").compactMap { piece in
      let choices = piece.components(separatedBy: " / ")
      let choice = choices[min(alternative, choices.count - 1)]
      let parts = choice.components(separatedBy: "`")
      guard parts.count > 2 else { return nil }
      return parts[1] + (anyOf || parts[2].hasPrefix("?") ? "?" : "")
    }
  }

  private static func codes(_ text: some StringProtocol) -> [String] {
    text.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }
}
