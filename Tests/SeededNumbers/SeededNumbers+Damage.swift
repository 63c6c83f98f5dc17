/// Makes small damage in bytes: what a slip, a broken disk or an adversary would do.
extension SeededNumbers {
  package mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var damaged = bytes
    for _ in 0..<Int.random(in: 1...3, using: &self) {
      let place = Int.random(in: 0...max(0, damaged.count - 1), using: &self)
      let end = min(damaged.count, place + Int.random(in: 1...40, using: &self))
      switch Int.random(in: 0..<9, using: &self) {
      case _ where damaged.isEmpty: damaged = [UInt8.random(in: 0...255, using: &self)]
      case 0: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
      case 1: damaged[place] = UInt8.random(in: 0...255, using: &self)
      case 2: damaged.removeSubrange(place..<end)
      case 3: damaged.insert(contentsOf: damaged[place..<end], at: place)
      case 4: damaged.insert(Array("\n +=09Az\u{7F}".utf8).randomElement(using: &self)!, at: place)
      case 5: damaged.removeSubrange(place...)
      case 6: damaged[place...].reverse()
      case 7: damaged.append(contentsOf: damaged[place..<end])
      default: damaged = swappingLines(damaged)
      }
    }
    return damaged
  }

  private mutating func swappingLines(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let first = Int.random(in: 0..<lines.count, using: &self)
    let second = Int.random(in: 0..<lines.count, using: &self)
    lines.swapAt(first, second)
    return Array(lines.joined(separator: [0x0A]))
  }
}
