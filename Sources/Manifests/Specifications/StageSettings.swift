/// The settings of a stage, by its kind and method.
public enum StageSettings: Sendable, Hashable {
    /// `kind: ingest`.
    case ingest(IngestSettings)
    /// `kind: train`, `method: sft`.
    case supervised(SupervisedSettings)
    /// `kind: train`, `method: alignment`.
    case alignment(AlignmentSettings)
    /// `kind: train`, `method: grpo`.
    case reinforcement(ReinforcementSettings)
    /// `kind: train`, `method: hand-off`.
    case handOff(HandOffSettings)
    /// `kind: rollout`.
    case rollout(RolloutSettings)
    /// `kind: sample`.
    case sample(SampleSettings)
    /// `kind: curriculum`.
    case curriculum(CurriculumSettings)
    /// `kind: evaluate`.
    case evaluate(EvaluateSettings)
    /// `kind: compare`.
    case compare(CompareSettings)
    /// `kind: export`.
    case export(ExportSettings)
    /// `kind: command`.
    case command(CommandSettings)

    /// The stage's kind.
    public var kind: StageKind {
        switch self {
        case .ingest: .ingest
        case .supervised, .alignment, .reinforcement, .handOff: .train
        case .rollout: .rollout
        case .sample: .sample
        case .curriculum: .curriculum
        case .evaluate: .evaluate
        case .compare: .compare
        case .export: .export
        case .command: .command
        }
    }

    /// The method of a `train` stage; nothing for the others.
    public var method: TrainMethod? {
        switch self {
        case .supervised: .supervised
        case .alignment: .alignment
        case .reinforcement: .reinforcement
        case .handOff: .handOff
        default: nil
        }
    }
}
