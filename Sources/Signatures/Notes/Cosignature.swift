/// The signature of a witness under a checkpoint (C2SP tlog-cosignature, version 1, Ed25519): as of a time,
/// this was the largest tree that it had seen of that log, and it continued all that it had seen before.
///
///     8 bytes     seconds since 1970, big-endian
///     64 bytes    Ed25519, over these lines and the text of the checkpoint:
///
///     cosignature/v1
///     time 1679315147
struct Cosignature {
  /// How many bytes one has.
  static var byteCount: Int { 8 + Ed25519.signatureByteCount }

  /// When it was made, in seconds since 1970, by the clock of the witness.
  let seconds: UInt64
  private let signature: [UInt8]

  /// Reads the bytes of a note's signature; `nil` for another length.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    seconds = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    signature = Array(bytes[8...])
  }

  /// Whether what it states is a time. 0 is none: the specification knows it only for cosignatures by ML-DSA-44,
  /// where it says that no time is stated. Beyond 2^63 - 1 it knows none at all.
  var statesTime: Bool { 1...UInt64(Int64.max) ~= seconds }

  /// The bytes that a witness signs for a text.
  static func signedBytes(of text: String, seconds: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
  }

  /// Whether the key made it of the text of a checkpoint.
  func isValid(of text: String, by key: Ed25519.PublicKey) -> Bool {
    key.isValid(signature, of: Self.signedBytes(of: text, seconds: seconds))
  }
}
