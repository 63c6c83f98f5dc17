import Storage

/// How long something took, on the clock and on all processors, and the peak of memory by then.
struct Measurement {
  var name: String
  var seconds: Double
  var processorSeconds: Double
  var peakMemory: Int

  /// Runs `body` and measures it.
  static func of<Value>(
    _ name: String, _ body: () throws -> Value
  ) rethrows -> (measurement: Measurement, value: Value) {
    let before = OperatingSystem.usage()
    let value = try body()
    let after = OperatingSystem.usage()
    let measurement = Measurement(
      name: name, seconds: after.clock - before.clock,
      processorSeconds: after.processor - before.processor, peakMemory: after.peakMemory)
    return (measurement, value)
  }

  /// One row: name, clock, processor, peak so far, and how often the peer would fit into it.
  func row(_ count: String, peer: Measurement? = nil) -> String {
    var row = pad(name, 26) + pad(count, 22)
    row += pad("\(fixed(seconds, 3)) s", 12) + pad("\(fixed(processorSeconds, 3)) s", 12)
    row += pad("\(peakMemory >> 20) MiB", 10)
    if let peer { row += "\(fixed(seconds / max(peer.seconds, 1e-9), 1)) × \(peer.name)" }
    return row
  }

  static let header =
    pad("", 26) + pad("count", 22) + pad("clock", 12) + pad("processor", 12) + pad("peak", 10)
    + "ratio of clocks"
}

private func pad(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(1, width - text.count))
}

private func fixed(_ value: Double, _ decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let whole = Int((value * scale).rounded())
  let digits = String(whole % Int(scale))
  let zeros = String(repeating: "0", count: decimals - digits.utf8.count)
  return "\(whole / Int(scale)).\(zeros)\(digits)"
}
