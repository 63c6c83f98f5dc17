/// Which module knows which, as `Package.swift` has it and README draws it.
enum ModuleTable {
  static let arrows: [String: Set<String>] = [
    "Ownership": [],
    "CSHA256": [],
    "CExtendedAttributes": [],
    "Storage": ["CExtendedAttributes"],
    "Merkle": ["CSHA256"],
    "Signatures": ["Merkle"],
    "Projections": ["Ownership"],
    "Interchange": ["Ownership"],
    "EventLog": ["Merkle", "Ownership", "Storage"],
    "Presentation": ["Ownership", "Projections"],
    "CustodyLedger": [
      "EventLog", "Interchange", "Merkle", "Ownership", "Presentation", "Signatures", "Storage",
    ],
    "CustodyCommands": [
      "CustodyLedger", "EventLog", "Interchange", "Merkle", "Ownership", "Presentation",
      "Projections", "Signatures", "Storage",
    ],
    "custody": ["CustodyCommands"],
    "custody-benchmark": ["EventLog", "Merkle", "Ownership", "Storage"],
  ]

  /// What the system gives: only those who speak to it import it.
  static let everywhere: Set<String> = []
  private static let libc: Set = ["Darwin", "Glibc", "Musl"]
  static let system: [String: Set<String>] = [
    "Storage": libc, "CustodyCommands": libc, "custody-benchmark": libc.union(["Synchronization"]),
  ]
}
