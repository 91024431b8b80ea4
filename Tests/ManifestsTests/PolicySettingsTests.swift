import Testing

@testable import Manifests

@Suite struct PolicySettingsTests {
    @Test func `counts every parameter but the words`() {
        var policy = PolicySettings()
        policy.imageSize = 16
        policy.patchSize = 8
        policy.patchWidth = 8
        policy.width = 8
        policy.layers = 2
        policy.heads = 1
        policy.feedForward = 16
        policy.questionTokens = 3
        policy.responseTokens = 5
        // Encoder 8·192 + 8 + 8·8 + 8, positions (4 + 3 + 5)·8, two blocks of
        // 8 + 3·8 + 24·8 + 8·8 + 8 + 2·16·8, and the last norm.
        #expect(policy.parameterCount == 1616 + 96 + 2 * 552 + 8)
        policy.questionTokens = nil
        #expect(policy.parameterCount == 1616 + 72 + 2 * 552 + 8)
    }

    @Test func `the largest fields do not overflow`() {
        var policy = PolicySettings()
        policy.imageSize = 4096
        policy.patchSize = 1
        policy.patchWidth = 65536
        policy.width = 65536
        policy.layers = 1024
        policy.feedForward = 1_000_000
        policy.questionTokens = 65536
        policy.responseTokens = 65536
        #expect(policy.parameterCount > 100_000_000_000_000)
    }

    @Test func `a disabled stage may ask for what an answer lacks`() throws {
        let overrides = [
            ("policy.response_format", "answer"), ("stages.coarse.advantage_tokens", "description"),
        ]
        #expect(try RepositoryFixture().rendered("manifests/run.yaml", overrides) != nil)
        #expect(
            try RepositoryFixture().rendered(
                "manifests/run.yaml",
                overrides + [
                    ("stages.coarse.enabled", "false"), ("stages.measure.policies", "[warm-up]"),
                ]) == nil)
    }

    @Test func `the least temperature and the most jobs are taken`() throws {
        let run = try RepositoryFixture().load(
            "manifests/run.yaml",
            [("executor.jobs", "1024"), ("stages.rollouts.temperature", "0.001")])
        #expect(run.executor.jobs == 1024)
    }

    @Test
    func `a response format that the embedded policy cannot learn is refused where it is trained`()
        throws
    {
        let text = try #require(
            try RepositoryFixture().rendered(
                "manifests/run.yaml", [("policy.response_format", "pebr")]))
        #expect(text.contains("does not write the `policy.response_format` `pebr`"))
    }
}
