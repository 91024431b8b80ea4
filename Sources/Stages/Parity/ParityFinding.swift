public import Records

/// A setting under which pass rates were measured and under which nobody trains.
public struct ParityFinding: Sendable, Hashable {
    /// The setting, such as `temperature`.
    public var setting: String
    /// Its value where answers were drawn.
    public var sampling: String
    /// Its value where the policy is trained.
    public var training: String
    /// How many questions it changes something for, as far as that can be told from what was drawn.
    public var affectedCount: Int
    /// Of how many.
    public var questionCount: Int
    /// What changes for them.
    public var effect: String

    /// As a line for a person.
    public var line: String {
        "\(setting): sampled with \(sampling), trained with \(training): \(affectedCount) of "
            + "\(questionCount) questions \(effect)"
    }

    /// As an object.
    public var json: JSONValue {
        [
            "setting": .string(setting), "sampling": .string(sampling),
            "training": .string(training), "affected": .integer(affectedCount),
            "questions": .integer(questionCount), "effect": .string(effect),
        ]
    }
}
