import Records
import Rollouts

/// Questions to other people's servers.
enum PeerEndpoint {
    /// How a server is asked.
    static func settings(_ server: PeerServer, model: String) -> EndpointSettings {
        var settings = EndpointSettings(
            model: model, servers: [EndpointSettings.Server(url: server.address + "/v1")],
            sampling: EndpointSettings.Sampling(maximumTokens: 12))
        settings.maximumConcurrency = 4
        return settings
    }

    /// Questions, one in two with a picture.
    static let prompts = (0..<4).map { number in
        let picture: [DrawPrompt.Part] = number % 2 == 1 ? [.picture(0)] : []
        return DrawPrompt(
            question: Question(
                id: "q\(number)", source: "peer", split: "train", capability: .coarse,
                text: "Name \(number + 2) animals.", answer: "cat"), kind: .answer,
            system: "You are brief.", user: picture + [.text("Name \(number + 2) animals.")])
    }

    /// A picture for each.
    struct Pictures: PictureSource {
        func picture(_ place: Int, of prompt: DrawPrompt) throws(Fault) -> EncodedPicture {
            EncodedPicture(format: .png, bytes: OwnTable.pixels)
        }
    }

    /// The policy, after its probe, which waits for the server to start.
    static func policy(_ settings: EndpointSettings) async throws -> EndpointPolicy {
        try await EndpointPolicy(settings, prompts: prompts, pictures: Pictures(), seed: Seed(3))
    }
}
