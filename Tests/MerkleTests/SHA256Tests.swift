import Merkle
import Testing

@Suite struct SHA256Tests {
  static let hasVectors = SharedVectors.isPresent("nist-sha2")

  @Test func valuesThatEverybodyQuotes() {
    #expect(
      SHA256.digest(of: Array("abc".utf8)).hexadecimal
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      TreeHash.emptyRoot.hexadecimal
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test(
    .enabled(if: hasVectors, "the published vectors are not beside the project"),
    arguments: ["SHA256ShortMsg.rsp", "SHA256LongMsg.rsp"])
  func publishedMessages(file: String) throws {
    let records = try SharedVectors.records("nist-sha2/\(file)")
    #expect(records.count == (file.contains("Short") ? 65 : 64))
    for record in records {
      let bytes = SharedVectors.bytes(hexadecimal: record["Msg"]!)
        .prefix(Int(record["Len"]!)! / 8)
      for portable in [false, true] {
        var hash = SHA256(portable: portable)
        hash.update(Array(bytes).span)
        #expect(hash.finish().hexadecimal == record["MD"]!)
      }
    }
  }

  @Test(.enabled(if: hasVectors, "the published vectors are not beside the project"))
  func publishedMonteCarlo() throws {
    let text = try SharedVectors.text("nist-sha2/SHA256Monte.rsp")
    let line = try #require(text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("Seed") })
    var seed = SharedVectors.bytes(hexadecimal: line.dropFirst("Seed = ".count))
    let records = try SharedVectors.records("nist-sha2/SHA256Monte.rsp")
    #expect(records.count == 100)
    for record in records {
      var last = [seed, seed, seed]
      for _ in 0..<1000 {
        last.append(SHA256.digest(of: last[0] + last[1] + last[2]).bytes)
        last.removeFirst()
      }
      seed = last[2]
      #expect(Digest(bytes: seed)!.hexadecimal == record["MD"]!)
    }
  }

  @Test func piecesOfAnySizeGiveTheSameDigestOnBothPaths() {
    let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }
    for length in 0..<message.count {
      let bytes = Array(message.prefix(length))
      let whole = SHA256.digest(of: bytes)
      var fast = SHA256()
      var portable = SHA256(portable: true)
      let cut = length * 7 % (length + 1)
      for piece in [Array(bytes.prefix(cut)), Array(bytes.dropFirst(cut))] {
        fast.update(piece.span)
        for byte in piece { portable.update(byte: byte) }
      }
      #expect(fast.finish() == whole)
      #expect(portable.finish() == whole)
    }
  }
}
