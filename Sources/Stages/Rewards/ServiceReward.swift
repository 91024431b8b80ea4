import HTTP
import Records
import Rewards

/// A service of the user's that scores the responses of a training step: it is posted
/// `{"responses": […]}` and answers `{"scores": […]}`.
struct ServiceReward: BatchScoring {
    let service: JSONService
    let range: ClosedRange<Double>

    let component = RewardComponent.external

    func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
        var messages: [JSONValue] = []
        for response in responses { messages.append(try RewardMessage.request(response)) }
        let answer = try await service.post(["responses": .array(messages)])
        guard let rows = answer["scores"]?.arrayValue else {
            throw Fault(
                .badInput,
                "the service \(service.address.authority) answered without a list `scores`",
                remedy: "let it answer `{\"scores\": [{\"id\": …, \"score\": …}, …]}`")
        }
        return try RewardMessage.scores(rows, of: responses, range: range)
    }
}
