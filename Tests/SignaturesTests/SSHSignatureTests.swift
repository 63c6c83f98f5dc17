import Merkle
import Signatures
import Testing

@Suite struct SSHSignatureTests {
  static let checkpoint =
    "custody/0123456789abcdef\n4711\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
  static let publicKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKWJRbBzhgo9aUgkWCkZRu99PGdClRnFrvzifM6WpEAx anna@example.com"

  /// Made by `ssh-keygen -Y sign -n custody-checkpoint` over the checkpoint.
  static let sha512 = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgpYlFsHOGCj1pSCRYKRlG7308Z0
    KVGcWu/OJ8zpakQDEAAAASY3VzdG9keS1jaGVja3BvaW50AAAAAAAAAAZzaGE1MTIAAABT
    AAAAC3NzaC1lZDI1NTE5AAAAQGu/JR/3WUPgurJJEp4189zt6PNUvXDwq0EotKpwWVQrRA
    Eq7nJOxi+/obh9U+sz5gjmxTdYxjvs9GmApiCwcQ8=
    -----END SSH SIGNATURE-----

    """
  /// The same with `-O hashalg=sha256`.
  static let sha256 = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgpYlFsHOGCj1pSCRYKRlG7308Z0
    KVGcWu/OJ8zpakQDEAAAASY3VzdG9keS1jaGVja3BvaW50AAAAAAAAAAZzaGEyNTYAAABT
    AAAAC3NzaC1lZDI1NTE5AAAAQKEMAtmiyc+ymM71kKqCnjKAW9owy6/LdKLDoY80ZibYjd
    1pzD7RG9YsyvzaOd9XDcubMHWOmp6Es+y0FmtxQA4=
    -----END SSH SIGNATURE-----

    """
  /// The same by a key of another kind.
  static let ecdsa = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE
    EEmz/d+oebeOerPr0WAQdGN2xS0HYkR0k6k04ht1mR60u1ZtMEY/ubEtydqmG+Wh+/mL9c
    qI8UtB4Z+7u9EZjzwwAAABJjdXN0b2R5LWNoZWNrcG9pbnQAAAAAAAAABnNoYTUxMgAAAG
    UAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAEoAAAAhAKS7wW41Sr5bW0Pc1rJOmnogY9P8
    3SxYUbcWjCvKDtOYAAAAIQCLBdDVV6ma6JlfQMD8KpD/wHAgrtPR7vXSuEjhnuAZag==
    -----END SSH SIGNATURE-----

    """

  func problem(_ text: String) -> String {
    do throws(SSHProblem) {
      _ = try SSHSignature(armored: text)
      return "accepted"
    } catch { return "\(error)" }
  }

  func keyProblem(_ text: String) -> String {
    do throws(SSHProblem) {
      _ = try SSHPublicKey(parsing: text)
      return "accepted"
    } catch { return "\(error)" }
  }

  @Test(arguments: [(sha512, SSHSignature.Hash.sha512), (sha256, .sha256)])
  func signaturesOfSSHKeygenVerify(text: String, hash: SSHSignature.Hash) throws {
    let signature = try SSHSignature(armored: text)
    #expect(signature.hash == hash)
    #expect(signature.armored == text)
    #expect(try SSHSignature(armored: String(text.dropLast())) == signature)
    #expect(signature.publicKey.key == (try SSHPublicKey(parsing: Self.publicKey)).key)
    // The checkpoint as the ledger writes it is what was signed.
    let checkpoint = try SignedCheckpoint(parsing: Array(Self.checkpoint.utf8))
    try signature.verify(
      checkpoint.signedBytes, namespace: SSHSignature.checkpointNamespace)
    #expect(throws: SSHProblem.invalidSignature) {
      try signature.verify(
        checkpoint.signedBytes + [0x0A], namespace: SSHSignature.checkpointNamespace)
    }
    #expect(throws: SSHProblem.otherNamespace(found: "custody-checkpoint", expected: "file")) {
      try signature.verify(checkpoint.signedBytes, namespace: "file")
    }
  }

  @Test func aSignatureIsPutTogetherFromAKey() throws {
    let key = try #require(Ed25519.PrivateKey(seed: [UInt8](repeating: 5, count: 32)))
    let message = Array("message".utf8)
    // The reserved field has no meaning yet, but the signature covers it.
    for reserved in [[], [1, 2, 3]] as [[UInt8]] {
      let signature = SSHSignature(
        publicKey: key.publicKey, namespace: "file", reserved: reserved,
        signature: key.signature(
          of: SSHSignature.signedBytes(of: message, namespace: "file", reserved: reserved)))
      let read = try SSHSignature(armored: signature.armored)
      #expect(read == signature)
      #expect(read.reserved == reserved)
      try read.verify(message, namespace: "file")
    }
  }

  @Test func otherKindsOfKeysAreNamedWithWhatToDo() {
    #expect(
      problem(Self.ecdsa)
        == "keys of the kind ecdsa-sha2-nistp256 are not supported here, only ssh-ed25519; "
        + "verify with: ssh-keygen -Y verify -f ALLOWED_SIGNERS -I SIGNER -n custody-checkpoint "
        + "-s SIGNATURE < CHECKPOINT")
  }

  @Test func problemsOfVerificationSayWhatToDo() {
    #expect(
      "\(SSHProblem.otherNamespace(found: "file", expected: "custody-checkpoint"))"
        == "the signature is for the namespace file, not for custody-checkpoint; sign with: "
        + "ssh-keygen -Y sign -n custody-checkpoint -f KEY CHECKPOINT")
    #expect(
      "\(SSHProblem.invalidSignature)"
        == "the SSH signature is not valid: the text or the signature was changed")
  }

  /// Armors bytes that no tool would write.
  func armored(_ bytes: [UInt8]) -> String {
    "-----BEGIN SSH SIGNATURE-----\n\(Base64.encode(bytes))\n-----END SSH SIGNATURE-----\n"
  }

  @Test func eachProblemOfTheArmorIsNamed() {
    let begin = "line 1: an SSH signature begins with -----BEGIN SSH SIGNATURE-----"
    #expect(problem("") == begin)
    #expect(problem("\n" + Self.sha512) == begin)
    let end = "an SSH signature ends with -----END SSH SIGNATURE-----"
    #expect(problem(Self.sha512 + "more\n") == "line 7: \(end)")
    #expect(problem("-----BEGIN SSH SIGNATURE-----\n") == "line 1: \(end)")
    #expect(
      problem(Self.sha512.replacing("KVGc", with: "KV c"))
        == "line 3: this is not a line of base64")
    #expect(
      problem(Self.sha512.replacing("\nKVGc", with: "\n\nKVGc"))
        == "line 3: this is not a line of base64")
    #expect(
      problem(Self.sha512.replacing("cQ8=", with: "cQ8"))
        == "the lines between header and footer are not base64")
    #expect(
      problem(String(repeating: "x", count: 20_000))
        == "an SSH signature has at most 16384 bytes of text")
  }

  @Test func eachProblemOfTheBytesIsNamed() throws {
    let lines = Self.sha512.split(separator: "\n").dropFirst().dropLast()
    let blob = try #require(Base64.decode(lines.joined()))
    #expect(problem(armored(blob)) == "accepted")
    func changed(_ change: (inout [UInt8]) -> Void) -> String {
      var bytes = blob
      change(&bytes)
      return problem(armored(bytes))
    }
    #expect(
      changed { $0[0] = 0x54 } == "an SSH signature begins with SSHSIG inside its base64")
    #expect(
      changed { $0[9] = 2 } == "the SSH signature is of version 2, and only 1 is known")
    #expect(changed { $0.append(0) } == "1 bytes too many at the end of the SSH signature")
    #expect(changed { $0.removeLast() } == "the signature ends early, at byte 187")
    #expect(changed { $0[10] = 0xFF } == "the public key ends early, at byte 188")
    #expect(changed { $0[69] = 0x0A } == "the namespace is not text")
    #expect(
      changed { $0.replaceSubrange(65..<87, with: [0, 0, 0, 0]) } == "the namespace is empty")
    #expect(
      changed { $0[98] = 0x39 } == "the hash is sha912, and only sha256 and sha512 are known")
  }

  @Test func aPublicKeyComesBackFromItsLine() throws {
    let key = try SSHPublicKey(parsing: Self.publicKey + "\n")
    #expect(key.line == Self.publicKey)
    #expect(key.comment == "anna@example.com")
    // As `ssh-keygen -l` shows it.
    #expect(key.fingerprint == "SHA256:vZoliXA2gMa0QerllIk66R7TlbwFkKeDApDmJ+0JdPw")
    #expect("\(key)" == key.fingerprint + " (anna@example.com)")
  }

  @Test func eachProblemOfAPublicKeyIsNamed() {
    #expect(keyProblem("") == "a public key has the form KIND BASE64 COMMENT")
    #expect(keyProblem("ssh-ed25519 AAA") == "the second part of a public key is not base64")
    #expect(keyProblem("ssh-rsa AAAA").hasPrefix("keys of the kind ssh-rsa are not supported here"))
    #expect(
      keyProblem(Self.publicKey + "\nmore")
        == "a public key is one line without control characters")
    #expect(
      keyProblem("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAA==")
        == "an Ed25519 key has 32 bytes, and here are 0")
    #expect(
      keyProblem(String(repeating: "x", count: 20_000))
        == "a public key has at most 16384 bytes")
  }
}
