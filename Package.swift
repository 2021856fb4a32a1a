// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target; `SNAG_STRICT=1` turns warnings into errors, as CI does.
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["SNAG_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

#if os(Linux)
  // Loaded by the first command that needs it; see Sources/CLibgit2/loading.c.
  let libgit2 = Target.target(name: "CLibgit2")
#else
  let libgit2 = Target.systemLibrary(
    name: "CLibgit2", path: "Sources/CLibgit2/include", pkgConfig: "libgit2",
    providers: [.brew(["libgit2"])])
#endif

let package = Package(
  name: "snag",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "snag", targets: ["snag"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Imports point upwards only; CONTRIBUTING.md says what each module is for.
    libgit2,
    .target(name: "GitKit", dependencies: ["CLibgit2"], swiftSettings: strict),
    .target(name: "TicketDocument", swiftSettings: strict),
    .target(name: "TicketModel", dependencies: ["TicketDocument", yams], swiftSettings: strict),
    .target(name: "TicketQuery", dependencies: ["TicketModel"], swiftSettings: strict),
    .target(
      name: "TicketDesk", dependencies: ["TicketDocument", "TicketModel", "TicketQuery"],
      swiftSettings: strict),
    .target(
      name: "TicketMerge", dependencies: ["TicketDocument", "TicketModel"], swiftSettings: strict),
    .target(
      name: "TicketImport", dependencies: ["TicketDocument", "TicketModel", yams],
      swiftSettings: strict),
    .target(
      name: "TicketStore",
      dependencies: ["GitKit", "TicketDocument", "TicketModel", "TicketMerge"],
      swiftSettings: strict),
    .target(
      name: "SnagCLI",
      dependencies: [
        "TicketDocument", "TicketModel", "TicketQuery", "TicketDesk", "TicketMerge", "TicketImport",
        "TicketStore", argumentParser,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "snag", dependencies: ["SnagCLI"], swiftSettings: strict,
      // libgit2 must find this one before mbedTLS's; see Sources/CLibgit2/loading.c.
      linkerSettings: [
        .unsafeFlags(
          ["-Xlinker", "--export-dynamic-symbol=mbedtls_x509_crt_parse_file"],
          .when(platforms: [.linux]))
      ]),
    .executableTarget(
      name: "snag-bench",
      dependencies: ["TicketDocument", "TicketModel", "TicketMerge", "TicketStore"],
      swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .executableTarget(
      name: "MergeFuzz",
      dependencies: ["TicketMerge", "TicketModel", "TicketDocument", "TestSupport"],
      path: "Tests/MergeFuzz", swiftSettings: strict),
    .executableTarget(
      name: "CrashProbe", dependencies: ["SnagCLI", "TicketStore"], path: "Tests/CrashProbe",
      swiftSettings: strict),
    .testTarget(
      name: "GitKitTests", dependencies: ["GitKit", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TicketDocumentTests", dependencies: ["TicketDocument", "TestSupport", yams],
      swiftSettings: strict),
    .testTarget(
      name: "TicketModelTests", dependencies: ["TicketModel", "TicketDocument", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TicketQueryTests",
      dependencies: [
        "TicketQuery", "TicketModel", "TicketDocument", "TicketStore", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TicketDeskTests",
      dependencies: ["TicketDesk", "TicketQuery", "TicketModel", "TicketDocument", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TicketMergeTests",
      dependencies: [
        "TicketMerge", "TicketModel", "TicketDocument", "TicketImport", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TicketImportTests",
      dependencies: ["TicketImport", "TicketDocument", "TicketModel", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TicketStoreTests",
      dependencies: [
        "TicketStore", "GitKit", "TicketDocument", "TicketModel", "TicketMerge", "TestSupport",
        "CrashProbe",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SnagCLITests",
      dependencies: [
        "SnagCLI", "TestSupport", "TicketDesk", "TicketModel", "TicketMerge", "snag", "CrashProbe",
      ],
      exclude: ["Snapshots"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
