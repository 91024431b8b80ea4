/// A program or a service that scores the responses of a training step: `reward.external`.
public struct ExternalRewardSettings: Sendable, Hashable {
    /// Weight of the score.
    public var weight = 1.0
    /// The program and its arguments, without a shell; empty if `url` is given.
    public var command: [String] = []
    /// Files of the repository that the program's scores depend on, beside those that its arguments
    /// name.
    public var files: [String] = []
    /// Names of environment variables that the program gets beside
    /// `CommandSettings.standardEnvironment`.
    public var environment: [String] = []
    /// The service's address; nothing if `command` is given.
    public var url: String?
    /// The environment variable that holds the service's key; nothing if it wants none.
    public var keyVariable: String?
    /// Whether it gets the questions' pictures.
    public var pictures = false
    /// How long it may take to score the responses of a training step.
    public var timeout = Duration.seconds(60)
    /// The least score.
    public var least = 0.0
    /// The greatest score.
    public var most = 1.0
    /// What tells one behaviour from another.
    public var version: String?

    /// The defaults; one of `command` and `url` must be set.
    public init() {}
}
