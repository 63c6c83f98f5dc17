import CustodyLedger
import Merkle
import Ownership
import Signatures

/// Keys that verify a checkpoint: verifier keys of signed notes, an OpenSSH public key, or a file of
/// allowed signers.
struct KeyFile {
  private enum Keys {
    case notes([VerifierKey])
    case ssh(SSHPublicKey)
    case allowed(AllowedSigners)
  }

  private let keys: Keys
  private let value: ParsedArguments.Value

  /// Reads the file of `--key`. Which kind it is, its first line says that is neither empty nor a comment:
  /// note keys have no space in them.
  init(_ value: ParsedArguments.Value, _ surroundings: Surroundings) throws(Failure) {
    self.value = value
    let bytes = try InputFile(value, surroundings).whole()
    let text = String(decoding: bytes, as: UTF8.self)
    let first =
      text.split(separator: "\n").first { !$0.isEmpty && $0.utf8.first != UInt8(ascii: "#") } ?? ""
    do throws(TextProblem) {
      if first.utf8.starts(with: "PRIVATE+KEY+".utf8) {
        throw TextProblem(
          line: 1, "this is a signer key, which is secret; give the verifier key that belongs to it"
        )
      } else if !first.utf8.contains(UInt8(ascii: " ")) {
        keys = .notes(try VerifierKey.list(parsing: bytes))
      } else if ["ssh-", "ecdsa-", "sk-"].contains(where: { first.utf8.starts(with: $0.utf8) }) {
        keys = .ssh(try Self.publicKey(text))
      } else {
        keys = .allowed(try AllowedSigners(parsing: bytes))
      }
    } catch {
      throw .usage(
        "\(value.text):\(error.line): \(error.message)", at: value.place(),
        hint: "a key is NAME+ID+BASE64, an OpenSSH .pub file, or a file of allowed signers")
    }
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
  ///   - bytes: the file as it stands, which is what `ssh-keygen -Y sign` signs.
  ///   - name: its path; the SSH signature stands beside it.
  /// - Returns: who has signed, for people.
  /// - Throws: integrity broken when a signature is not valid, or none is by these keys.
  func signers(
    of checkpoint: SignedCheckpoint, bytes: [UInt8], name: String, _ surroundings: Surroundings
  ) throws(Failure) -> [String] {
    guard isDetached else {
      guard case .notes(let keys) = keys else { return [] }
      do throws(NoteProblem) {
        let verdict = try checkpoint.verified(by: keys)
        return verdict.signers.map { key in
          let name = "\(key.name)+\(key.id)"
          return verdict.witnessed[key].map { "\(name), a witness, at \(Self.time($0))" } ?? name
        }
      } catch {
        throw Failure(.broken, "\(name): \(error)", at: value.place())
      }
    }
    let path = ParsedArguments.Value(text: name + ".sig", origin: value.origin)
    let armored = try InputFile(path, surroundings).whole()
    do throws(SSHProblem) {
      let signature = try SSHSignature(armored: String(decoding: armored, as: UTF8.self))
      try signature.verify(bytes, namespace: SSHSignature.checkpointNamespace)
      return [try signer(of: signature, path.text)]
    } catch {
      throw Failure(.broken, "\(path.text): \(error)", at: value.place())
    }
  }

  /// What the clock of a witness says.
  private static func time(_ seconds: UInt64) -> String {
    let (microseconds, overflows) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000)
    return (overflows ? nil : Instant(microseconds: microseconds))?.description
      ?? "\(seconds) seconds after 1970"
  }

  private func signer(
    of signature: SSHSignature, _ path: String
  ) throws(SSHProblem) -> String {
    switch keys {
    case .ssh(let key) where key.key == signature.publicKey.key: return key.description
    case .allowed(let allowed):
      if let entry = allowed.entry(for: signature) {
        return "\(entry.principals) \(entry.publicKey.fingerprint)"
      }
    default: break
    }
    throw .malformed(
      "the signature is by \(signature.publicKey.fingerprint), which is not a key that was given")
  }
}

extension Invocation {
  /// The signer key of `--key`, if it is given.
  func signerKey() throws(Failure) -> SignerKey? {
    guard let value = arguments.value(.signingKey) else { return nil }
    let text = String(decoding: try InputFile(value, surroundings).whole(), as: UTF8.self)
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
    "verify the signatures of the checkpoint: verifier keys of signed notes and of witnesses, or an "
      + "OpenSSH .pub file or allowed signers, with the signature beside the checkpoint in CHECKPOINT.sig"
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
