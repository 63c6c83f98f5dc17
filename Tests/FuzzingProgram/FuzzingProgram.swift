import Fuzzing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The target named by `CUSTODY_FUZZ_TARGET`, driven by LLVM's libFuzzer, which follows the branches that
/// an input takes. `Tests/Fuzzing/README.md` says how to build and run it.
private let target: FuzzTarget = {
  let name = unsafe getenv("CUSTODY_FUZZ_TARGET").map { unsafe String(cString: $0) }
  guard let target = name.flatMap(FuzzTarget.init(rawValue:)) else {
    fatalError(
      "CUSTODY_FUZZ_TARGET names one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))"
    )
  }
  return target
}()

/// Called by libFuzzer for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  if let broken = target.brokenPromise(input) { fatalError("broken promise: \(broken)") }
  return 0
}
