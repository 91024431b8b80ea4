// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target of ours: Swift 6, the upcoming features we rely on, no warnings.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Targets that wrap C also say where they are unsafe.
let wrapperSettings: [SwiftSetting] = settings + [.strictMemorySafety()]

/// A Debian library, found through its module map.
func system(_ name: String, apt packages: [String], pkgConfig: String? = nil) -> Target {
    .systemLibrary(
        name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt(packages)])
}

/// A target of ours. Who may import whom is design.md's table; `ModuleGraphTests` checks it.
func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [],
    settings: [SwiftSetting] = settings
) -> Target {
    .target(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
    exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources,
        swiftSettings: settings)
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// What `scripts/release.sh` tells of a build, as macros of one C file; nothing without it.
let buildFacts: [CSetting] = ["PIPELINE_COMMIT", "PIPELINE_COMPILER"].compactMap { name in
    guard let value = Context.environment[name] else { return nil }
    let isPlain = value.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "+. ".contains($0))
    }
    return isPlain ? .define(name, to: "\"\(value)\"") : nil
}

let package = Package(
    name: "pipeline",
    products: [
        .executable(name: "pipeline", targets: ["pipeline"]),
        .executable(name: "pipeline-bench", targets: ["pipeline-bench"]),
    ],
    dependencies: [
        .package(
            url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        system("CArchive", apt: ["libarchive-dev"], pkgConfig: "libarchive"),
        system("CYAML", apt: ["libyaml-dev"], pkgConfig: "yaml-0.1"),
        system("CCrypto", apt: ["libssl-dev"], pkgConfig: "libcrypto"),
        .systemLibrary(name: "CLinux", path: "Sources/CLinux"),
        system("CSnappy", apt: ["libsnappy-dev"]),
        system("CWebP", apt: ["libwebp-dev"], pkgConfig: "libwebp"),
        system("CZlib", apt: ["zlib1g-dev"]),
        system("CZstd", apt: ["libzstd-dev"]),
        .target(
            name: "CDeflate", path: "Sources/CDeflate",
            linkerSettings: [.linkedLibrary("deflate")]),
        .target(
            name: "CJPEG", path: "Sources/CJPEG",
            linkerSettings: [.linkedLibrary("jpeg")]),
        .target(name: "CCurl", path: "Sources/CCurl"),
        .target(name: "CMapGuard", path: "Sources/CMapGuard"),
        .target(name: "COpenBLAS", path: "Sources/COpenBLAS"),
        .target(
            name: "CPNG", path: "Sources/CPNG",
            linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("z")]),
        .target(
            name: "CJSON", path: "Sources/CJSON",
            cxxSettings: [.unsafeFlags(["-Wno-everything"])],
            linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),

        .target(name: "CProcess", path: "Sources/CProcess"),
        .target(name: "CBuild", path: "Sources/CBuild", cSettings: buildFacts),

        module("Records"),
        module(
            "Storage",
            [
                "Records", "CArchive", "CCrypto", "CDeflate", "CJSON", "CLinux", "CMapGuard",
                "CSnappy", "CZlib", "CZstd",
            ], settings: wrapperSettings),
        module("HTTP", ["Records", "CCurl"], settings: wrapperSettings),
        module("Images", ["Records", "CJPEG", "CPNG", "CWebP"], settings: wrapperSettings),
        module(
            "Manifests", ["Records", "CYAML"], resources: [.embedInCode("Pipelines")],
            settings: wrapperSettings),
        module("Ingest", ["Records", "Storage", "Images", "Manifests"]),
        module("Grading", ["Records"]),
        module("Rewards", ["Records", "Storage", "HTTP", "Grading", "Processes"]),
        module("Model", ["Records", "Images", "Storage", "COpenBLAS"]),
        module(
            "Rollouts",
            [
                "Records", "Storage", "HTTP", "Images", "Grading", "Rewards", "Sampling", "Model",
            ]),
        module("Sampling", ["Records", "Storage"]),
        module("Curriculum", ["Records", "Storage"]),
        module("Training", ["Records", "Storage", "Grading", "Model", "Rewards"]),
        module(
            "Evaluation",
            [
                "Records", "Storage", "Grading", "Rewards", "Rollouts", "Sampling", "Model",
                "Training",
            ]),
        module("Server", ["Records", "Storage"], settings: wrapperSettings),
        module("EndpointServer", ["Records", "Server"]),
        module(
            "Handoff", ["Records", "Storage", "Images", "Grading", "Rewards", "Processes"],
            resources: [.embedInCode("Python")]),
        module("Engine", ["Records", "Storage"]),
        module("Processes", ["Records", "CProcess"], settings: wrapperSettings),
        module("SlurmExecutor", ["Records", "Storage", "Manifests", "Engine", "Processes"]),
        module(
            "RayExecutor", ["Records", "Storage", "HTTP", "Manifests", "Engine"],
            resources: [.embedInCode("Python")]),
        module(
            "Stages",
            [
                "Records", "Storage", "HTTP", "Images", "Manifests", "Ingest", "Grading", "Rewards",
                "Rollouts", "Sampling", "Curriculum", "Model", "Training", "Evaluation",
                "Handoff", "Engine",
                "Processes",
            ]),
        module("Terminal", ["Records", "Storage", "Engine"]),
        module(
            "Report",
            ["Records", "Storage", "Images", "Grading", "Sampling", "Engine"],
            resources: [.embedInCode("Resources")]),
        module(
            "Doctor",
            [
                "Records", "Storage", "HTTP", "Images", "Manifests", "Model", "Engine", "Processes",
            ]),
        module(
            "Commands",
            [
                "Records", "Storage", "Manifests", "Sampling", "Rollouts", "Handoff", "Engine",
                "Processes", "RayExecutor", "SlurmExecutor", "Stages", "Terminal", "Report",
                "Doctor", "Server",
                arguments,
            ]),
        .executableTarget(
            name: "pipeline", dependencies: ["Commands", "CBuild"], swiftSettings: settings),
        .executableTarget(
            name: "pipeline-bench",
            dependencies: [
                "Records", "Storage", "HTTP", "Images", "Manifests", "Ingest", "Grading", "Rewards",
                "Rollouts", "Sampling", "Model", "Training", "Engine", "Server", "EndpointServer",
                "Curriculum", "Stages", arguments,
            ], swiftSettings: settings),

        // What tests share.
        .target(
            name: "TestSupport", dependencies: ["Records", "Storage"], path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("RecordsTests", ["Records"]),
        tests("StorageTests", ["Storage", "TestSupport", "Records"]),
        tests(
            "PeerTests",
            [
                "Rollouts", "Training", "Handoff", "Images", "Grading", "Rewards", "TestSupport",
                "Storage", "Records",
            ]),
        tests("HTTPTests", ["HTTP", "EndpointServer", "Server", "TestSupport", "Records"]),
        tests("ServerTests", ["Server", "TestSupport", "Records"]),
        tests(
            "ImagesTests", ["Images", "TestSupport", "Storage", "Records"],
            resources: [.copy("Vectors")]),
        tests(
            "ManifestsTests", ["Manifests", "TestSupport", "Records"], exclude: ["Golden"]),
        tests(
            "IngestTests", ["Ingest", "Manifests", "TestSupport", "Storage", "Images", "Records"]),
        tests(
            "ModelTests", ["Model", "Storage", "Images", "Records"],
            resources: [.copy("Fixtures")]),
        tests(
            "TrainingTests",
            ["Training", "Model", "Images", "Rewards", "Grading", "Storage", "Records"],
            resources: [.copy("Fixtures")]),
        tests(
            "GradingTests", ["Grading", "Records"], resources: [.copy("Fixtures")]),
        tests(
            "RolloutsTests",
            [
                "Rollouts", "EndpointServer", "Server", "HTTP", "Model", "Images", "TestSupport",
                "Storage",
                "Grading", "Records",
            ]),
        tests(
            "RewardsTests",
            ["Rewards", "EndpointServer", "Server", "HTTP", "Grading", "Storage", "Records"]),
        tests(
            "SamplingTests", ["Sampling", "Rollouts", "Storage", "Records"],
            resources: [.copy("Fixtures")]),
        tests("CurriculumTests", ["Curriculum", "Storage", "Records"]),
        tests(
            "EvaluationTests",
            [
                "Evaluation", "Training", "Model", "Sampling", "Rewards", "Grading", "Storage",
                "Records",
            ]),
        tests(
            "HandoffTests",
            [
                "Handoff", "EndpointServer", "Server", "Images", "Grading", "Rewards",
                "TestSupport", "Storage", "Records",
            ], exclude: ["Golden"]),
        .target(
            name: "ConformanceSupport", dependencies: ["Engine", "Storage", "Records"],
            path: "Tests/ConformanceSupport", swiftSettings: settings),
        .executableTarget(
            name: "conformance-worker", dependencies: ["ConformanceSupport", "Engine", "Records"],
            path: "Tests/ConformanceWorker", swiftSettings: settings),
        tests(
            "EngineTests",
            [
                "Engine", "RayExecutor", "SlurmExecutor", "Manifests", "ConformanceSupport",
                "conformance-worker",
                "TestSupport", "Storage", "Records",
            ]),
        tests(
            "SlurmExecutorTests",
            ["SlurmExecutor", "Engine", "Manifests", "Storage", "Records"],
            exclude: ["Captured"]),
        tests(
            "RayExecutorTests",
            [
                "RayExecutor", "HTTP", "Engine", "Manifests", "Server", "TestSupport", "Storage",
                "Records",
            ], exclude: ["Captured"]),
        tests(
            "TerminalTests", ["Terminal", "Engine", "TestSupport", "Storage", "Records"],
            exclude: ["Golden"]),
        tests(
            "ReportTests",
            [
                "Report", "Rollouts", "Sampling", "Images", "Engine", "TestSupport", "Storage",
                "Records",
            ],
            exclude: ["Golden"]),
        tests("DoctorTests", ["Doctor", "Engine", "TestSupport", "Storage", "Records"]),
        tests("ProcessesTests", ["Processes", "TestSupport", "Storage", "Records"]),
        tests(
            "CommandsTests",
            [
                "Commands", "Stages", "Engine", "Terminal", "Manifests", "Server", "TestSupport",
                "Storage", "Records", arguments,
            ],
            exclude: ["Golden"]),
        tests(
            "StagesTests",
            [
                "Stages", "Rollouts", "Sampling", "Grading", "Rewards", "Training", "Manifests",
                "Engine", "Storage", "Records",
            ]),
        tests("ArchitectureTests", ["Storage"]),
        tests(
            "EndToEndTests",
            [
                "Engine", "Sampling", "EndpointServer", "Server", "Images", "TestSupport",
                "Storage", "Records",
            ],
            exclude: ["Injection"]),
    ],
    cxxLanguageStandard: .cxx17
)
