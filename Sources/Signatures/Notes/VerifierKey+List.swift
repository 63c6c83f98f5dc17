public import Merkle

extension VerifierKey {
  /// How many keys a file holds at most.
  public static var listLimit: Int { 1000 }

  /// Reads a file of keys, one a line; empty lines and those that begin with `#` are skipped.
  ///
  /// Throws a `TextProblem` that names the line. A list without keys is a problem too: whoever checks
  /// against it believes to have checked something.
  public static func list(parsing bytes: [UInt8]) throws(TextProblem) -> [VerifierKey] {
    var keys: [VerifierKey] = []
    for (index, line) in try StrictLines(bytes, byteLimit: 1 << 20).lines.enumerated() {
      if line.isEmpty || line.utf8.first == UInt8(ascii: "#") { continue }
      guard keys.count < listLimit else {
        throw TextProblem(line: index + 1, "more than \(listLimit) keys")
      }
      do throws(KeyProblem) {
        keys.append(try VerifierKey(parsing: line))
      } catch { throw TextProblem(line: index + 1, "\(error)") }
    }
    if keys.isEmpty { throw TextProblem(line: 1, "there is no verifier key in this text") }
    return keys
  }
}
