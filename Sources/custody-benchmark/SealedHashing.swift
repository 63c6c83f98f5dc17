import EventLog
import Merkle
import Storage

/// The hashing that FORMAT section 7 asks for, and nothing else: keys, seals and sealed lines, made ready
/// beforehand. What a check of the log is compared with. Lines that a redaction has written anew are left out.
struct SealedHashing {
  private var salts: [UInt8] = []
  private var values: [UInt8] = []
  /// Where each value ends.
  private var valueEnds: [Int] = []
  /// How many values each line has.
  private var counts: [Int] = []
  private var sealed: [UInt8] = []
  /// Where each sealed line ends.
  private var sealedEnds: [Int] = []

  init(of folder: borrowing Folder) throws {
    for name in try folder.names() where name.hasSuffix(".jsonl") {
      let bytes = try folder.contents(of: name, atMost: File.limit) ?? []
      for text in bytes.split(separator: 0x0A) {
        let line = try LogLine(parsing: Array(text))
        guard let start = text.firstRange(of: Array("\"salt\":\"".utf8))?.upperBound else {
          continue
        }
        salts += Base64.decode(String(decoding: text[start..<start + 24], as: UTF8.self)) ?? []
        counts.append(line.values.count)
        for value in line.values {
          values += value.bytes
          valueEnds.append(values.count)
        }
        sealed += line.sealed
        sealedEnds.append(sealed.count)
      }
    }
  }

  /// Hashes all of it; the number keeps the work from being left out.
  func run() -> Int {
    var sum = 0
    var keys: [UInt8] = []
    var value = 0
    for line in counts.indices {
      keys.removeAll(keepingCapacity: true)
      Seal.appendKeys(
        of: salts.span.extracting(line * 16..<line * 16 + 16), count: counts[line] + 1, to: &keys)
      for index in 0..<counts[line] {
        let start = value == 0 ? 0 : valueEnds[value - 1]
        let digest = Seal.digest(
          of: values.span.extracting(start..<valueEnds[value]),
          key: keys.span.extracting(index * 16 + 16..<index * 16 + 32))
        sum &+= Int(digest[0])
        value += 1
      }
      let start = line == 0 ? 0 : sealedEnds[line - 1]
      sum &+= Int(TreeHash.leaf(sealed.span.extracting(start..<sealedEnds[line]))[0])
    }
    return sum
  }
}
