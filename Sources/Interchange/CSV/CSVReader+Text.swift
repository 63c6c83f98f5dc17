/// From the bytes of a field to its characters, and from a byte to its place.
extension CSVReader {
  /// The characters of a field of the latest record.
  func text(_ field: Field) -> String { encoding.text(content(field)) }

  /// The bytes of a field in the file's encoding, doubled quotes made single.
  func content(_ field: Field) -> ArraySlice<UInt8> {
    let raw = bytes[field.start..<field.end]
    if !field.hasDoubledQuotes { return raw }
    var single: [UInt8] = []
    single.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      single.append(raw[index])
      index += raw[index] == Byte.quote ? 2 : 1
    }
    return single[...]
  }

  /// The place of a byte of the latest record.
  func place(at offset: Int) -> SourcePlace {
    SourcePlace(file: file, bytes: bytes, offset: offset, encoding: encoding, from: recordStart)
  }

  /// A problem at a byte of the latest record.
  func problem(at offset: Int, _ message: String) -> RowProblem {
    RowProblem(place: place(at: offset), message: message)
  }
}
