import Foundation

/// Another program, run to its end without input.
enum ChildRun {
  /// The exit code, and everything that was said.
  static func run(
    _ program: String, _ arguments: [String], in folder: URL? = nil
  ) throws -> (code: Int32, words: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
