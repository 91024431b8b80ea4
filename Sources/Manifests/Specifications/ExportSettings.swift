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
    /// What stands before a question, as the trainer shows it.
    public var before = ""
    /// What stands behind it.
    public var behind = ""
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
