import EventLog
import Merkle
import Ownership

/// What a writer says when it is done: what was recorded, and the new head for outsiders to hold.
enum Receipt {
  /// `head 4711 <leaf hash, base64>`
  static func line(_ head: LogHead) -> String {
    "head \(head.sequence) \(head.leaf.base64)\n"
  }

  /// `1 is there with content destroyed`
  static func words(redacted count: Int) -> String {
    "\(count) \(count == 1 ? "is" : "are") there with content destroyed"
  }

  /// `recorded 3 lines, 4709 to 4711; 2 were there already`
  static func text(_ result: AppendResult, repeated: Int, redacted: Int) -> String {
    var text: String
    if let first = result.first {
      text =
        result.count == 1
        ? "recorded 1 line, \(first)"
        : "recorded \(result.count) lines, \(first) to \(result.head.sequence)"
    } else {
      text = "recorded nothing"
    }
    if repeated > 0 { text += "; \(repeated) \(repeated == 1 ? "was" : "were") there already" }
    if redacted > 0 { text += "; " + words(redacted: redacted) }
    return text + "\n" + line(result.head)
  }
}
