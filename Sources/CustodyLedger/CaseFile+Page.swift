import EventLog
import Merkle
public import Ownership
public import Presentation
import Signatures

extension CaseFile.Report {
  /// What is withheld of each line, as `entry.redacted` would name it.
  public var withheldNames: [SequenceNumber: [String]] {
    Dictionary(withheld.map { ($0.line, $0.names) }) { first, _ in first }
  }
}

/// A case file in a page for people, and back.
extension CaseFile {
  /// Who writes pages, as they say themselves. The number grows with every change of words or form: a page of
  /// another is not proved by its words, and never called changed.
  public static var pageGenerator: String { "custody \(CustodyVersion.text), page 4" }

  /// What it proves, and what not.
  ///
  /// - Parameter report: what a check of this file has found.
  public func claims(_ report: Report) -> CaseClaims {
    CaseClaims(
      lineCount: report.lines.count, origin: checkpoint.checkpoint.origin,
      size: checkpoint.checkpoint.size, root: checkpoint.checkpoint.root.base64,
      subjects: report.heads.map(\.subject.description), redacted: report.destroyed.map(\.line),
      withheld: report.withheld.map { CaseClaims.Withheld(line: $0.line, names: $0.names) },
      losses: losses(report), issued: report.issued.recordedTime, zone: zone)
  }

  private func losses(_ report: Report) -> [CaseClaims.Loss] {
    report.lines.compactMap { line in
      guard let event = report.history[line.sequence],
        case .ledger(.recovered(let loss?)) = event.fact
      else { return nil }
      let who = event.teller.value ?? "somebody whose name was destroyed"
      return CaseClaims.Loss(
        line: line.sequence, words: "\(loss.words), accepted by \(who)".printable)
    }
  }

  /// The page, with the case file in it: HTML, one file, without scripts and without network.
  ///
  /// The same case file gives the same bytes, with the same version of the program.
  /// - Parameter report: what a check of this file has found.
  /// - Complexity: O(bytes).
  public func page(_ report: Report) -> [UInt8] {
    let bytes = bytes
    let withheld = report.withheldNames
    let lines = zip(report.lines, entries).compactMap { line, entry in
      report.history[line.sequence].map { event in
        CasePage.Line(
          event: event, text: entry.line, leaf: line.leaf.base64, proof: entry.proof.map(\.base64),
          withheld: withheld[line.sequence] ?? [])
      }
    }
    return CasePage(
      report.verdict, claims(report), zone: report.history.zone, lines: lines,
      checkpoint: CasePage.Checkpoint(
        text: String(decoding: checkpoint.bytes, as: UTF8.self),
        claims: checkpoint.note.signatures.map { "\($0.name)+\($0.id)" }),
      file: CasePage.File(bytes: bytes, hash: SHA256.digest(of: bytes).hexadecimal),
      generator: Self.pageGenerator
    ).bytes
  }

  /// The bytes of the case file in a page.
  ///
  /// What else stands in the page is not looked at: `page(_:)` of the file gives what should.
  /// - Returns: `nil` where the bytes are no page with a case file.
  /// - Throws: a `CaseFileProblem` where it is not whole, or where there are several.
  /// - Complexity: O(bytes).
  public static func embedded(in page: [UInt8]) throws(CaseFileProblem) -> [UInt8]? {
    let opening = Array(CasePage.opening.utf8)
    guard let start = page.firstRange(of: opening)?.upperBound else { return nil }
    let less = UInt8(ascii: "<")
    guard let end = page[start...].firstIndex(of: less),
      page[end...].starts(with: CasePage.closing.utf8)
    else { throw CaseFileProblem(unreadable: "the case file in the page is not whole") }
    guard page[end...].firstRange(of: opening) == nil else {
      throw CaseFileProblem(unreadable: "the page holds several case files")
    }
    return Array(page[start..<end])
  }

  /// How a page is not the one that the case file in it gives; `nil` where it is.
  ///
  /// - Parameter report: what a check of this file has found.
  public func difference(in page: [UInt8], _ report: Report) -> PageDifference? {
    let own = self.page(report)
    if page == own { return nil }
    let tag = "<meta name=\"generator\" content=\"custody "
    let isOfAnother =
      page.firstRange(of: Array(tag.utf8)) != nil
      && page.firstRange(of: Array("\(tag)\(Self.pageGenerator.dropFirst(8))\">".utf8)) == nil
    if isOfAnother { return .otherVersion }
    let lines = page.split(separator: 0x0A, omittingEmptySubsequences: false)
    let ownLines = own.split(separator: 0x0A, omittingEmptySubsequences: false)
    let first =
      zip(lines, ownLines).enumerated().first { !$0.element.0.elementsEqual($0.element.1) }?.offset
      ?? min(lines.count, ownLines.count)
    return .otherWords(line: first + 1)
  }

  /// How a page is not the one that the case file in it gives.
  public enum PageDifference: Hashable, Sendable {
    /// It says that another version of the program wrote it, whose words are not known here.
    case otherVersion
    /// It says something else, from a line on, counted from 1.
    case otherWords(line: Int)
  }
}
