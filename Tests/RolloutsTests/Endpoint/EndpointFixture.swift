import EndpointServer
import Records
import Rollouts
import Server
import Synchronization

/// A pretended server and a policy that asks it.
struct EndpointFixture: Sendable {
    let servers: [EndpointServer]
    let clock = TestClock()
    var settings: EndpointSettings
    var prompts = (0..<8).map { EndpointFixture.prompt("q\($0)") }
    var environment: [String: String] = [:]

    /// Servers that answer as a model does, but for what `faults` says: it is asked for each completion
    /// after the probe, with its number from 0 and its server's, and gives another reply or none.
    ///
    /// - Parameter weights: one for each server.
    init(
        _ model: PretendModel = PretendModel(), weights: [Double] = [1],
        faults:
            @escaping @Sendable (
                _ request: ReceivedRequest, _ number: Int, _ server: Int
            ) -> Reply? = { _, _, _ in nil }
    ) throws {
        let numbers = Numbers()
        servers = try weights.indices.map { server in
            try EndpointServer { request in
                // The probe's prompts are none of ours.
                let isOurs = request.json["messages"]?.serialized.contains("question ") ?? false
                if isOurs, let reply = faults(request, numbers.next(), server) { return reply }
                return model.answer(request)
            }
        }
        settings = EndpointSettings(
            model: model.name,
            servers: zip(servers, weights).map { server, weight in
                EndpointSettings.Server(url: server.address + "/v1", weight: weight)
            }, sampling: EndpointSettings.Sampling(temperature: 1, topP: 0.9, maximumTokens: 64))
        settings.maximumConcurrency = 8
    }

    private final class Numbers: Sendable {
        private let count = Mutex(0)
        func next() -> Int {
            count.withLock { count in
                count += 1
                return count - 1
            }
        }
    }

    /// A question of text.
    static func prompt(_ id: String, _ user: [DrawPrompt.Part]? = nil) -> DrawPrompt {
        DrawPrompt(
            question: Question(
                id: id, source: "test", split: "train", capability: .reasoning, text: id,
                answer: "1"), kind: .answer, system: "Be brief.",
            user: user ?? [.text("question \(id) \"é\"\n")])
    }

    /// The policy, after its probe.
    func policy(pictures: any PictureSource = NoPictures()) async throws -> EndpointPolicy {
        let environment = environment
        return try await EndpointPolicy(
            settings, prompts: prompts, pictures: pictures, seed: Seed(7), clock: clock.clock,
            environment: { environment[$0] })
    }

    /// The requests after the probe.
    var completions: [ReceivedRequest] {
        servers.flatMap(\.received).filter {
            $0.json["messages"]?.serialized.contains("question ") ?? false
        }
    }

    /// What came of so many draws of the first question.
    func draw(_ count: Int, of prompt: Int = 0) async throws -> [DrawOutcome] {
        try await policy().draw([DrawRequest(prompt: prompt, draws: 0..<count)])
            .sorted { $0.draw < $1.draw }
    }
}

/// For prompts without pictures.
struct NoPictures: PictureSource {
    func picture(_ place: Int, of prompt: DrawPrompt) throws(Fault) -> EncodedPicture {
        throw Fault(.internalError, "there are no pictures")
    }
}

/// The same few bytes for every picture.
struct SamePicture: PictureSource {
    static let bytes: [UInt8] = [0, 255, 254, 1, 2]

    func picture(_ place: Int, of prompt: DrawPrompt) throws(Fault) -> EncodedPicture {
        EncodedPicture(format: .png, bytes: Self.bytes)
    }
}

extension DrawOutcome {
    /// The response, if there is one.
    var response: PolicyResponse? {
        if case .response(let response) = result { response } else { nil }
    }

    /// The reason why there is none.
    var reason: String? {
        if case .missing(let reason, _) = result { reason } else { nil }
    }
}
