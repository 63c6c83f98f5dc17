/// A rule that the compiler does not know, and what breaks it.
struct HouseRule: Sendable {
  /// What is broken where, one line each; nothing in a house that keeps it.
  let violations: @Sendable (House) -> [String]
}

extension HouseRule {
  /// Dependencies point one way: each module imports modules of its row in the table and nothing else.
  static let arrows = HouseRule { house in
    house.sources.flatMap { file -> [String] in
      guard let allowed = ModuleTable.arrows[file.module] else {
        return ["\(file.path): the module \(file.module) is not in the table"]
      }
      let known = allowed.union(ModuleTable.system[file.module] ?? ModuleTable.everywhere)
      return file.imports.filter { !known.contains($0) }
        .map { "\(file.path): \(file.module) does not know \($0)" }
    }
  }

  /// Imports stand in the order of their names.
  static let sortedImports = HouseRule { house in
    (house.sources + house.tests).compactMap { file in
      // Only those without a line between them belong together.
      var last: String?
      for line in file.code {
        let name = SourceFile("", line).imports.first
        if let last, let name, name < last { return "\(file.path): \(name) stands behind \(last)" }
        last = name
      }
      return nil
    }
  }

  /// A file is read in one sitting, and a function at one look; what tests tell may be longer.
  static let sizes = HouseRule { house in
    (house.sources + house.tests).flatMap { file -> [String] in
      var broken: [String] = []
      if file.lines.count > 301 {
        broken.append("\(file.path): \(file.lines.count - 1) lines, at most 300")
      }
      guard file.path.hasPrefix("Sources/") else { return broken }
      for function in Function.all(in: file) where function.length > 70 {
        broken.append(
          "\(file.path):\(function.line): \(function.name) has \(function.length) lines, at most 70"
        )
      }
      return broken
    }
  }

  /// Who adds a kind of event, a fact or a finding meets every place that has to know it: no switch over them has
  /// a `default`.
  static let noDefaultOverKinds = HouseRule { house in
    let kinds = Set(house.sources.flatMap(cases))
    return house.sources.flatMap { file -> [String] in
      Switch.all(in: file).compactMap { found in
        // A pattern may bind what stands deeper; its first name is the case.
        guard let line = found.lineOfDefault, let name = found.patterns.first,
          found.patterns.allSatisfy(kinds.contains)
        else { return nil }
        return "\(file.path):\(line): a default over kinds, beside .\(name)"
      }
    }
  }

  /// The cases of kinds and of facts, those of their groups included.
  @Sendable private static func cases(in file: SourceFile) -> [String] {
    let isVocabulary =
      file.path.hasPrefix("Sources/Ownership/Events/Kinds/")
      || ["EventKind.swift", "Fact.swift"].contains { file.path.hasSuffix("Events/\($0)") }
    guard isVocabulary else { return [] }
    var names: [String] = []
    var isOpen = false
    for line in file.code {
      if line.hasPrefix("public enum ") {
        isOpen = line.contains("enum EventKind") || line.contains("Fact")
      }
      if line == "}" { isOpen = false }
      let words = line.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      guard isOpen, line.hasPrefix("  "), !line.hasPrefix("   "),
        let place = words.firstIndex(of: "case"), place <= 1
      else { continue }
      // `case a, b` names two, `case a(B, c: D)` one.
      if line.contains("(") {
        names.append(words[place + 1])
      } else {
        names += words[(place + 1)...]
      }
    }
    return names
  }

  /// What nobody uses goes: a name that is declared in Sources stands somewhere else too. Tests alone are no use,
  /// but of what is public, where they stand for the programs that import it.
  static let noDeadDeclarations = HouseRule { house in
    let inSources = counts(house.sources)
    let inTests = counts(house.tests)
    return house.sources.flatMap { file -> [String] in
      Declaration.all(in: file).filter { found in
        inSources[found.name, default: 0] < 2
          && (!found.isPublic || inTests[found.name, default: 0] == 0)
      }.map { "\(file.path):\($0.line): nothing uses \($0.name)" }
    }
  }

  private static func counts(_ files: [SourceFile]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for file in files {
      for (word, _) in file.words { counts[word, default: 0] += 1 }
    }
    return counts
  }
}
