import Foundation
import Testing

/// Texts that were looked at once and must stay: files beside the tests.
///
/// To record them anew, run the tests with `CUSTODY_RECORD=1` in the environment, and look at the
/// difference before it is committed.
enum Golden {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden")

  static func expect(
    _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["CUSTODY_RECORD"] == "1" {
      try? Data(text.utf8).write(to: file)
      Issue.record("\(name) was recorded, not compared", sourceLocation: sourceLocation)
      return
    }
    let wanted = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    #expect(text == wanted, "differs from Golden/\(name)", sourceLocation: sourceLocation)
  }
}
