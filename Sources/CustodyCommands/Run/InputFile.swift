import EventLog
import Interchange

/// A file named in the arguments, or standard input: read in pieces or whole.
struct InputFile {
  /// As errors call it: its path, or `-`.
  let name: String
  private let place: Place?
  private let next: () throws(Descriptor.Problem) -> [UInt8]

  /// Opens a file or pipe; `-` and nothing are standard input.
  init(_ value: ParsedArguments.Value?, _ surroundings: Surroundings) throws(Failure) {
    place = value?.place()
    guard let path = value?.text, path != "-" else {
      name = "-"
      next = surroundings.standardInput
      return
    }
    name = path
    do throws(Descriptor.Problem) {
      next = try Descriptor.Source(path: path).piece
    } catch {
      throw .usage("cannot read \(path): \(error.reason)", at: place)
    }
  }

  /// The next piece; empty at the end.
  func piece() throws(LogError) -> [UInt8] {
    do throws(Descriptor.Problem) {
      return try next()
    } catch {
      throw LogError(.usage, message(error))
    }
  }

  /// Its records, as CSV, read as they are asked for.
  func records(
    delimiter: UInt8 = UInt8(ascii: ","), encoding: TextEncoding = .utf8
  ) throws(Failure) -> CSVStream<Failure> {
    try CSVStream(file: name, delimiter: delimiter, encoding: encoding) {
      [next, place, self] () throws(Failure) in
      do throws(Descriptor.Problem) {
        return try next()
      } catch {
        throw .usage(message(error), at: place)
      }
    }
  }

  /// All of it.
  ///
  /// - Parameter limit: how many bytes such a file has at most; more are not kept.
  func whole(limit: Int) throws(Failure) -> [UInt8] {
    try whole { _ in limit }
  }

  /// All of it, where how much that may be depends on how it begins: asked at each piece.
  func whole(limit: (_ beginning: [UInt8]) -> Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece: [UInt8]
      do throws(Descriptor.Problem) {
        piece = try next()
      } catch {
        throw .usage(message(error), at: place)
      }
      if piece.isEmpty { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      let most = limit(bytes)
      guard bytes.count <= most else {
        throw .usage(
          "\(name == "-" ? "standard input" : name) goes on behind byte \(most), where the longest of its kind "
            + "ends", at: place,
          hint: "check what is named there; the rest was not read")
      }
    }
  }

  private func message(_ problem: Descriptor.Problem) -> String {
    "cannot read \(name == "-" ? "standard input" : name): \(problem.reason)"
  }
}
