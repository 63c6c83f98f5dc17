// swift-tools-version: 6.2
import PackageDescription

// Dependencies point one way; no module knows its caller. The package needs nothing but Swift.
let package = Package(
  name: "custody",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "CustodyLedger", targets: ["CustodyLedger"]),
    .executable(name: "custody", targets: ["custody"]),
  ],
  targets: [
    // What a firm knows: ids, instants, events, the fold, the answer. Imports nothing.
    .target(name: "Ownership", exclude: ["Events/Kinds/Kinds.md"]),
    // SHA-256 with the processor's instructions where it has them.
    .target(name: "CSHA256"),
    // Leaf hashes, tree heads, checkpoints.
    .target(name: "Merkle", dependencies: ["CSHA256"]),
    // Ed25519, signed notes, proofs as text, SSH signatures.
    .target(name: "Signatures", dependencies: ["Merkle"], exclude: ["ByHand.md"]),
    // Reports over a history: maps, load, complaints, contracts, money, audit.
    .target(name: "Projections", dependencies: ["Ownership"], exclude: ["Reports.md"]),
    // Extended attributes of files, which Swift's view of the C library on Linux leaves out.
    .target(name: "CExtendedAttributes"),
    // Files, append, fsync, lock: the only place with system calls for the log.
    .target(name: "Storage", dependencies: ["CExtendedAttributes"]),
    // Line codec, segments, recovery, writer, reader.
    .target(
      name: "EventLog", dependencies: ["Ownership", "Merkle", "Storage"], exclude: ["FORMAT.md"]),
    // Importers of foreign histories.
    .target(
      name: "Interchange", dependencies: ["Ownership"], exclude: ["Examples", "Rules.md"]),
    // Tables, verdict screens, JSON.
    .target(name: "Presentation", dependencies: ["Ownership", "Projections"]),
    // The façade that a Swift program imports.
    .target(
      name: "CustodyLedger",
      dependencies: [
        "Ownership", "Merkle", "Signatures", "Storage", "EventLog", "Interchange", "Presentation",
      ]),
    // One file a command, its help beside it.
    .target(
      name: "CustodyCommands",
      dependencies: [
        "CustodyLedger", "EventLog", "Interchange", "Merkle", "Ownership", "Presentation",
        "Projections", "Signatures", "Storage",
      ]),
    .executableTarget(name: "custody", dependencies: ["CustodyCommands"]),
    // Append, replay, ask: measured, and compared with limits of the same run.
    .executableTarget(
      name: "custody-benchmark", dependencies: ["EventLog", "Merkle", "Ownership", "Storage"]),

    // The same numbers from the same seed everywhere.
    .target(name: "SeededNumbers", path: "Tests/SeededNumbers"),
    // Histories made of a seed, for the tests of several modules.
    .target(
      name: "RandomHistories", dependencies: ["Ownership", "SeededNumbers"],
      path: "Tests/RandomHistories"),
    // What the compiler does not know of the house's order.
    .testTarget(name: "HouseRulesTests"),
    .testTarget(
      name: "OwnershipTests", dependencies: ["Ownership", "RandomHistories", "SeededNumbers"]),
    .testTarget(
      name: "ProjectionsTests",
      dependencies: [
        "Ownership", "Presentation", "Projections", "RandomHistories", "SeededNumbers",
      ]),
    .testTarget(
      name: "DecisionTests", dependencies: ["Ownership", "Projections", "SeededNumbers"]),
    .testTarget(name: "MerkleTests", dependencies: ["CSHA256", "Merkle", "SeededNumbers"]),
    .testTarget(
      name: "SignaturesTests", dependencies: ["Merkle", "SeededNumbers", "Signatures"]),
    // What every reader promises of any bytes; changed seeds, and LLVM's fuzzer by hand.
    .target(
      name: "Fuzzing",
      dependencies: [
        "CustodyLedger", "EventLog", "Interchange", "Merkle", "Ownership", "SeededNumbers",
        "Signatures",
      ], path: "Tests/Fuzzing", exclude: ["README.md"]),
    .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing"], exclude: ["Seeds"]),
    // A disk that forgets, tears and fails as a seed says.
    .target(
      name: "Simulation", dependencies: ["SeededNumbers", "Storage"], path: "Tests/Simulation"),
    .testTarget(
      name: "StorageTests",
      dependencies: ["CExtendedAttributes", "SeededNumbers", "Simulation", "Storage"]),
    .testTarget(
      name: "EventLogTests",
      dependencies: ["EventLog", "Fuzzing", "SeededNumbers", "Simulation", "Storage"]),
    .testTarget(
      name: "InterchangeTests",
      dependencies: ["Interchange", "Ownership", "Projections", "SeededNumbers"]),
    // The story of EventLog/, told in Swift and rebuilt byte for byte.
    .testTarget(
      name: "StoryTests",
      dependencies: ["CustodyLedger", "EventLog", "Merkle", "Ownership", "Storage"]),
    .testTarget(name: "PresentationTests", dependencies: ["Presentation", "Ownership"]),
    .testTarget(
      name: "CustodyCommandsTests",
      dependencies: [
        "CustodyCommands", "CustodyLedger", "EventLog", "Fuzzing", "Merkle", "Ownership",
        "Presentation", "SeededNumbers", "Signatures",
      ],
      exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)

// LLVM's fuzzer brings a main of its own and needs its runtime, so it is built only when asked for.
if Context.environment["CUSTODY_LIBFUZZER"] != nil {
  package.targets.append(
    .executableTarget(
      name: "custody-fuzz", dependencies: ["Fuzzing"], path: "Tests/FuzzingProgram",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}

for target in package.targets where target.name != "CSHA256" {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .strictMemorySafety(),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .treatAllWarnings(as: .error),
    ]
}
