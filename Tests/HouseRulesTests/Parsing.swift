/// A function with its lines.
struct Function {
  let name: String
  let line: Int
  /// From the line of its name to the one of its closing brace.
  let length: Int

  /// Those of a file, found by the indentation that the formatter keeps.
  static func all(in file: SourceFile) -> [Function] {
    var functions: [Function] = []
    for (index, line) in file.code.enumerated() {
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
      guard let place = words.firstIndex(where: { $0 == "func" || $0 == "init" }),
        words[..<place].allSatisfy({ Declaration.modifiers.contains($0) }),
        words[place] == "func" || line.contains("init(") || line.contains("init?("),
        !line.contains(".init")
      else { continue }
      let indent = line.prefix { $0 == " " }
      // One of a protocol has no body, and some have theirs on the line of their name.
      guard Declaration.opens(file.code[index...]),
        let end = file.code[(index + 1)...].firstIndex(where: { $0 == "\(indent)}" })
      else { continue }
      functions.append(
        Function(
          name: words[place] == "func" ? words[min(place + 1, words.count - 1)] : "init",
          line: index + 1, length: end - index + 1))
    }
    return functions
  }
}

/// A switch, as far as the rules need it.
struct Switch {
  /// The line of its `default`; `nil` where it has none.
  var lineOfDefault: Int?
  /// The cases that its patterns name: `assignmentMade` of `case .assignment(.made(let name, _)):`.
  var patterns: [String] = []

  /// Those of a file, found by the indentation that the formatter keeps.
  static func all(in file: SourceFile) -> [Switch] {
    var open: [(indent: Int, found: Switch)] = []
    var all: [Switch] = []
    var isPattern = false
    for (index, line) in file.code.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      let text = line.dropFirst(indent)
      if text.isEmpty { continue }
      while let last = open.last,
        indent < last.indent || indent == last.indent && text.hasPrefix("}")
      {
        all.append(last.found)
        open.removeLast()
      }
      if text.contains("switch "), text.hasSuffix("{") {
        open.append((indent, Switch()))
        isPattern = false
        continue
      }
      guard !open.isEmpty else { continue }
      let isOurs = indent == open[open.count - 1].indent
      if isOurs, text.hasPrefix("default:") { open[open.count - 1].found.lineOfDefault = index + 1 }
      if isOurs, text.hasPrefix("case ") { isPattern = true }
      if isPattern {
        open[open.count - 1].found.patterns += names(in: text)
        if text.hasSuffix(":") || text.contains(": ") { isPattern = false }
      }
    }
    return all + open.map(\.found)
  }

  /// The case that each pattern of a line begins with: behind `case`, or behind a comma outside of brackets.
  private static func names(in text: Substring) -> [String] {
    var names: [String] = []
    var depth = 0
    var begins = true
    var rest = text.hasPrefix("case ") ? text.dropFirst(5) : text
    while let character = rest.first {
      rest = rest.dropFirst()
      switch character {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case ",": begins = depth == 0
      case ":" where depth == 0: return names
      case ".":
        if begins, depth == 0 {
          names.append(String(rest.prefix { $0.isLetter || $0.isNumber }))
          begins = false
        }
      case " ": continue
      default: begins = false
      }
    }
    return names
  }
}

/// Something that a file declares under a name.
struct Declaration {
  let name: String
  let line: Int
  let isPublic: Bool

  static let modifiers: Set = [
    "public", "package", "private", "fileprivate", "internal", "static", "mutating", "final",
    "nonisolated", "consuming", "borrowing", "indirect", "override", "discardableResult", "inline",
    "__always", "lazy", "set", "unsafe", "required", "convenience", "propertyWrapper", "never",
  ]

  /// The functions, types and properties of a file, at any depth but inside functions.
  static func all(in file: SourceFile) -> [Declaration] {
    var declarations: [Declaration] = []
    var end: Substring?
    for (index, line) in file.code.enumerated() {
      let indent = line.prefix { $0 == " " }
      if let open = end {
        if line == "\(open)}" { end = nil }
        continue
      }
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "`" }
        .map(String.init)
      guard let place = words.firstIndex(where: { !modifiers.contains($0) }),
        place + 1 < words.count
      else { continue }
      switch words[place] {
      case "func", "init":
        if words[place] == "func" {
          declarations.append(
            Declaration(name: words[place + 1], line: index + 1, isPublic: words.contains("public"))
          )
        }
        // What stands inside is the compiler's to warn of.
        end = indent
      case "struct", "class", "enum", "protocol", "typealias", "var", "let":
        declarations.append(
          Declaration(name: words[place + 1], line: index + 1, isPublic: words.contains("public")))
      default: continue
      }
      if line.hasSuffix("}") || words[place] == "func" && !opens(file.code[index...]) {
        end = nil
      }
    }
    return declarations.filter { !$0.name.hasPrefix("`") && $0.name != "_" }
  }

  /// Whether the function that begins there has a body of more than one line.
  static func opens(_ lines: ArraySlice<String>) -> Bool {
    for line in lines {
      if line.hasSuffix("{") { return true }
      if line.hasSuffix("}") || line.isEmpty { return false }
    }
    return false
  }
}
