import Testing

@testable import CustodyCommands

extension Bench {
  /// A world in which only errors are watched.
  func surroundings(errors: @escaping (String) -> Void, isTerminal: Bool) -> Surroundings {
    Surroundings(
      arguments: [], variable: { _ in nil },
      standardInput: { () throws(Descriptor.Problem) in [] },
      output: Output { (_: [UInt8]) throws(Output.Problem) in },
      errors: Output { (bytes: [UInt8]) throws(Output.Problem) in
        errors(String(decoding: bytes, as: UTF8.self))
      },
      now: { preconditionFailure() }, recording: { preconditionFailure() },
      errorsAreTerminal: isTerminal)
  }
}
