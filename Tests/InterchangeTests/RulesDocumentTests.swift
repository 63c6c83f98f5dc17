import Foundation
import Testing

@testable import Interchange

@Suite struct RulesDocumentTests {
  static let text = Result {
    try String(
      contentsOf: SharedData.package.appending(path: "Sources/Interchange/Rules.md"),
      encoding: .utf8)
  }

  /// The fenced blocks in their order, by the word behind the fence.
  static func blocks() throws -> [(kind: String, text: String)] {
    var blocks: [(kind: String, text: String)] = []
    var open: (kind: String, lines: [Substring])?
    for line in try text.get().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append((block.kind, block.lines.joined(separator: "\n")))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  @Test(
    "Each example of the document gives the events that stand below it",
    .enabled(if: Importer.zone(named: "Europe/Berlin") != nil, "no zone files here"))
  func examples() throws {
    let blocks = try Self.blocks()
    #expect(
      blocks.map(\.kind) == [
        "rules", "csv", "events", "rules", "csv", "events", "rules", "csv", "events",
      ])
    for start in stride(from: 0, to: blocks.count, by: 3) {
      let plan = try Importer.plan(blocks[start].text, blocks[start + 1].text)
      #expect(plan.problems.isEmpty)
      #expect(plan.drafts.map(\.brief).joined(separator: "\n") == blocks[start + 2].text)
    }
  }

  @Test("The table has every rule, and every shape is shown")
  func completeness() throws {
    let text = try Self.text.get()
    for directive in Directive.allCases {
      #expect(text.contains("`\(directive.rawValue) "), "\(directive)")
    }
    for shape in ImportRules.Shape.allCases {
      #expect(text.contains("\nshape \(shape.rawValue)\n"))
    }
  }

  @Test("The rules that ship are read without a problem")
  func shippedRules() throws {
    for name in ["incidents", "openstack", "openstack-people", "executive"] {
      _ = try SharedData.rules("\(name).rules")
    }
  }
}
