public import Records

/// Settings of an `export` stage.
public struct ExportSettings: Sendable, Hashable {
    /// The `ingest` stage that holds the questions' pictures.
    public var questions = ""
    /// The `curriculum` stage that made the phases.
    public var curriculum = ""
    /// The phase.
    public var phase = ""
    /// Which questions of it.
    public var sample = ReinforcementSettings.Sample.selected
    /// Who trains it.
    public var trainer = TrainerTarget.easyR1
    /// What stands before a question, as the trainer shows it. Without it and `behind`, rows ask as the policy
    /// was asked.
    public var before: String?
    /// What stands behind it.
    public var behind: String?
    /// How the trainer trains.
    public var training = TrainerSettings(model: "")
    /// What a response is worth.
    public var reward = RewardSettings()
    /// The server of embeddings that scores how well descriptions fit pictures.
    public var embeddings: EmbeddingsSettings?

    /// The defaults; `questions`, `curriculum`, `phase`, `trainer` and the model have none and must be
    /// set.
    public init() {}
}
