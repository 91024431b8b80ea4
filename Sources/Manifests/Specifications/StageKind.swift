/// What a stage of a pipeline does: the `kind` key of a stage.
public enum StageKind: String, Sendable, Hashable, CaseIterable {
    /// Checks and shards the data sets.
    case ingest
    /// Trains a policy or a scorer; `TrainMethod` says how.
    case train
    /// Draws responses from a policy.
    case rollout
    /// Labels questions by the verdicts of their rollouts.
    case sample
    /// Orders questions into phases.
    case curriculum
    /// Measures policies on held-out questions.
    case evaluate
    /// Compares what was measured of some policies, over seeds.
    case compare
    /// Writes a phase for another trainer.
    case export
    /// Runs a program of the user's.
    case command
}
