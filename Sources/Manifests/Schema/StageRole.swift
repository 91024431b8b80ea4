/// What a stage is to one that refers to it: its kind, and the method if it trains.
struct StageRole: Sendable, Equatable, CustomStringConvertible {
    /// The kind.
    var kind: StageKind
    /// The method of a `train` stage.
    var method: TrainMethod?

    static let ingest = StageRole(kind: .ingest)
    static let supervised = StageRole(kind: .train, method: .supervised)
    static let alignment = StageRole(kind: .train, method: .alignment)
    static let reinforcement = StageRole(kind: .train, method: .reinforcement)
    static let handOff = StageRole(kind: .train, method: .handOff)
    static let rollout = StageRole(kind: .rollout)
    static let sample = StageRole(kind: .sample)
    static let evaluate = StageRole(kind: .evaluate)
    static let curriculum = StageRole(kind: .curriculum)

    /// Words for a diagnostic.
    var description: String {
        let article = kind == .ingest || kind == .evaluate ? "an" : "a"
        let by = method.map { " of method `\($0.rawValue)`" } ?? ""
        return "\(article) `\(kind.rawValue)` stage\(by)"
    }
}

extension StageSettings {
    /// What the stage is to one that refers to it.
    var role: StageRole { StageRole(kind: kind, method: method) }
}
