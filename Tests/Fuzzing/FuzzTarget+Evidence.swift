import CustodyLedger
import Merkle
import Signatures

/// What a stranger hands over as evidence.
extension FuzzTarget {
  static func checkpoint(_ bytes: [UInt8]) -> String? {
    do throws(TextProblem) {
      let checkpoint = try Checkpoint(parsing: bytes)
      return Array(checkpoint.text.utf8) == bytes ? nil : "its text is another one"
    } catch { return said(error) }
  }

  static func note(_ bytes: [UInt8]) -> String? {
    do throws(TextProblem) {
      let note = try SignedNote(parsing: bytes)
      guard note.bytes == bytes else { return "the note has other bytes" }
      if let broken = unsignedPromise(note) { return broken }
    } catch {
      if let broken = said(error) { return broken }
    }
    do throws(TextProblem) {
      let checkpoint = try SignedCheckpoint(parsing: bytes)
      return checkpoint.bytes == bytes ? nil : "the checkpoint has other bytes"
    } catch { return said(error) }
  }

  /// Nobody signed anything with this key, so no input can carry a valid signature of it.
  private static let unused = SignerKey(
    name: KeyName("example.com/ledger")!, seed: [UInt8](repeating: 7, count: 32))!

  private static func unsignedPromise(_ note: SignedNote) -> String? {
    do throws(NoteProblem) {
      let verdict = try note.verified(by: [unused.verifierKey])
      return verdict.signers.isEmpty ? nil : "a signature was verified that nobody made"
    } catch { return nil }
  }

  static func proof(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: "old ".utf8) { return consistency(bytes) }
    let proof: TlogProof
    do throws(TextProblem) { proof = try TlogProof(parsing: bytes) } catch { return said(error) }
    guard proof.bytes == bytes else { return "the proof has other bytes" }
    let leaves = [Digest.zero, TreeHash.leaf([]), TreeHash.leaf(Array("a line".utf8))]
    let proven = leaves.filter { leaf in
      do throws(ProofProblem) {
        try proof.verify(leaf: leaf)
        return true
      } catch { return false }
    }
    return proven.count <= 1 ? nil : "one place of the tree is proven for several leaves"
  }

  private static func consistency(_ bytes: [UInt8]) -> String? {
    let proof: TlogConsistency
    do throws(TextProblem) { proof = try TlogConsistency(parsing: bytes) } catch {
      return said(error)
    }
    guard proof.bytes == bytes else { return "the consistency proof has other bytes" }
    let roots = [Digest.zero, TreeHash.leaf([]), proof.hashes.first ?? .zero]
    let proven = Set(roots).filter { root in
      let origin = proof.checkpoint.checkpoint.origin
      guard let old = Checkpoint(origin: origin, size: proof.oldSize, root: root) else {
        return false
      }
      do throws(TlogConsistency.Problem) {
        try proof.verify(old: old)
        return true
      } catch { return false }
    }
    return proven.count <= 1 ? nil : "one checkpoint continues several"
  }

  static func caseFile(_ bytes: [UInt8]) -> String? {
    if bytes.first == UInt8(ascii: "<") { return page(bytes) }
    let file: CaseFile
    do throws(CaseFileProblem) { file = try CaseFile(parsing: bytes) } catch {
      return error.message.isEmpty ? "refused without a word" : nil
    }
    guard file.bytes == bytes else { return "the case file has other bytes" }
    do throws(CaseFileProblem) {
      let report = try file.check()
      return report.lines.count == file.entries.count ? nil : "lines were left out of the check"
    } catch {
      return error.message.isEmpty ? "refuted without a word" : nil
    }
  }

  /// A page: what is taken out of it is what a page of it holds.
  private static func page(_ bytes: [UInt8]) -> String? {
    let file: CaseFile
    let report: CaseFile.Report
    do throws(CaseFileProblem) {
      guard let inside = try CaseFile.embedded(in: bytes) else { return nil }
      file = try CaseFile(parsing: inside)
      report = try file.check()
    } catch {
      return error.message.isEmpty ? "refused without a word" : nil
    }
    let own = file.page(report)
    do throws(CaseFileProblem) {
      guard try CaseFile.embedded(in: own) == file.bytes else { return "a page holds other bytes" }
    } catch { return "its own page is refused" }
    let difference = file.difference(in: bytes, report)
    return (difference == nil) == (own == bytes) ? nil : "another page passes for its own"
  }

  static func ssh(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(SSHProblem) {
      let signature = try SSHSignature(armored: text)
      guard try SSHSignature(armored: signature.armored) == signature else {
        return "written and read again it is another signature"
      }
    } catch {
      if error.description.isEmpty { return "refused without a word" }
    }
    do throws(TextProblem) {
      let allowed = try AllowedSigners(parsing: bytes)
      let lines = allowed.entries.map(\.line) + allowed.skipped.map(\.line)
      guard Set(lines).count == lines.count, lines.allSatisfy({ $0 >= 1 && $0 <= bytes.count + 1 })
      else { return "a line counts twice, or is none" }
      if allowed.skipped.contains(where: \.message.isEmpty) { return "skipped without a word" }
    } catch { return said(error) }
    return nil
  }

  private static func said(_ problem: TextProblem) -> String? {
    problem.line >= 1 && !problem.message.isEmpty ? nil : "refused without a word"
  }
}
