import Records

/// A token whose log-probability is not finite.
public struct SuspectToken: Sendable, Hashable {
    /// The question that it belongs to.
    public var question: String
    /// Which of the question's responses, from 0.
    public var response: Int
    /// Its place in the response, from 0.
    public var place: Int
    /// The policy's log-probability of it.
    public var logProbability: Double

    /// A token; see the properties.
    public init(question: String, response: Int, place: Int, logProbability: Double) {
        self.question = question
        self.response = response
        self.place = place
        self.logProbability = logProbability
    }

    /// So many are worth listing.
    static let limit = 100

    var text: String {
        "token \(place + 1) of response \(response + 1) to the question `\(question)` has the "
            + "log-probability \(logProbability)"
    }

    var json: JSONValue {
        [
            "question": .string(question), "response": .integer(response),
            "place": .integer(place), "log_probability": NonFiniteDiagnosis.number(logProbability),
        ]
    }
}
