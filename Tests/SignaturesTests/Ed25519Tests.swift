import SeededNumbers
import Signatures
import Testing

@Suite struct Ed25519Tests {
  struct Vector: Sendable {
    let seed: String
    let key: String
    let message: String
    let signature: String
  }

  /// RFC 8032 section 7.1: TEST 1, 2, 3 and SHA(abc).
  static let vectors = [
    Vector(
      seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      message: "",
      signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    Vector(
      seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      message: "72",
      signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    Vector(
      seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      message: "af82",
      signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    Vector(
      seed: "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
      key: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
      message: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
      signature: "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"),
  ]

  @Test(arguments: vectors)
  func vectorsOfRFC8032(vector: Vector) throws {
    let key = try #require(Ed25519.PrivateKey(seed: bytes(vector.seed)))
    let message = bytes(vector.message)
    #expect(hexadecimal(key.publicKey.bytes) == vector.key)
    #expect(hexadecimal(key.signature(of: message)) == vector.signature)
    let publicKey = try Ed25519.PublicKey(bytes: bytes(vector.key))
    #expect(publicKey.isValid(bytes(vector.signature), of: message))
    #expect(!publicKey.isValid(bytes(vector.signature), of: message + [0]))
  }

  @Test func signaturesOfMessagesOfManyLengthsVerify() throws {
    for length in [0, 1, 31, 63, 64, 95, 96, 127, 128, 300] {
      let seed = [UInt8](repeating: UInt8(length % 251), count: 32)
      let key = try #require(Ed25519.PrivateKey(seed: seed))
      let message = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
      #expect(key.publicKey.isValid(key.signature(of: message), of: message))
    }
  }

  @Test func aSignatureWithAnyPartChangedIsRefused() throws {
    let vector = Self.vectors[2]
    let key = try Ed25519.PublicKey(bytes: bytes(vector.key))
    let signature = bytes(vector.signature)
    let message = bytes(vector.message)
    for place in stride(from: 0, to: 512, by: SeededNumbers.rounds(1) > 1 ? 1 : 23) {
      var flipped = signature
      flipped[place / 8] ^= 1 << UInt8(place % 8)
      #expect(!key.isValid(flipped, of: message))
    }
    #expect(!key.isValid(Array(signature.dropLast()), of: message))
    #expect(!key.isValid(signature + [0], of: message))
    #expect(!key.isValid([], of: message))
  }

  /// S + L satisfies the same equation; a verifier that took it would let anybody make a second
  /// signature of a signed message.
  @Test func anSThatIsNotReducedIsRefused() throws {
    let vector = Self.vectors[1]
    let key = try Ed25519.PublicKey(bytes: bytes(vector.key))
    var signature = bytes(vector.signature)
    let order = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var carry = 0
    for index in 0..<32 {
      carry += Int(signature[32 + index]) + Int(order[index])
      signature[32 + index] = UInt8(carry & 0xFF)
      carry >>= 8
    }
    #expect(carry == 0)
    #expect(!key.isValid(signature, of: bytes(vector.message)))
  }

  func problem(_ key: [UInt8]) -> String {
    do throws(Ed25519.KeyProblem) {
      _ = try Ed25519.PublicKey(bytes: key)
      return "accepted"
    } catch { return "\(error)" }
  }

  @Test func bytesThatAreNoKeyAreRefusedWithAReason() {
    let zeros = String(repeating: "00", count: 31)
    #expect(problem([]) == "an Ed25519 key has 32 bytes, and here are 0")
    let notAPoint = "these bytes are not the encoding of a point of the curve"
    // y = 2 is on no point; y = 1 with a sign, y = p + 1 and y = p are second spellings.
    #expect(problem(bytes("02" + zeros)) == notAPoint)
    #expect(problem(bytes("01" + zeros.dropLast(2) + "80")) == notAPoint)
    let ones = String(repeating: "ff", count: 30)
    #expect(problem(bytes("ee" + ones + "7f")) == notAPoint)
    #expect(problem(bytes("ed" + ones + "7f")) == notAPoint)
    #expect(problem([UInt8](repeating: 0xFF, count: 32)) == notAPoint)
  }

  /// The points of order 1, 2, 4, 4 and one of order 8.
  @Test(arguments: [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  ])
  func keysOfSmallOrderAreRefused(key: String) {
    #expect(problem(bytes(key)) == "this Ed25519 key is of small order and proves nothing")
  }

  @Test func aPrivateKeyNeverShowsItsSeed() throws {
    let seed = (100..<132).map { UInt8($0) }
    let key = try #require(Ed25519.PrivateKey(seed: seed))
    var shown = ""
    dump(key, to: &shown)
    shown += "\(key) \(String(reflecting: key))"
    let numbers = shown.split(separator: "\n").map { $0.drop { !$0.isNumber } }
    #expect(!shown.contains("100, 101, 102"))
    #expect(!numbers.joined(separator: ", ").contains("100, 101, 102"))
    #expect(Ed25519.PrivateKey(seed: Array(seed.dropLast())) == nil)
  }
}
