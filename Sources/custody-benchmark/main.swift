import Storage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// custody-benchmark [--lines N] [--seed N] [--folder FOLDER]
// custody-benchmark --ledger FOLDER
//
// The folder is made, holds the ledger while the benchmark runs, and is emptied at the end. With --ledger the
// check of a ledger that is there is measured; nothing is written.

var lines = 1_000_000
var seed: UInt64 = 7
var folder = "custody-benchmark.ledger"
var ledger: String?

func complain(_ message: String) -> Never {
  print("custody-benchmark: \(message)")
  print("usage: custody-benchmark [--lines N] [--seed N] [--folder FOLDER]")
  print("       custody-benchmark --ledger FOLDER")
  exit(2)
}

OperatingSystem.openStandardDescriptors()
var arguments = CommandLine.arguments.dropFirst()
while let option = arguments.popFirst() {
  guard let value = arguments.popFirst() else { complain("\(option) needs a value") }
  switch option {
  case "--lines":
    guard let number = Int(value), number > 0 else { complain("--lines is a number from 1 on") }
    lines = number
  case "--seed":
    guard let number = UInt64(value) else { complain("--seed is a number") }
    seed = number
  case "--folder": folder = value
  case "--ledger": ledger = value
  default: complain("there is no option \(option)")
  }
}

do {
  if let ledger {
    try Benchmark(lines: 0, folder: ledger, seed: seed).verify()
    exit(0)
  }
  if try !Folder.make(folder), try Folder(folder).names().contains(where: { $0 != "index" }) {
    complain("there is something in \(folder); name another")
  }
  defer { empty(folder) }
  try Benchmark(lines: lines, folder: folder, seed: seed).run()
} catch {
  print("custody-benchmark: \(error)")
  exit(3)
}

/// Removes the files of the ledger; its folder stays.
func empty(_ path: String) {
  guard let folder = try? Folder(path), let names = try? folder.names() else { return }
  for name in names { try? folder.remove(name) }
}
