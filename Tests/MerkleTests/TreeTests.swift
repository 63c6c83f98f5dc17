import Merkle
import Testing

@Suite struct TreeTests {
  /// RFC 6962 section 2.1, word for word.
  func root(of leaves: ArraySlice<Digest>) -> Digest {
    if leaves.isEmpty { return SHA256.digest(of: []) }
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let middle = leaves.startIndex + half
    let children =
      root(of: leaves[..<middle]).bytes + root(of: leaves[middle...]).bytes
    return SHA256.digest(of: [0x01] + children)
  }

  @Test func theCompactRangeAgreesWithTheRecursiveDefinition() {
    var range = CompactRange()
    var leaves: [Digest] = []
    #expect(range.root == root(of: []))
    for size in 1...130 {
      let line = Array("line \(size)".utf8)
      let leaf = TreeHash.leaf(line)
      #expect(leaf == SHA256.digest(of: [0x00] + line))
      leaves.append(leaf)
      range.append(leaf)
      #expect(range.size == UInt64(size))
      #expect(range.root == root(of: leaves[...]), "size \(size)")
    }
  }

  @Test func aCheckpointSurvivesItsText() throws {
    let root = TreeHash.leaf([1, 2, 3])
    let checkpoint = try #require(Checkpoint(origin: "Фирма", size: 4711, root: root))
    #expect(checkpoint.text == "Фирма\n4711\n\(root.base64)\n")
    #expect(Checkpoint(text: checkpoint.text) == checkpoint)
    #expect(Checkpoint(text: checkpoint.text + "\n— name AAAA\n") == checkpoint)
  }

  @Test(arguments: [
    "", "origin\n1\n", "origin\n01\n%\n", "\n1\n%\n", "origin\n-1\n%\n", "origin\n1\n%",
    "origin\n1\nAAAA\n", "origin\n1 \n%\n", "ori\rgin\n1\n%\n",
  ])
  func whatIsNoCheckpointIsRefused(text: String) {
    let root = TreeHash.emptyRoot.base64
    #expect(Checkpoint(text: text.replacing("%", with: root)) == nil)
  }

  @Test func aNoteWithSignaturesIsReadAsItsText() throws {
    let text = "example.com/log\n7\n\(TreeHash.emptyRoot.base64)\n\n— example.com AAAABBBB\n"
    #expect(try #require(Checkpoint(text: text)).size == 7)
  }
}

@Suite struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func vectorsOfRFC4648(bytes: String, text: String) {
    #expect(Base64.encode(Array(bytes.utf8)) == text)
    #expect(Base64.decode(text) == Array(bytes.utf8))
  }

  @Test(arguments: [
    "Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm 9", "Zm9v\n", "Zm-_",
  ])
  func whatEncodeNeverWritesIsRefused(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func everyByteComesBack() {
    let bytes = (0..<256).map { UInt8($0) }
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
  }

  @Test func aDigestComesBackFromItsText() {
    let digest = SHA256.digest(of: Array("abc".utf8))
    var text: [UInt8] = []
    digest.appendBase64(to: &text)
    #expect(String(decoding: text, as: UTF8.self) == Base64.encode(digest.bytes))
    #expect(Digest(base64: digest.base64) == digest)
    #expect(Digest(base64: String(digest.base64.dropLast(4))) == nil)
    #expect(Digest(bytes: [1]) == nil)
    #expect(Digest.zero.base64 == "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
  }
}
