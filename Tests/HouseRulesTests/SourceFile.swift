import Foundation

/// A Swift file, as the rules of the house look at it.
struct SourceFile: Sendable {
  /// From the package's folder on: `Sources/Ownership/Events/Event.swift`.
  let path: String
  /// Its lines as they stand there.
  let lines: [String]
  /// The same lines with blanks in place of comments and of what stands in strings.
  let code: [String]

  init(_ path: String, _ text: String) {
    self.path = path
    lines = Self.split(text)
    code = Self.split(Self.blanked(text))
  }

  /// `Ownership` of `Sources/Ownership/Events/Event.swift`.
  var module: String { part(1) }
  /// `Ownership/Events`; the module where the file stands in no folder of it.
  var folder: String {
    path.split(separator: "/").dropFirst().dropLast().prefix(2).joined(separator: "/")
  }

  private func part(_ index: Int) -> String {
    let parts = path.split(separator: "/")
    return index < parts.count ? String(parts[index]) : ""
  }

  /// The modules that it imports, in their order.
  var imports: [String] {
    code.compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
        words[..<place].allSatisfy({ Self.beforeImport.contains(String($0)) })
      else { return nil }
      return String(words.last!.prefix { $0 != "." })
    }
  }

  private static let beforeImport: Set = [
    "public", "package", "internal", "private", "fileprivate", "@testable", "@preconcurrency",
  ]

  /// The words of its code with the line of each, from 1.
  var words: [(word: String, line: Int)] {
    var words: [(word: String, line: Int)] = []
    for (index, line) in code.enumerated() {
      var word: [UInt8] = []
      for byte in line.utf8 {
        if Self.isWord(byte) {
          word.append(byte)
        } else if !word.isEmpty {
          words.append((String(decoding: word, as: UTF8.self), index + 1))
          word.removeAll()
        }
      }
      if !word.isEmpty { words.append((String(decoding: word, as: UTF8.self), index + 1)) }
    }
    return words
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
      || byte == 0x5F || byte == 0x60
  }

  private static func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The text with blanks for comments and for what stands in strings; what is interpolated stays.
  private static func blanked(_ text: String) -> String {
    var blanking = Blanking(Array(text.utf8))
    return String(decoding: blanking.run(), as: UTF8.self)
  }
}

/// Goes through a Swift text once and blanks its comments and the words of its strings.
private struct Blanking {
  private var bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func run() -> [UInt8] {
    code(until: nil)
    return bytes
  }

  /// Code up to the bracket that closes an interpolation, or to the end.
  private mutating func code(until end: UInt8?) {
    var depth = 0
    while place < bytes.count {
      if has("//") {
        while place < bytes.count, bytes[place] != 0x0A { blank() }
      } else if has("/*") {
        while place < bytes.count, !has("*/") { blank() }
        blank()
        blank()
      } else if bytes[place] == UInt8(ascii: "\"") || has("#\"") || has("##\"") {
        string()
      } else {
        if bytes[place] == UInt8(ascii: "(") { depth += 1 }
        if bytes[place] == UInt8(ascii: ")") {
          if depth == 0, end != nil { return }
          depth -= 1
        }
        place += 1
      }
    }
  }

  private mutating func string() {
    var hashes = 0
    while bytes[place] == UInt8(ascii: "#") {
      hashes += 1
      place += 1
    }
    let quote = has("\"\"\"") ? "\"\"\"" : "\""
    let close = quote + String(repeating: "#", count: hashes)
    let escape = "\\" + String(repeating: "#", count: hashes)
    place += quote.utf8.count
    while place < bytes.count, !has(close) {
      if has(escape + "(") {
        for _ in escape.utf8 { blank() }
        place += 1
        code(until: UInt8(ascii: ")"))
      } else if has(escape) {
        for _ in 0...escape.utf8.count { blank() }
      } else {
        blank()
      }
    }
    place += close.utf8.count
  }

  private func has(_ text: String) -> Bool {
    bytes[place...].starts(with: text.utf8)
  }

  private mutating func blank() {
    guard place < bytes.count else { return }
    if bytes[place] != 0x0A { bytes[place] = 0x20 }
    place += 1
  }
}

/// All Swift files of the package.
struct House: Sendable {
  let sources: [SourceFile]
  let tests: [SourceFile]

  /// The folder of the package: the one above `Tests`.
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// As it stands on the disk.
  static let here = House(sources: files(in: "Sources"), tests: files(in: "Tests"))

  private static func files(in folder: String) -> [SourceFile] {
    let base = root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: base.path(percentEncoded: false))
    var files: [SourceFile] = []
    while let name = names?.nextObject() as? String {
      guard name.hasSuffix(".swift"),
        let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8)
      else { continue }
      files.append(SourceFile("\(folder)/\(name)", text))
    }
    return files.sorted { $0.path < $1.path }
  }
}
