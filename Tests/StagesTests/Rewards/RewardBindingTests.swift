import Engine
import Manifests
import Records
import Storage
import Testing

@testable import Stages

/// What is found before there is work to do.
@Suite struct RewardBindingTests {
    private let fixture: RewardFixture

    init() throws { fixture = try RewardFixture() }

    private static let embeddings = "{url: 'http://127.0.0.1:9/v1', model: m}"

    private func stage(_ value: String, of field: String) throws -> (any Stage)? {
        let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
        let run = try ManifestLoader.load(
            path: "\(root)/manifests/quickstart.yaml",
            overrides: [
                (path: "stages.coarse.scorer", value: "null"),
                (path: "stages.coarse.embeddings", value: RewardBindingTests.embeddings),
                (path: field, value: value),
            ])
        return try StageFactory.stages(for: run, workspace: Workspace(fixture.folder))
            .first { field.hasPrefix("stages.\($0.name).") }
    }

    struct Case: Sendable {
        var field: String
        var value: String
        var code: Fault.Code
    }

    @Test(arguments: [
        Case(
            field: "stages.reasoning.reward.external",
            value: "{url: 'http://127.0.0.1:9/', api_key: NO_SUCH_KEY_IS_SET}",
            code: .configuration),
        Case(
            field: "stages.coarse.embeddings.api_key", value: "NO_SUCH_KEY_IS_SET",
            code: .configuration),
        Case(
            field: "stages.reasoning.reward.external", value: "{command: [no-such-program]}",
            code: .unavailable),
    ])
    func `a key or a program that is not there is a fault at its place`(_ given: Case) throws {
        let fault = #expect(throws: Fault.self) {
            try stage(given.value, of: given.field)?.prepare()
        }
        #expect(fault?.code == given.code)
        #expect(fault?.location?.file == "--set")
        #expect(fault?.remedy != nil)
    }

    private func handOff(_ overrides: [(path: String, value: String)]) throws -> (any Stage)? {
        let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
        let run = try ManifestLoader.load(
            path: "\(root)/manifests/pebr-r1-qwen2.5-vl-3b.yaml",
            overrides: [("data_root", "/nowhere")] + overrides, checkingFiles: false)
        return try StageFactory.stages(for: run, workspace: Workspace(fixture.folder))
            .first { $0.name == "perception" }
    }

    @Test func `a key that no trainer could use is told before the run`() throws {
        let stage = try handOff([
            ("stages.perception.embeddings.api_key", "NO_SUCH_KEY_IS_SET")
        ])
        let fault = #expect(throws: Fault.self) { try stage?.prepare() }
        #expect(fault?.code == .configuration)
        #expect(fault?.location?.file == "--set")
    }

    @Test func `where a server is says nothing of what is trained`() throws {
        let (here, there) = (
            try handOff([]),
            try handOff([("stages.perception.embeddings.url", "http://127.0.0.1:9/v1")])
        )
        #expect(here?.parameters == there?.parameters)
        let other = try handOff([("stages.perception.embeddings.model", "another")])
        #expect(here?.parameters != other?.parameters)
    }

    @Test func `a changed program is told at the reward's place`() async throws {
        let stage = try #require(
            try stage("{command: [sh, -c, cat]}", of: "stages.reasoning.reward.external"))
        let content = try await stage.fingerprint(Workspace(fixture.folder))
        #expect(content["sh"]?.stringValue.flatMap { Digest(hex: $0) } != nil)
        let old = JSONValue.string(SHA256.digest(of: "old").hex)
        let changes = stage.changes(
            ofFingerprint: .object([.init("sh", old)]), to: content)
        #expect(changes.map(\.line) == ["--set external reward: file sh changed"])
        #expect(
            stage.changes(ofFingerprint: .null, to: content).map(\.line)
                == ["--set external reward: file sh is new"])
    }
}
