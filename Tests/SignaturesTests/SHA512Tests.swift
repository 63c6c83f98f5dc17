import Signatures
import Testing

@Suite struct SHA512Tests {
  /// FIPS 180-4's examples, and a million times "a".
  @Test(arguments: [
    (
      "",
      "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
        + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
    ),
    (
      "abc",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
        + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"
    ),
  ])
  func publishedValues(message: String, digest: String) {
    #expect(hexadecimal(SHA512.digest(of: Array(message.utf8))) == digest)
  }

  @Test func aMillionLetters() {
    var hash = SHA512()
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
    for _ in 0..<1000 { hash.update(piece) }
    #expect(
      hexadecimal(hash.finish())
        == "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
        + "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b")
  }

  @Test func piecesOfAnySizeGiveTheSameDigest() {
    let message = (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }
    for length in 0..<message.count {
      let bytes = Array(message.prefix(length))
      let cut = length * 7 % (length + 1)
      var hash = SHA512()
      hash.update(Array(bytes.prefix(cut)))
      hash.update(Array(bytes.dropFirst(cut)))
      #expect(hash.finish() == SHA512.digest(of: bytes))
    }
  }
}
