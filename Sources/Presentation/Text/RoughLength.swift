/// A length of time in the largest unit that is not zero, rounded down: `18 days`, `1 hour`.
public func roughly(microseconds: Int64) -> String {
  let seconds = microseconds.magnitude / 1_000_000
  let units: [(UInt64, String)] = [(86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
  for (size, name) in units where seconds >= size {
    let count = seconds / size
    return "\(count) \(name)\(count == 1 ? "" : "s")"
  }
  return "less than a second"
}
