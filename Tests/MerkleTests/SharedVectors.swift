import Foundation

/// The published vectors beside the project; tests that read them are skipped where they are absent.
enum SharedVectors {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/vectors")

  static func isPresent(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// The bytes that hexadecimal digits stand for.
  static func bytes(hexadecimal digits: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = digits
    while !rest.isEmpty {
      bytes.append(UInt8(rest.prefix(2), radix: 16)!)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  /// `Name = value` lines, grouped into records that end with `MD`.
  static func records(_ path: String) throws -> [[String: Substring]] {
    var records: [[String: Substring]] = []
    var record: [String: Substring] = [:]
    for line in try text(path).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: " = ", maxSplits: 1)
      guard parts.count == 2, !line.hasPrefix("#"), !line.hasPrefix("[") else { continue }
      record[String(parts[0])] = parts[1]
      if parts[0] == "MD" {
        records.append(record)
        record = [:]
      }
    }
    return records
  }
}
