import Foundation
import Records
import Testing

@testable import Manifests

/// A run can be repeated from its locked manifest alone.
@Suite struct LockedManifestTests {
    /// Writes a run's lock into a folder of its own and loads it.
    private func reload(
        _ run: RunSpecification, parameters: [ParameterFile] = [],
        overrides: [(path: String, value: String)] = []
    ) throws -> RunSpecification {
        let folder = NSTemporaryDirectory() + "lock-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/manifest.lock.yaml"
        try run.lockedYAML.write(toFile: path, atomically: true, encoding: .utf8)
        do {
            return try ManifestLoader.load(
                path: path, parameters: parameters, overrides: overrides, checkingFiles: false)
        } catch {
            Issue.record("\(error.rendered)")
            throw error
        }
    }

    private func expectSame(_ lock: RunSpecification, _ run: RunSpecification) {
        #expect(lock.lockedYAML == run.lockedYAML)
        #expect(lock.name == run.name)
        #expect(lock.description == run.description)
        #expect(lock.seed == run.seed)
        #expect(lock.policy == run.policy)
        #expect(lock.stages.map(\.settings) == run.stages.map(\.settings))
        #expect(lock.stages.map(\.parameters) == run.stages.map(\.parameters))
        #expect(lock.stages.map(\.references) == run.stages.map(\.references))
        #expect(lock.stageOrder == run.stageOrder)
        #expect(lock.repositoryRoot == run.repositoryRoot)
        #expect(lock.dataRoot == run.dataRoot)
        #expect(lock.datasets.map(\.parameters) == run.datasets.map(\.parameters))
        for (locked, original) in zip(lock.datasets, run.datasets) {
            var (locked, original) = (locked, original)
            if original.generator != nil { locked.root = original.root }
            locked.locations = [:]
            original.locations = [:]
            #expect(locked == original)
        }
    }

    @Test func `the same run gives the same bytes`() throws {
        let fixture = try RepositoryFixture()
        let one = try fixture.load()
        let two = try fixture.load()
        #expect(one.lockedYAML == two.lockedYAML)
        let other = try fixture.load("manifests/run.yaml", [("seed", "1")])
        #expect(other.lockedYAML != one.lockedYAML)
    }

    @Test func `a run is the same from its lock`() throws {
        let fixture = try RepositoryFixture()
        let run = try fixture.load(
            "manifests/run.yaml",
            [
                ("stages.coarse.steps", "3"), ("stages.measure.enabled", "false"),
                ("executor.jobs", "2"), ("stages.coarse.scorer", "alignment"),
            ])
        expectSame(try reload(run), run)
    }

    struct Text: Sendable, CustomTestStringConvertible {
        var value: String
        var testDescription: String { "\(value.unicodeScalars.map(\.value))" }
    }

    @Test(arguments: [
        Text(value: #"no: 'yes' # "x"\"#), Text(value: "~"), Text(value: ""), Text(value: "1.10"),
        Text(value: " a  b "), Text(value: "a\u{7}\u{7F}\u{85}\u{9F}\u{A0}é\u{2028}\u{2029}b"),
        Text(value: "\u{FEFF}\u{FFFE}\u{1F600}"), Text(value: "e\u{301}"), Text(value: "- a"),
        Text(value: "a\nb\r\n\tc"), Text(value: "{a}"), Text(value: "[a"), Text(value: "&a *b !c"),
    ])
    func `every text comes back as it was`(_ text: Text) throws {
        let quoted = JSONValue.string(text.value).serialized.unicodeScalars.map { scalar in
            [0x80...0x9F, 0x2028...0x2029, 0xFEFF...0xFEFF, 0xFFFE...0xFFFF]
                .contains { $0.contains(scalar.value) }
                ? "\\u" + String(scalar.value + 0x10000, radix: 16).dropFirst() : String(scalar)
        }.joined()
        let fixture = try RepositoryFixture([
            "manifests/run.yaml": RepositoryFixture.manifest + "\ndescription: \(quoted)\n"
        ])
        let run = try fixture.load()
        #expect(Array(run.description.utf8) == Array(text.value.utf8))
        #expect(Array(try reload(run).description.utf8) == Array(text.value.utf8))
    }

    @Test func `data sets of files follow the data root`() throws {
        let fixture = try RepositoryFixture([
            "datasets/files.yaml": RepositoryFixture.files,
            "datasets/near.yaml": RepositoryFixture.files
                .replacingOccurrences(of: "name: files", with: "name: near")
                .replacingOccurrences(of: "${data_root}/set", with: "../data"),
            "manifests/run.yaml": """
            name: q
            pipeline: small
            datasets: [files, near, shapes]
            data_root: /data
            policy: {patch_words: [nw, n, 'no', w, "1.10", e, sw, "~", "a b"]}
            """,
        ])
        let run = try fixture.load(checkingFiles: false)
        expectSame(try reload(run), run)
        #expect(run.lockedYAML.contains(#"root: "${data_root}/set""#))
        #expect(run.lockedYAML.contains("root: \(fixture.folder)/datasets/../data"))
        let moved = try reload(run, overrides: [("data_root", "/elsewhere")])
        #expect(moved.datasets.map(\.root).first == "/elsewhere/set")
        #expect(moved.datasets.map(\.parameters) == run.datasets.map(\.parameters))
    }

    @Test func `every shipped manifest and data set is the same from its lock`() throws {
        let root = SchemaPrinterTests.root
        let manifests = try FileManager.default.contentsOfDirectory(atPath: "\(root)/manifests")
            .filter { $0.hasSuffix(".yaml") }
        #expect(manifests.contains("quickstart.yaml"))
        for name in manifests {
            let run = try ManifestLoader.load(
                path: "\(root)/manifests/\(name)", overrides: [("data_root", "/nowhere")],
                checkingFiles: false)
            expectSame(try reload(run), run)
        }
        for shelf in ["datasets", "datasets/templates"] {
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(shelf)")
                .filter { $0.hasSuffix(".yaml") }
            #expect(!names.isEmpty)
            for name in names {
                let fixture = try RepositoryFixture([
                    "pipelines/small.yaml": "name: small\nstages: {ingest: {kind: ingest}}\n",
                    "manifests/run.yaml": """
                    name: q
                    pipeline: small
                    datasets: ["\(root)/\(shelf)/\(name)"]
                    data_root: /nowhere
                    """,
                ])
                let run = try fixture.load(checkingFiles: false)
                expectSame(try reload(run), run)
            }
        }
    }

    @Test func `values of the command line stand above a lock`() throws {
        let run = try RepositoryFixture().load()
        let other = try reload(
            run, parameters: [ParameterFile(path: "p.yaml", text: "stages.coarse.steps: 7\n")],
            overrides: [("seed", "9")])
        #expect(other.seed == Seed(9))
        guard case .reinforcement(let settings)? = other.stage("coarse")?.settings else {
            Issue.record("no stage `coarse`")
            return
        }
        #expect(settings.steps == 7)
    }

    @Test func `a run is named by its lock`() throws {
        let fixture = try RepositoryFixture()
        let run = try fixture.load()
        try fixture.write(Array(run.lockedYAML.utf8), to: "else/where/manifest.lock.yaml")
        let path = fixture.folder + "/else/where/manifest.lock.yaml"
        #expect(try ManifestLoader.name(of: path) == "quick")
        #expect(ManifestLoader.repositoryRoot(of: path) == fixture.folder)
    }

    @Test func `a lock whose repository is gone belongs where it lies`() throws {
        let fixture = try RepositoryFixture()
        let lock = try fixture.load().lockedYAML.replacingOccurrences(
            of: "repository: \(fixture.folder)", with: "repository: /no/such/folder")
        try fixture.write(Array(lock.utf8), to: "else/where/manifest.lock.yaml")
        let run = try fixture.load("else/where/manifest.lock.yaml")
        #expect(run.repositoryRoot == fixture.folder)
    }
}
