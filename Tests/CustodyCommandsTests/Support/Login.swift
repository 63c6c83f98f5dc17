import Foundation

/// A login of its own that runs the built program, with a umask: only root may change into one.
struct Login: Sendable {
  let user: UInt32
  /// The group that it shares with others; its own has the number of the user.
  var group: UInt32 = 64_100

  private static let changer = "/usr/bin/setpriv"

  /// Whether logins can be changed here.
  static var canBeChanged: Bool {
    geteuid() == 0 && FileManager.default.isExecutableFile(atPath: changer)
  }

  /// Runs the program that lies in a folder which everybody can read.
  func run(
    _ program: String, _ arguments: [String], umask: String = "022", input: String = ""
  ) throws -> BuiltProgram.End {
    let words =
      [
        "--reuid=\(user)", "--regid=\(user)", "--groups=\(group)", "/bin/sh", "-c",
        "umask \(umask) && exec \"$@\"", "sh", program,
      ] + arguments
    return try BuiltProgram(path: Self.changer).run(words, input: input)
  }

  /// A copy of the program where every login can run it.
  static func program(in folder: String) throws -> String {
    guard let built = BuiltProgram() else { throw CocoaError(.fileNoSuchFile) }
    let path = folder + "/custody"
    try FileManager.default.copyItem(atPath: built.path, toPath: path)
    let isOpen = Entry.chmod(folder, 0o755) && Entry.chmod(path, 0o755)
    precondition(isOpen, "a temporary folder is its maker's")
    return path
  }
}
