import Foundation
import Records
import Testing

@testable import Manifests

/// A split of files that is divided into several.
@Suite struct SplitPartTests {
    private let type = ValueType<[SplitPart]>.shares

    @Test func `parts are read in their order, and written as they are read`() throws {
        let parts = [
            SplitPart(name: "warmup", share: 3), SplitPart(name: "train", share: 6.5),
            SplitPart(name: "a-test_1", share: 0.25),
        ]
        let yaml = "{warmup: 3, train: 6.5, a-test_1: 0.25}"
        #expect(try RuleReading.read(type, yaml).value == parts)
        #expect(try RuleReading.roundTrip(type, parts) == parts)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var yaml: String
        var faultCount = 1
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Case(yaml: "{}"), Case(yaml: "3"), Case(yaml: "[train, test]"),
        Case(yaml: "{train: 0, test: -1}", faultCount: 2), Case(yaml: "{train: many}"),
        Case(yaml: "{train: '3'}"), Case(yaml: "{train: .inf}"), Case(yaml: "{a b: 1}"),
        Case(yaml: "{train: 1000001}"), Case(yaml: "{train: ~}"),
        Case(yaml: "{" + (0..<65).map { "p\($0): 1" }.joined(separator: ", ") + "}"),
    ])
    func `what is no share is a fault at its place`(test: Case) throws {
        let faults = try RuleReading.read(type, test.yaml).faults
        #expect(faults.count == test.faultCount)
        for fault in faults { #expect(fault.location != nil) }
    }

    /// A data set of files with these splits.
    private func fixture(_ splits: String) throws -> RepositoryFixture {
        try RepositoryFixture([
            "datasets/shapes.yaml": """
            name: shapes
            licence: MIT
            splits: \(splits)
            columns: {question: q, answer: a, images: i, target: t, keywords: k}
            capability: {constant: coarse}
            """
        ])
    }

    @Test func `the parts are splits, and their entry is none`() throws {
        let fixture = try fixture(
            """
            {all: {annotations: a.csv, divide: {train: 9, test: 1}}, extra: {annotations: b.csv}}
            """)
        let dataset = try #require(try fixture.load(checkingFiles: false).datasets.first)
        #expect(dataset.splitNames == ["train", "test", "extra"])
        // A part may be called as its entry is.
        let same = try self.fixture("{train: {annotations: a.csv, divide: {train: 9, test: 1}}}")
        #expect(
            try same.load(checkingFiles: false).datasets.first?.splitNames == ["train", "test"])
    }

    @Test func `a division is material for keys, and the lock repeats it`() throws {
        let fixture = try fixture(
            "{all: {annotations: a.csv, limit: 5, divide: {train: 9, test: 1.5}}}")
        let run = try fixture.load(checkingFiles: false)
        let parameters = try #require(run.datasets.first?.parameters)
        #expect(
            parameters["splits"]?.serialized
                == #"{"all":{"divide":{"test":1.5,"train":9},"limit":5}}"#)
        let whole = try self.run(of: try self.fixture("{all: {annotations: a.csv}}"))
        #expect(whole.datasets.first?.parameters["splits"]?.serialized == #"{"all":{}}"#)

        let folder = NSTemporaryDirectory() + "lock-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/manifest.lock.yaml"
        try run.lockedYAML.write(toFile: path, atomically: true, encoding: .utf8)
        let lock = try ManifestLoader.load(path: path, checkingFiles: false)
        #expect(lock.datasets.map(\.splits) == run.datasets.map(\.splits))
        #expect(lock.datasets.map(\.parameters) == run.datasets.map(\.parameters))
        #expect(lock.lockedYAML == run.lockedYAML)
        withExtendedLifetime(fixture) {}
    }

    private func run(of fixture: RepositoryFixture) throws -> RunSpecification {
        // Nothing reads the split `test`.
        try fixture.write(
            Array("name: small\nstages: {ingest: {kind: ingest}}\n".utf8),
            to: "pipelines/small.yaml")
        return try fixture.load(checkingFiles: false)
    }

    @Test func `a run over several seeds reads the same parts`() throws {
        let fixture = try fixture("{all: {annotations: a.csv, divide: {train: 9, test: 1}}}")
        try fixture.write(
            Array((RepositoryFixture.manifest + "\nseeds: [1, 2]\n").utf8), to: "manifests/run.yaml"
        )
        let run = try fixture.load(checkingFiles: false)
        let measures = run.stages.filter { $0.name.hasPrefix("measure@") }
        #expect(measures.count == 2)
        for stage in measures { #expect(stage.settings.split == "test") }
        #expect(run.stages.count { $0.kind == .ingest } == 1)
    }
}
