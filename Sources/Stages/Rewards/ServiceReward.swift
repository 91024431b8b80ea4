import HTTP
import Records
import Rewards

/// A service of the user's that scores the responses of a training step: it is posted
/// `{"responses": […]}`, with `"pictures": {…}` where it asks for them, and answers `{"scores": […]}`.
struct ServiceReward: BatchScoring {
    let service: JSONService
    let range: ClosedRange<Double>
    /// Reads the questions' pictures; nothing where the service does not ask for them.
    var pictures: RewardPictures?

    let component = RewardComponent.external

    func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
        var messages: [JSONValue] = []
        for response in responses {
            messages.append(
                try RewardMessage.request(
                    response, pictures: pictures.map { _ in RewardMessage.Pictures() }))
        }
        let answer: JSONValue
        if let pictures {
            answer = try await service.post(
                try pictures.body(.array(messages), of: responses))
        } else {
            answer = try await service.post(["responses": .array(messages)])
        }
        guard let rows = answer["scores"]?.arrayValue else {
            throw Fault(
                .badInput,
                "the service \(service.address.authority) answered without a list `scores`",
                remedy: "let it answer `{\"scores\": [{\"id\": …, \"score\": …}, …]}`")
        }
        return try RewardMessage.scores(rows, of: responses, range: range)
    }
}
