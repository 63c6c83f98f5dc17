import CustodyLedger
import Merkle
import Ownership
import Presentation
import Signatures

/// Keys that verify a checkpoint: verifier keys of signed notes, OpenSSH public keys, or a file of
/// allowed signers.
struct KeyFile {
  private enum Keys {
    case notes([VerifierKey])
    case ssh([SSHPublicKey])
    case allowed(AllowedSigners)
  }

  private let keys: Keys
  private let value: ParsedArguments.Value
  /// The instant that the validity of keys is held against, as `ssh-keygen -Y verify` does.
  private let now: Instant

  /// Reads the file of `--key`. What stands in it says which kind it is: note keys are lines without a blank,
  /// a public key begins with its kind, and before that stand the signers whom a file allows.
  init(_ value: ParsedArguments.Value, _ surroundings: Surroundings) throws(Failure) {
    self.value = value
    self.now = surroundings.now()
    let bytes = try InputFile(value, surroundings).whole(limit: AllowedSigners.byteLimit)
    let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }.map { line in
      line.split(maxSplits: 2) { $0 == 0x20 || $0 == 0x09 }
    }.filter { !$0.isEmpty && $0[0].first != UInt8(ascii: "#") }
    do throws(TextProblem) {
      if lines.first?[0].starts(with: "PRIVATE+KEY+".utf8) == true {
        throw TextProblem(
          line: 1, "this is a signer key, which is secret; give the verifier key that belongs to it"
        )
      } else if lines.allSatisfy({ $0.count == 1 }) {
        keys = .notes(try VerifierKey.list(parsing: bytes))
      } else if lines.allSatisfy(Self.isPublicKey) {
        // The lines alone: a comment may stand above them, and a CR behind.
        var publicKeys: [SSHPublicKey] = []
        for line in lines {
          let text = Array(line.joined(separator: [UInt8(ascii: " ")]))
          publicKeys.append(try Self.publicKey(String(decoding: text, as: UTF8.self)))
        }
        keys = .ssh(publicKeys)
      } else {
        keys = .allowed(try AllowedSigners(parsing: bytes))
      }
    } catch {
      throw .usage(
        "\(value.text):\(error.line): \(error.message)", at: value.place(),
        hint:
          "a key is NAME+ID+BASE64, an OpenSSH .pub file, or several, or a file of allowed signers")
    }
  }

  /// KIND BASE64, and not a signer who is called like a kind of key: base64 of a key begins with zeros.
  private static func isPublicKey(_ words: [ArraySlice<UInt8>]) -> Bool {
    words.count > 1 && words[1].starts(with: "AAAA".utf8)
      && ["ssh-", "ecdsa-", "sk-"].contains { words[0].starts(with: $0.utf8) }
  }

  private static func publicKey(_ text: String) throws(TextProblem) -> SSHPublicKey {
    do throws(SSHProblem) {
      return try SSHPublicKey(parsing: text)
    } catch {
      throw TextProblem(line: 1, error.description)
    }
  }

  /// Whether signatures of the kind stand in a file of their own, with `.sig` behind its name.
  private var isDetached: Bool {
    if case .notes = keys { false } else { true }
  }

  /// Verifies the signatures of a checkpoint.
  ///
  /// - Parameters:
  ///   - checkpoint: the checkpoint.
  ///   - name: its path; the SSH signature stands beside it.
  /// - Returns: who has signed, for people, or that none of these keys has.
  /// - Throws: integrity broken when a signature by one of the keys is not valid.
  func signatures(
    of checkpoint: SignedCheckpoint, name: String, _ surroundings: Surroundings
  ) throws(Failure) -> CheckedSignatures {
    guard isDetached else {
      guard case .notes(let keys) = keys else { return CheckedSignatures() }
      do throws(NoteProblem) {
        let verdict = try checkpoint.verified(by: keys)
        return CheckedSignatures(
          by: verdict.signers.map { key in
            let name = "\(key.name)+\(key.id)"
            return verdict.witnessed[key].map { "\(name), a witness, at \(Self.time($0))" } ?? name
          },
          witnessed: verdict.signers.compactMap { key in
            verdict.witnessed[key].flatMap(Self.instant).map { ("\(key.name)+\(key.id)", $0) }
          },
          unverified: verdict.timeless.isEmpty
            ? nil : "\(name): \(verdict.timeless.map(\.description).joined(separator: "; "))")
      } catch {
        switch error {
        case .noKnownSignature, .timelessCosignature:
          return CheckedSignatures(unverified: "\(name): \(error)")
        case .ambiguousKey: throw .usage("\(value.text): \(error)", at: value.place())
        case .invalidSignature, .malformedCosignature:
          throw Failure(.broken, "\(name): \(error)", at: value.place())
        }
      }
    }
    let path = ParsedArguments.Value(text: name + ".sig", origin: value.origin)
    let armored = try InputFile(path, surroundings).whole(limit: SSHSignature.byteLimit)
    do throws(SSHProblem) {
      let signature = try SSHSignature(armored: String(decoding: armored, as: UTF8.self))
      try checkpoint.verify(signature)
      return signatures(by: signature, path.text)
    } catch {
      var code = ExitCode.broken
      if case .unsupportedKey = error { code = .usage }
      throw Failure(code, "\(path.text): \(error)", at: value.place())
    }
  }

  /// What the clock of a witness says.
  private static func time(_ seconds: UInt64) -> String {
    instant(seconds)?.description ?? "\(seconds) seconds after 1970"
  }

  private static func instant(_ seconds: UInt64) -> Instant? {
    let (microseconds, overflows) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000)
    return overflows ? nil : Instant(microseconds: microseconds)
  }

  /// Whose a valid signature is.
  private func signatures(by signature: SSHSignature, _ path: String) -> CheckedSignatures {
    var reason = ""
    switch keys {
    case .ssh(let keys):
      if let key = keys.first(where: { $0.key == signature.publicKey.key }) {
        return CheckedSignatures(by: [key.description])
      }
    case .allowed(let allowed):
      let second = now.wholeSecond.microseconds / 1_000_000
      if let entry = allowed.entry(for: signature, at: second) {
        return CheckedSignatures(by: ["\(entry.principals) \(entry.publicKey.fingerprint)"])
      }
      reason = allowed.skipped.prefix(3).map { "; \(value.text):\($0.line): \($0.message)" }
        .joined()
    case .notes: break
    }
    return CheckedSignatures(
      unverified:
        "\(path) is by \(signature.publicKey.fingerprint), which is not a key that was given for it"
        + reason)
  }
}

/// What is known of the signatures of a checkpoint by the keys that were given.
struct CheckedSignatures {
  /// Who has signed; nobody where no key was given.
  let signers: [String]
  /// Why none of the keys vouches for it, or not all whose signatures are there; `nil` where they do, or none was
  /// given.
  let unverified: String?
  /// When each of the witnesses among them has signed, by its own clock.
  let witnessed: [(name: String, time: Instant)]

  init(
    by signers: [String] = [], witnessed: [(name: String, time: Instant)] = [],
    unverified: String? = nil
  ) {
    self.signers = signers
    self.witnessed = witnessed
    self.unverified = unverified
  }

  /// How much earlier than the newest line that it covers a witness may have signed: clocks are not alike.
  private static let tolerance: Int64 = 60_000_000

  /// The words about the signatures, or others where no key was given, and that witnesses signed before what they
  /// signed was recorded, as their clocks and the log's have it.
  ///
  /// - Parameters:
  ///   - newest: when the newest line that is known to be covered was recorded.
  ///   - line: that line.
  func lines(
    newest: Instant?, _ line: SequenceNumber, else words: String? = nil
  ) -> [String] {
    [self.words ?? words, newest.flatMap { earlyWords(than: $0, line) }].compactMap { $0 }
  }

  private func earlyWords(than newest: Instant, _ line: SequenceNumber) -> String? {
    let early = witnessed.map { ($0.name, newest.microseconds - $0.time.microseconds) }.filter {
      $0.1 > Self.tolerance
    }
    if early.isEmpty { return nil }
    let names = early.map { name, length in "\(name) by \(roughly(microseconds: length))" }
    return
      "signed before line \(line), which is covered, was recorded (\(newest.recordedText)), by the "
      + "witness’s clock: \(names.joined(separator: ", ")). One of the clocks was wrong; the time is the witness’s "
      + "word and proves nothing by itself"
  }

  var json: JSON { .array(signers.map { .string($0) }) }

  /// For people; `nil` where no key was given.
  var words: String? {
    let words = [
      signers.isEmpty ? nil : "signed by \(signers.joined(separator: ", ")): valid",
      unverified.map { "signature not verified: \($0)" },
    ].compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }

  /// How a check ends that has found nothing else: what was asked for is shown, or is not.
  var code: ExitCode { unverified == nil ? .answered : .nobody }
}

extension Invocation {
  /// The signer key of `--key`, if it is given.
  func signerKey() throws(Failure) -> SignerKey? {
    guard let value = arguments.value(.signingKey) else { return nil }
    let text = String(
      decoding: try InputFile(value, surroundings).whole(limit: 16_384), as: UTF8.self)
    do throws(KeyProblem) {
      return try SignerKey(parsing: text)
    } catch {
      throw .usage(
        "\(value.text) holds no signer key: \(error)", at: value.place(),
        hint:
          "a signer key is PRIVATE+KEY+NAME+ID+BASE64; custody checkpoint signs with an OpenSSH key by "
          + "--ssh-key")
    }
  }

  /// The checkpoint, signed where a key is given.
  func signed(_ checkpoint: Checkpoint, by key: SignerKey?) throws(Failure) -> SignedCheckpoint {
    let plain = SignedCheckpoint(checkpoint)
    guard let key else { return plain }
    do throws(TextProblem) {
      return try plain.signed(by: key)
    } catch {
      throw .usage("cannot sign: \(error.message)")
    }
  }
}

extension Option {
  static let verifierKey = Option(
    "--key", value: "FILE",
    "verify the signatures of the checkpoint: verifier keys of signed notes and of witnesses, or "
      + "OpenSSH .pub lines or allowed signers, with the signature beside the checkpoint in CHECKPOINT.sig"
  )
  static let signingKey = Option(
    "--key", value: "FILE",
    "sign the checkpoint with the signer key of signed notes in FILE (PRIVATE+KEY+NAME+ID+BASE64)")
  static let sshKey = Option(
    "--ssh-key", value: "FILE",
    "sign with the OpenSSH key in FILE (or, by its .pub file, a key of the agent): ssh-keygen does it, "
      + "and writes the signature to OUTPUT.sig", completes: .files)
  static let outputFile = Option(
    "--output", short: "-o", value: "FILE", "write the result to FILE, whatever its name")
}
