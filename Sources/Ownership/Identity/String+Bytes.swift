/// Strings as bytes. `String`'s own `==`, `hasPrefix` and hash speak of characters, so that strings of
/// different bytes can be equal; identifiers and names in JSON compare by their bytes.
extension String {
  /// Byte equality; `==` would call canonically equivalent strings equal. Complexity: O(bytes).
  public func hasSameBytes(as other: String) -> Bool {
    let left = utf8
    let right = other.utf8
    if left.count != right.count { return false }
    let isSame = unsafe left.withBytes { left in
      unsafe right.withBytes { right in unsafe equal(left, right) }
    }
    return (isSame ?? nil) ?? left.elementsEqual(right)
  }

  /// Whether the bytes begin with those of `prefix`; `hasPrefix` would go by characters.
  package func beginsWithBytes(of prefix: String) -> Bool {
    let count = prefix.utf8.count
    if utf8.count < count { return false }
    let isSame = unsafe utf8.withBytes { text in
      unsafe prefix.utf8.withBytes { prefix in
        unsafe equal(UnsafeRawBufferPointer(rebasing: text[..<count]), prefix)
      }
    }
    return (isSame ?? nil) ?? utf8.starts(with: prefix.utf8)
  }

  /// What stands behind the first `count` bytes, which are ASCII.
  package func dropping(asciiBytes count: Int) -> String {
    String(Substring(utf8.dropFirst(count)))
  }

  /// Hashes the bytes, however the characters are composed.
  func hashBytes(into hasher: inout Hasher) {
    let isDone: Void? = unsafe utf8.withBytes { bytes in unsafe hasher.combine(bytes: bytes) }
    if isDone == nil { for byte in utf8 { hasher.combine(byte) } }
    hasher.combine(0xFF as UInt8)
  }

  /// Whether all bytes are U+0020 to U+007E, as those of nearly all identifiers are.
  var isVisibleASCII: Bool {
    unsafe utf8.withBytes { bytes in
      for index in bytes.indices {
        let byte = unsafe bytes[index]
        if byte < 0x20 || byte >= 0x7F { return false }
      }
      return true
    } ?? false
  }
}

extension String.UTF8View {
  /// Calls `body` with the bytes where they stand in one piece, as those of every native string do.
  fileprivate func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    unsafe withContiguousStorageIfAvailable { buffer in
      unsafe body(UnsafeRawBufferPointer(buffer))
    }
  }
}

/// Compares eight bytes at a time.
private func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count else { return false }
  var index = 0
  while index + 8 <= left.count {
    let one = unsafe left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let other = unsafe right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if one != other { return false }
    index += 8
  }
  while index < left.count {
    if unsafe left[index] != right[index] { return false }
    index += 1
  }
  return true
}
