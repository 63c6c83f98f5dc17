import CSHA256
import Foundation
import Merkle
import Testing

/// The text of digests against the toolchain's, on both paths.
@Suite struct DigestTextTests {
  private static func text(
    _ bytes: [UInt8], _ write: (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Void
  ) -> String {
    // One more, which is not to be touched.
    var text = [UInt8](repeating: 0x21, count: Digest.base64Count + 1)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe text.withUnsafeMutableBufferPointer { text in
        unsafe write(bytes.baseAddress!, text.baseAddress!)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  @Test func `every byte at every place has the text that Foundation gives it`() {
    var generator = SystemRandomNumberGenerator()
    for place in 0..<32 {
      for byte in UInt8.min...UInt8.max {
        var bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        bytes[place] = byte
        let expected = Data(bytes).base64EncodedString()
        #expect(unsafe Self.text(bytes, custody_base64_digest) == expected + "!", "\(bytes)")
        #expect(
          unsafe Self.text(bytes, custody_base64_digest_portable) == expected + "!", "\(bytes)")
        #expect(Digest(bytes: bytes)!.base64 == expected)
      }
    }
  }
}
