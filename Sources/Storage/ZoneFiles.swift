/// The system's time zone files (TZif, RFC 8536), found in fixed places: no environment variable can
/// change what a zone means. Only zones and links of the IANA database are found: what else stands there
/// means something else on another machine (`localtime`), or other instants (`right/…`).
public enum ZoneFiles {
  /// Where systems keep them.
  public static let places = [
    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo",
    "/var/db/timezone/zoneinfo",
  ]

  /// The bytes of the file of a zone, such as `Europe/Berlin`.
  ///
  /// - Throws: `invalidName` for what is no zone's name, `notFound` where no file is.
  public static func contents(of name: String) throws(StorageError) -> [UInt8] {
    guard isName(name) else {
      throw StorageError(
        .invalidName, "read the time zone", name,
        reason: "that is not a name of the IANA database, such as Europe/Berlin")
    }
    guard !isAlias(name) else { throw noName(name) }
    for place in places {
      guard let bytes = try? SystemFile.contents(of: "\(place)/\(name)"),
        bytes.starts(with: Array("TZif".utf8))
      else { continue }
      // The text of the database is not beside the files everywhere.
      if let list = try? SystemFile.contents(of: "\(place)/tzdata.zi"), !isListed(name, in: list) {
        throw noName(name)
      }
      return bytes
    }
    throw StorageError(
      .notFound, "read the time zone", name,
      reason: "it is not in \(places[0]); check the name, or install the system's zone files")
  }

  private static func noName(_ name: String) -> StorageError {
    StorageError(
      .invalidName, "read the time zone", name,
      reason:
        "the IANA database has no zone of that name, whatever this machine means by it; name the "
        + "zone itself, such as Europe/Berlin")
  }

  /// Whether a name is one that systems give to a zone of theirs, or to a variant of the database. `Factory`
  /// is in the database, for systems that have not been told their zone.
  static func isAlias(_ name: String) -> Bool {
    ["localtime", "posixrules", "Factory"].contains(name) || name.hasPrefix("right/")
      || name.hasPrefix("posix/")
  }

  /// Whether the database names a zone (`Z NAME …`) or a link (`L TARGET NAME`) so.
  static func isListed(_ name: String, in text: [UInt8]) -> Bool {
    let name = Array(name.utf8)
    return text.split(separator: UInt8(ascii: "\n")).contains { line in
      guard let kind = line.first, kind == UInt8(ascii: "Z") || kind == UInt8(ascii: "L") else {
        return false
      }
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 3)
      let place = kind == UInt8(ascii: "Z") ? 1 : 2
      return words.count > place && words[place].elementsEqual(name)
    }
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
