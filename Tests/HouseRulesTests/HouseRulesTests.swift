import Testing

/// The house keeps its rules, and each rule finds what breaks it.
@Suite struct HouseRulesTests {
  private static func house(_ files: (path: String, text: String)...) -> House {
    House(
      sources: files.filter { $0.path.hasPrefix("Sources/") }.map { SourceFile($0.path, $0.text) },
      tests: files.filter { $0.path.hasPrefix("Tests/") }.map { SourceFile($0.path, $0.text) })
  }

  @Test func `the house is all there`() {
    #expect(House.here.sources.count > 300)
    #expect(House.here.tests.count > 150)
  }

  // MARK: Arrows

  @Test func `modules know only those below them`() {
    #expect(HouseRule.arrows.violations(.here) == [])
    let broken = Self.house(
      ("Sources/Merkle/Digest.swift", "public import Ownership\n"),
      ("Sources/Cellar/Wine.swift", "import Merkle\n"),
      ("Sources/Ownership/Time/Zone.swift", "#if canImport(Glibc)\n  import Glibc\n#endif\n"),
      ("Sources/Signatures/Note.swift", "// import Ownership\nimport struct Merkle.Digest\n"))
    #expect(
      HouseRule.arrows.violations(broken) == [
        "Sources/Merkle/Digest.swift: Merkle does not know Ownership",
        "Sources/Cellar/Wine.swift: the module Cellar is not in the table",
        "Sources/Ownership/Time/Zone.swift: Ownership does not know Glibc",
      ])
  }

  // MARK: Kinds

  @Test func `no switch over kinds or facts has a default`() {
    #expect(HouseRule.noDefaultOverKinds.violations(.here) == [])
    let vocabulary: (String, String) = (
      "Sources/Ownership/Events/Kinds/AssignmentEvents.swift",
      """
      public enum AssignmentFact: FactGroup {
        case made(Responsibility, reason: String?)
        case ended(Responsibility)
      }
      """
    )
    let broken = Self.house(
      vocabulary,
      (
        "Sources/Ownership/Fold/Fold.swift",
        """
        func take(_ fact: AssignmentFact) {
          switch fact {
          case .made(let responsibility, reason: .some):
            add(responsibility)
          default:
            return
          }
          switch color {
          case .red, .made: return
          default: return
          }
        }
        """
      ))
    #expect(
      HouseRule.noDefaultOverKinds.violations(broken) == [
        "Sources/Ownership/Fold/Fold.swift:5: a default over kinds, beside .made"
      ])
  }

  // MARK: Sizes, imports, what is dead

  @Test func `files and functions are read in one sitting`() {
    #expect(HouseRule.sizes.violations(.here) == [])
    let long = "func long() {\n" + String(repeating: "  step()\n", count: 69) + "}\n"
    let broken = Self.house(
      ("Sources/Merkle/Long.swift", long),
      ("Sources/Merkle/Longer.swift", String(repeating: "let a = 1\n", count: 301)))
    #expect(
      HouseRule.sizes.violations(broken) == [
        "Sources/Merkle/Long.swift:1: long has 71 lines, at most 70",
        "Sources/Merkle/Longer.swift: 301 lines, at most 300",
      ])
  }

  @Test func `imports are sorted`() {
    #expect(HouseRule.sortedImports.violations(.here) == [])
    let broken = Self.house(
      ("Sources/EventLog/Log.swift", "public import Ownership\nimport Merkle\n"),
      (
        "Tests/EventLogTests/LogTests.swift",
        "import Storage\nimport Testing\n\n@testable import EventLog\n"
      ))
    #expect(
      HouseRule.sortedImports.violations(broken) == [
        "Sources/EventLog/Log.swift: Merkle stands behind Ownership"
      ])
  }

  @Test func `nothing is declared that nobody uses`() {
    #expect(HouseRule.noDeadDeclarations.violations(.here) == [])
    let broken = Self.house(
      (
        "Sources/Merkle/Tree.swift",
        """
        public struct Tree {
          /// Not used by `unused`, whatever a comment says of "unused".
          func unused() {
            let local = 1
          }
          public var asked: Int { 1 }
          var inner: Int { asked + Tree().inner }
        }
        """
      ),
      ("Tests/MerkleTests/TreeTests.swift", "func test() { Tree().unused() }\n"))
    #expect(
      HouseRule.noDeadDeclarations.violations(broken) == [
        "Sources/Merkle/Tree.swift:3: nothing uses unused"
      ])
  }
}
