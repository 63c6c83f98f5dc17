import Signatures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Signing with an OpenSSH key: `ssh-keygen` does it, so that keys with a passphrase, of an agent or on a
/// token serve as well, and no secret passes through here.
struct SSHKeygen {
  private let key: ParsedArguments.Value
  private let surroundings: Surroundings
  private let program: String

  /// Finds the program.
  init(_ key: ParsedArguments.Value, _ surroundings: Surroundings) throws(Failure) {
    self.key = key
    self.surroundings = surroundings
    guard let program = ChildProcess.find("ssh-keygen", path: surroundings.variable("PATH")) else {
      throw .usage(
        "ssh-keygen, which signs with \(key.text), is not on this machine", at: key.place(),
        hint: "install OpenSSH 8.1 or later, or sign with a signer key of signed notes: --key FILE")
    }
    self.program = program
    if Descriptor.isOtherThanFile(key.text) {
      throw .usage(
        "\(key.text) is no file, and ssh-keygen reads its keys from files", at: key.place(),
        hint: "name the file of a key, or the .pub file of a key of the agent")
    }
  }

  /// What the copy is called that ssh-keygen signs.
  private static let copyName = "checkpoint"

  /// The file of the signature: beside the one that is signed.
  private static func signature(of file: ParsedArguments.Value) -> ParsedArguments.Value {
    ParsedArguments.Value(text: file.text + ".sig", origin: file.origin)
  }

  /// Makes sure that files go where the result and its signature are to go, before anything is done: two of
  /// them, and none that is read.
  func check(_ file: ParsedArguments.Value, _ invocation: Invocation) throws(Failure) {
    for path in [file.text, file.text + ".sig"] where Descriptor.isOtherThanFile(path) {
      throw .usage(
        "\(path) is no file, and so cannot be replaced by one", at: file.place(),
        hint: "name a file with -o; its signature goes beside it")
    }
    if Descriptor.isOfProcess(file.text) {
      throw .usage(
        "\(file.text) is a name for what is open already, beside which no signature can stand",
        at: file.place(), hint: "name a file with -o; its signature goes beside it")
    }
    let signature = Self.signature(of: file)
    try requireReplaceable(signature)
    let output = ResultFile(signature)
    try invocation.check(output, signature)
    if try output.check() == ResultFile(file).check() {
      throw .usage(
        "\(signature.text) leads to \(file.text), and the signature would take its place",
        at: file.place(), hint: "name another file with -o; its signature goes beside it")
    }
  }

  /// Refuses a file in the place of the signature that is none: nobody has named it, and it may be a key.
  private func requireReplaceable(_ signature: ParsedArguments.Value) throws(Failure) {
    guard Descriptor.isSameFile(signature.text, signature.text) else { return }
    let bytes = try InputFile(signature, surroundings).whole(limit: SSHSignature.byteLimit)
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.isEmpty || (try? SSHSignature(armored: text)) != nil { return }
    throw .usage(
      "\(signature.text) is there and is no signature by SSH: the new one would take its place",
      at: signature.place(), hint: "move it away, or name another file with -o")
  }

  /// Writes bytes to a file and their signature beside it, in the same name and `.sig`: both, or neither.
  ///
  /// - Returns: who has signed, for people, and a remark where only OpenSSH can verify that.
  func sign(
    _ bytes: [UInt8], to file: ParsedArguments.Value
  ) throws(Failure) -> (signer: String, remark: String?) {
    let draft: Descriptor.Draft
    let signatureTarget: Descriptor.Target
    let signatureDraft: Descriptor.Draft
    let folder: Descriptor.PrivateFolder
    do throws(Descriptor.Problem) {
      draft = try Descriptor.Draft(try Descriptor.Target(path: file.text))
      try draft.write(bytes)
      signatureTarget = try Descriptor.Target(path: Self.signature(of: file).text)
      signatureDraft = try Descriptor.Draft(signatureTarget)
      guard draft.path != nil else { throw Descriptor.Problem(number: EACCES) }
    } catch {
      throw Failure(
        .unwritten, "cannot write \(file.text): \(error.reason)", at: file.place())
    }
    do throws(Descriptor.Problem) {
      // ssh-keygen writes through a link in the place of its signature, and asks before it writes over one: it
      // signs a copy where nobody else has anything.
      folder = try Descriptor.PrivateFolder(under: surroundings.variable("TMPDIR"))
      try folder.write(bytes, to: Self.copyName)
    } catch {
      throw Failure(
        .unwritten, "cannot make a folder for temporary files: \(error.reason)", at: key.place(),
        hint: "name one with TMPDIR")
    }
    let signature = folder.note(Self.copyName + ".sig")
    let code: Int32
    do throws(Descriptor.Problem) {
      code = try ChildProcess.run(
        program,
        [
          "ssh-keygen", "-Y", "sign", "-q", "-n", SSHSignature.checkpointNamespace,
          "-f", Self.path(key.text), folder.path(of: Self.copyName),
        ])
    } catch {
      throw .usage("cannot run \(program): \(error.reason)", at: key.place())
    }
    guard code == 0 else {
      throw .usage(
        "ssh-keygen has not signed with \(key.text), and ended with \(code)", at: key.place(),
        hint: "what it says of that stands above; nothing was written to \(file.text)")
    }
    let (armored, signer, remark) = try signer(signature, of: bytes)
    folder.remove()
    do throws(Descriptor.Problem) {
      try signatureDraft.write(armored)
      try signatureDraft.finish()
      do throws(Descriptor.Problem) { try draft.finish() } catch {
        // A signature beside what it does not sign would be worse than none.
        Descriptor.remove(signatureTarget.path)
        throw error
      }
    } catch {
      throw Failure(
        .unwritten, "cannot write \(file.text): \(error.reason)", at: file.place())
    }
    return (signer, remark)
  }

  /// Reads the signature, and verifies what was signed, as far as that can be done here.
  private func signer(
    _ path: String, of bytes: [UInt8]
  ) throws(Failure) -> (armored: [UInt8], signer: String, remark: String?) {
    let value = ParsedArguments.Value(text: path, origin: key.origin)
    let armored = try InputFile(value, surroundings).whole(limit: SSHSignature.byteLimit)
    do throws(SSHProblem) {
      let signature = try SSHSignature(armored: String(decoding: armored, as: UTF8.self))
      try signature.verify(bytes, namespace: SSHSignature.checkpointNamespace)
      return (armored, signature.publicKey.fingerprint, nil)
    } catch {
      guard case .unsupportedKey(let kind) = error else {
        throw Failure(.broken, "what ssh-keygen made is no signature: \(error)", at: key.place())
      }
      return (
        armored, key.text,
        "keys of the kind \(kind) are verified by ssh-keygen -Y verify, not by custody verify: use an "
          + "ssh-ed25519 key for that"
      )
    }
  }

  /// A path that no program takes for an option.
  private static func path(_ path: String) -> String {
    path.utf8.first == UInt8(ascii: "-") ? "./" + path : path
  }
}
