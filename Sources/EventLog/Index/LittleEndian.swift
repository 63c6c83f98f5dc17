import Ownership

/// Numbers of index files: little-endian, whatever the machine.
extension [UInt8] {
  mutating func appendLittleEndian<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value) {
    unsafe Swift.withUnsafeBytes(of: value.littleEndian) { bytes in unsafe append(contentsOf: bytes)
    }
  }
}

func littleEndian32(_ bytes: [UInt8], at place: Int) -> UInt32 {
  littleEndian32(bytes.span, at: place)
}

func littleEndian32(_ bytes: Span<UInt8>, at place: Int) -> UInt32 {
  UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
    | UInt32(bytes[place + 3]) << 24
}

func littleEndian64(_ bytes: [UInt8], at place: Int) -> UInt64 {
  UInt64(littleEndian32(bytes, at: place)) | UInt64(littleEndian32(bytes, at: place + 4)) << 32
}

/// Twelve digits, as in names of files.
func digits(_ sequence: UInt64) -> String {
  SequenceNumber(sequence).digits
}
