import Foundation
import Storage
import Testing

@Suite struct FileTests {
  @Test func whatIsWrittenIsRead() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try Folder.make(path))
    #expect(try !Folder.make(path))
    let folder = try Folder(path)
    let file = try folder.open("a", .create)
    try file.write([1, 2, 3].span, at: 0)
    try file.sync()
    #expect(try file.readAll() == [1, 2, 3])
  }
}
