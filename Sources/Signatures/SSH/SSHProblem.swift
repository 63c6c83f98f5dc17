/// Why an SSH signature or key is not read, or not believed.
public enum SSHProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text or the bytes have another form.
  case malformed(String)
  /// A kind of key that only OpenSSH itself can verify.
  case unsupportedKey(String)
  /// The bytes of the key are not an Ed25519 key.
  case unsoundKey(Ed25519.KeyProblem)
  /// The signature was made for another purpose.
  case otherNamespace(found: String, expected: String)
  /// The signature is not one of this message.
  case invalidSignature

  /// The problem in a sentence's middle, with what to do where that is not plain.
  public var description: String {
    switch self {
    case .malformed(let reason): reason
    case .unsupportedKey(let kind):
      "keys of the kind \(kind) are not supported here, only ssh-ed25519; verify with: "
        + "ssh-keygen -Y verify -f ALLOWED_SIGNERS -I SIGNER -n \(SSHSignature.checkpointNamespace) "
        + "-s SIGNATURE < CHECKPOINT"
    case .unsoundKey(let problem): "\(problem)"
    case .otherNamespace(let found, let expected):
      "the signature is for the namespace \(found), not for \(expected); sign with: "
        + "ssh-keygen -Y sign -n \(expected) -f KEY CHECKPOINT"
    case .invalidSignature:
      "the SSH signature is not valid: the text or the signature was changed"
    }
  }
}
