/// The system's time zone files (TZif, RFC 8536), found in fixed places: no environment variable can
/// change what a zone means.
public enum ZoneFiles {
  /// Where systems keep them.
  public static let places = [
    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo",
    "/var/db/timezone/zoneinfo",
  ]

  /// The bytes of the file of a zone, such as `Europe/Berlin`.
  ///
  /// - Throws: `invalidName` for what cannot be a zone's name, `notFound` where no file is.
  public static func contents(of name: String) throws(StorageError) -> [UInt8] {
    guard isName(name) else {
      throw StorageError(
        .invalidName, "read the time zone", name,
        reason: "that is not a name of the IANA database, such as Europe/Berlin")
    }
    for place in places {
      do throws(StorageError) {
        let bytes = try SystemFile.contents(of: "\(place)/\(name)")
        if let bytes, bytes.starts(with: Array("TZif".utf8)) { return bytes }
      } catch {
        continue
      }
    }
    throw StorageError(
      .notFound, "read the time zone", name,
      reason: "it is not in \(places[0]); check the name, or install the system's zone files")
  }

  /// Whether a name consists of words of letters, digits, `+`, `-` and `_`, parted by slashes.
  static func isName(_ name: String) -> Bool {
    let words = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return !words.isEmpty && name.utf8.count <= 255
      && words.allSatisfy { word in
        !word.isEmpty
          && word.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
              UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
              UInt8(ascii: "_"):
              true
            default: false
            }
          }
      }
  }
}
