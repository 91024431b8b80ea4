import Engine
import HTTP
import Manifests
import Records
import Rollouts

/// Servers that speak OpenAI's protocol.
struct EndpointRolloutPolicy: RolloutPolicy {
    private let settings: Rollouts.EndpointSettings
    private let questions: PromptedQuestions
    private let material: [JSONValue.Member]
    private let servers = ProbedServers()

    init(_ run: RunSpecification, _ settings: RolloutSettings) throws(Fault) {
        guard let endpoint = run.policy.endpoint else {
            throw Fault(.internalError, "a policy of the kind `endpoint` has no endpoint")
        }
        questions = try PromptedQuestions(run)
        self.settings = Rollouts.EndpointSettings(endpoint, run.policy, settings)
        material =
            [.init("model", .string(endpoint.model))] + questions.material
            + [.init("sampling", self.settings.sampling.material)]
    }

    var keyMaterial: JSONValue { .object(material) }

    func prepare(at location: SourceLocation) throws(Fault) {
        for server in settings.servers {
            try APIKey.check(server.keyVariable, for: server.url, at: location)
        }
    }

    func source(
        _ context: UnitContext, questions: [Question]
    ) throws(Fault) -> any PolicySource {
        let pictures = ShardPictures(
            shardFolder: try context.inputs.one("questions").path("shards"),
            sizing: self.questions.sizing)
        let seed = context.seed.deriving("rollout")
        let shown = self.questions.firstShown(questions)
        let settings = settings
        let servers = servers
        return PromptedSource(
            questions: self.questions, found: { await servers.findings },
            make: { prompts throws(Fault) in
                try await servers.policy(settings, prompts, shown, pictures, seed)
            })
    }

    func provenance(_ context: MergeContext) -> [JSONValue.Member] { material }
}

/// The servers of a run, probed by the first that asks.
private actor ProbedServers {
    private var probe: Task<Result<EndpointPolicy, Fault>, Never>?

    /// What each server honours.
    var findings: JSONValue? {
        get async {
            guard case .success(let policy)? = await probe?.value else { return nil }
            return .array(policy.capabilities.map(\.json))
        }
    }

    func policy(
        _ settings: Rollouts.EndpointSettings, _ prompts: [DrawPrompt], _ shown: DrawPrompt?,
        _ pictures: ShardPictures, _ seed: Seed
    ) async throws(Fault) -> EndpointPolicy {
        let task =
            probe
            ?? Task {
                do throws(Fault) {
                    return .success(
                        try await EndpointPolicy(
                            settings, prompts: shown.map { [$0] } ?? prompts, pictures: pictures,
                            seed: seed))
                } catch {
                    return .failure(error)
                }
            }
        probe = task
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        // A failure may pass: the next unit, or the next try, asks again.
        if case .failure = result, probe == task { probe = nil }
        return try result.get().asking(prompts, pictures: pictures)
    }
}

extension Rollouts.EndpointSettings {
    /// What a manifest asks of its servers.
    init(
        _ endpoint: Manifests.EndpointSettings, _ policy: PolicySettings,
        _ rollout: RolloutSettings
    ) {
        self.init(
            model: endpoint.model,
            servers: endpoint.servers.map {
                Server(url: $0.url, weight: $0.weight, keyVariable: $0.keyVariable)
            },
            sampling: Sampling(
                temperature: rollout.temperature, topP: rollout.topShare, topK: endpoint.topK,
                minP: endpoint.minP, maximumTokens: policy.responseTokens, stop: endpoint.stop))
        maximumConcurrency = endpoint.concurrency
        allowsBlindServer = endpoint.allowsBlindServer
        largestN = min(largestN, rollout.drawPlan.largestWave)
        requestTimeout = endpoint.requestTimeout
        totalDeadline = endpoint.deadline
    }
}

extension Rollouts.EndpointSettings.Sampling {
    /// What shapes responses: material for keys and provenance.
    var material: JSONValue {
        [
            "temperature": .real(temperature), "top_p": .real(topP),
            "top_k": topK.map { .integer($0) } ?? .null, "min_p": minP.map { .real($0) } ?? .null,
            "max_tokens": .integer(maximumTokens), "stop": .array(stop.map { .string($0) }),
        ]
    }
}
