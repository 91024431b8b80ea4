import Engine
import Records

/// What a run's events come to: which stages are under way, and where each stands in the run.
struct RunProgress: Sendable {
    /// The stages of the session, in the order in which they run.
    private(set) var names: [String] = []
    /// Those under way, in the order in which they began.
    private(set) var stages: [StageProgress] = []

    /// Takes an event in.
    mutating func apply(_ event: Event) {
        switch event.kind {
        case .runStarted:
            names = event.session?.stages ?? []
            stages = []
        case .stagePlanned: stages.append(StageProgress(event))
        case .stageFinished, .stageFailed: stages.removeAll { $0.name == event.stage }
        case .runFinished, .runFailed, .runInterrupted: stages = []
        default:
            guard let index = stages.firstIndex(where: { $0.name == event.stage }) else { return }
            stages[index].apply(event)
        }
    }

    /// The stage under way of that name.
    func stage(_ name: String?) -> StageProgress? { stages.first { $0.name == name } }

    /// `3/9`: a stage's place in the run.
    func place(of stage: String?) -> String {
        let position = names.firstIndex { $0 == stage }.map { "\($0 + 1)" } ?? "?"
        return "\(position)/\(names.count)"
    }

    /// The headline of a stage with its place in the run.
    func headline(of stage: StageProgress, at now: Timestamp) -> StyledLine {
        var line = StyledLine("stage \(place(of: stage.name)) ")
        line.append(stage.headline(at: now), after: "")
        return line
    }
}
