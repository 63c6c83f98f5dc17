import Foundation
package import Ownership

/// The zones of this machine.
package enum Zones {
  /// `nil` where the machine has no zone files.
  package static func named(_ name: String) -> Zone? {
    if name == "UTC" { return .utc }
    let file = URL(filePath: "/usr/share/zoneinfo").appending(path: name)
    guard let bytes = try? Data(contentsOf: file) else { return nil }
    return try? Zone(name: name, tzif: Array(bytes))
  }
}
