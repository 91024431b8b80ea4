import HTTP
public import Records

/// A service of the user's that scores the responses of a training step: it is posted
/// `{"responses": […]}`, with `"pictures": {…}` where it asks for them, and answers `{"scores": […]}`.
public struct ServiceReward: BatchScoring {
    private let service: JSONService
    private let range: ClosedRange<Double>
    var pictures: RewardPictures?

    /// A service that may give the scores in `range`. `pictures` reads the questions' pictures; it
    /// is nothing where the service does not ask for them.
    public init(
        _ service: JSONService, range: ClosedRange<Double>, pictures: RewardPictures? = nil
    ) {
        self.service = service
        self.range = range
        self.pictures = pictures
    }

    /// What the service scores: the part of the reward that is not ours.
    public var component: RewardComponent { .external }

    /// The score of each response, in order.
    ///
    /// - Throws: a `Fault` where the service fails, or did not score each response.
    public func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
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
