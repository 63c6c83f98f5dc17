import Foundation
import Interchange
import Ownership

/// The real histories and vectors beside the project; tests that read them are skipped where they are
/// absent.
enum SharedData {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let folder = package.deletingLastPathComponent().appending(path: "shared")

  static func isPresent(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    let url = folder.appending(path: path)
    return path.hasSuffix(".gz") ? try decompressed(url) : Array(try Data(contentsOf: url))
  }

  /// The output of `gzip -dc`.
  private static func decompressed(_ url: URL) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", url.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(data)
  }

  /// The rows of a file with truth, by the names of their columns.
  static func truth(_ path: String) throws -> [[String: String]] {
    var lines = String(decoding: try bytes(path), as: UTF8.self).split(whereSeparator: \.isNewline)
    let header = lines.removeFirst().split(separator: ",").map(String.init)
    return lines.map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(uniqueKeysWithValues: zip(header, cells))
    }
  }

  /// A rules file that ships with the module.
  static func rules(_ name: String) throws -> ImportRules {
    let url = package.appending(path: "Sources/Interchange/Examples/\(name)")
    return try ImportRules(parsing: Array(try Data(contentsOf: url)), file: name)
  }
}

extension ImportRules {
  /// Rules written in a test.
  init(_ text: String) throws(RulesErrors) {
    try self.init(parsing: Array(text.utf8), file: "test.rules")
  }
}

extension Importer {
  /// The plan for rules and a file written in a test; zones are read from the machine.
  static func plan(_ rules: String, _ csv: String) throws -> ImportPlan {
    try plan(try ImportRules(rules), [ImportFile(name: "test.csv", bytes: Array(csv.utf8))])
  }

  static func plan(_ rules: ImportRules, _ files: [ImportFile]) throws -> ImportPlan {
    try Importer(rules: rules, zone: zone(named:)).plan(files)
  }

  /// UTC, and one zone with summer time that needs no files.
  static func zone(named name: String) -> Zone? {
    switch name {
    case "UTC": return .utc
    case "Europe/Berlin":
      let file = URL(filePath: "/usr/share/zoneinfo/Europe/Berlin")
      guard let data = try? Data(contentsOf: file) else { return nil }
      return try? Zone(name: name, tzif: Array(data))
    case "Test/Nepal": return .fixed(name: name, seconds: 5 * 3600 + 45 * 60)
    default: return nil
    }
  }

}

extension EventDraft {
  /// `made owner=anna` and so on, for whole comparisons.
  var brief: String {
    var text = String(type.split(separator: ".").last ?? "")
    for member in data ?? [] {
      if case .string(let value) = member.value {
        text += member.name == "responsibility" ? " \(value)" : " \(member.name)=\(value)"
      }
    }
    return "\(time) \(subject) \(text)\(origin == .inferred ? " inferred" : "")"
  }
}
