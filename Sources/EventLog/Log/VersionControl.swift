import Storage

/// What a version control system does to a ledger that is kept in it, and what is said and done about that.
enum VersionControl {
  /// What Git reads in a folder about its files.
  static let attributesName = ".gitattributes"

  /// Ends of lines are not changed at a checkout.
  static let attributes = """
    # The bytes of a ledger are its proof: Git changes no ends of lines here.
    * -text

    """

  /// Tells Git to leave the bytes as they are; a file that somebody else has put there stays.
  static func spareLines(in folder: borrowing Folder) throws(StorageError) {
    // An empty one is left of somebody who came no further.
    if try folder.contents(of: attributesName)?.isEmpty == false { return }
    let file = try folder.makeAnew(attributesName)
    try file.write(Array(attributes.utf8).span, at: 0)
    try file.sync()
  }

  /// What there is to say of a line that does not end as it was written; `nil` where it does.
  static func problem(of line: [UInt8]) -> String? {
    guard line.last == UInt8(ascii: "\r") else { return nil }
    return
      "the line ends with a carriage return: a version control system, an editor or a transfer has "
      + "changed the ends of lines"
  }

  /// What to do then.
  static let remedy =
    "take the files out anew, with the line “* -text” in a \(attributesName) of the ledger’s "
    + "folder, or copy them as they were"
}
