import Records
import Testing

@testable import Manifests

/// A policy has what its kind needs, and nothing that it would not look at.
@Suite struct PolicyKindTests {
    struct Right: CustomTestStringConvertible {
        var yaml: String
        var check: @Sendable (PolicySettings) -> Bool
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Right(yaml: "{}") { $0.kind == .embedded && $0.endpoint == nil },
        Right(
            yaml: "{kind: endpoint, endpoint: {model: m, servers: [http://127.0.0.1:8000/v1]}}"
        ) {
            $0.endpoint?.servers.map(\.url) == ["http://127.0.0.1:8000/v1"]
                && $0.endpoint?.servers.first?.weight == 1
        },
        Right(
            yaml: """
                {kind: endpoint, prompt: {template: boxed},
                 picture_size: {rule: qwen, max_pixels: 802816}, response_format: boxed,
                 endpoint: {model: m, request_timeout: 30s, stop: [END], top_k: 20,
                   servers: [{url: 'https://a.example/v1', weight: 2.5, api_key: A_KEY}]}}
                """
        ) {
            $0.endpoint?.servers.first?.keyVariable == "A_KEY"
                && $0.endpoint?.requestTimeout == .seconds(30)
                && $0.pictureSize.maximumPixels == 802_816 && $0.prompt.template == "boxed"
        },
        Right(yaml: "{kind: batch, endpoint: {model: m}, batch: {folder: requests}}") {
            $0.batch?.folder == "requests"
        },
        Right(yaml: "{kind: recorded, recorded: {files: [a.jsonl], format: pebr, model: m}}") {
            $0.recorded?.format == .pebr
        },
    ])
    func `what belongs together is read, and comes back from what is written`(
        _ each: Right
    ) throws {
        let type = ValueType.object(PolicySettings.schema)
        let (value, faults) = try RuleReading.read(type, each.yaml)
        #expect(faults.isEmpty, "\(faults)")
        let policy = try #require(value)
        #expect(each.check(policy))
        #expect(try RuleReading.roundTrip(type, policy) == policy)
    }

    struct Wrong: CustomTestStringConvertible {
        var yaml: String
        var says: [String]
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Wrong(yaml: "{kind: endpoint}", says: ["has no `endpoint`"]),
        Wrong(
            yaml: "{kind: endpoint, endpoint: {model: m}}", says: ["`endpoint` names no servers"]),
        Wrong(
            yaml: "{endpoint: {model: m, servers: [http://a/v1]}}",
            says: ["`endpoint` says nothing of a policy of the kind `embedded`"]),
        Wrong(
            yaml: "{kind: endpoint, image_size: 64, endpoint: {model: m, servers: [http://a/v1]}}",
            says: ["`image_size` says nothing"]),
        Wrong(yaml: "{prompt: {template: boxed}}", says: ["`prompt` says nothing"]),
        Wrong(yaml: "{kind: batch, batch: {folder: x}}", says: ["has no `endpoint`"]),
        Wrong(
            yaml: "{kind: batch, batch: {folder: x}, endpoint: {model: m, servers: [http://a/v1]}}",
            says: ["asks no servers"]),
        Wrong(yaml: "{kind: recorded}", says: ["has no `recorded`"]),
        Wrong(
            yaml: "{kind: endpoint, endpoint: {model: m, servers: ['http://user:secret@a/v1']}}",
            says: ["without a key in it"]),
        Wrong(
            yaml: "{kind: endpoint, endpoint: {model: m, servers: ['http://a/v1?key=secret']}}",
            says: ["without a key in it"]),
        Wrong(
            yaml: "{kind: endpoint, endpoint: {model: m, servers: ['ftp://a/v1']}}",
            says: ["expected an address"]),
        Wrong(
            yaml: "{kind: endpoint, endpoint: {model: m, servers: [http://a/v1]}, "
                + "picture_size: {min_pixels: 5}}", says: ["`unchanged` has no limits"]),
        Wrong(
            yaml: "{kind: endpoint, endpoint: {model: m, servers: [http://a/v1]}, "
                + "picture_size: {rule: qwen, min_pixels: 5, max_pixels: 4}}",
            says: ["more than `max_pixels`"]),
    ])
    func `what does not is an error`(_ each: Wrong) throws {
        let faults = try RuleReading.read(ValueType.object(PolicySettings.schema), each.yaml).faults
        #expect(!faults.isEmpty)
        for text in each.says {
            #expect(faults.contains { $0.message.contains(text) }, "\(faults.map(\.message))")
        }
    }

    private let endpoint = [
        ("policy.kind", "endpoint"), ("policy.endpoint.model", "m"),
        ("policy.endpoint.servers", "[http://127.0.0.1:8000/v1]"),
    ]

    @Test func `a stage that trains the embedded policy is refused for another`() throws {
        let text = try #require(try RepositoryFixture().rendered("manifests/run.yaml", endpoint))
        #expect(text.contains("is about the embedded policy, but `policy.kind` is `endpoint`"))
    }

    @Test func `a rollout stage names no policy where the run has its own`() throws {
        let files = [
            "pipelines/small.yaml": """
            name: small
            stages:
              ingest: {kind: ingest}
              rollouts: {kind: rollout, questions: ingest}
            """
        ]
        #expect(try RepositoryFixture(files).rendered("manifests/run.yaml", endpoint) == nil)
        let text = try #require(try RepositoryFixture(files).rendered())
        #expect(text.contains("does not say whose policy answers"))
    }
}
