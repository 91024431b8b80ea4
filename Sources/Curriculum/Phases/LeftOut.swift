public import Records

/// Why a question is in no phase.
public struct LeftOut: Sendable, Hashable {
    /// What left it out.
    public enum Reason: Sendable, Hashable {
        /// No phase takes its capability with its label and pass rate.
        case noPhase(Difficulty, Capability)
        /// It is answered without its picture.
        case shortcut
        /// The phase's rewards are the same in all of its draws.
        case constantRewards
        /// It is never drawn, by its weight.
        case zeroWeight
        /// Its picture has enough questions.
        case pictureCap
        /// It could have been drawn.
        case notSampled

        /// How far it came: the further, the closer to being taken.
        var closeness: Int {
            switch self {
            case .noPhase: 0
            case .shortcut: 1
            case .constantRewards: 2
            case .zeroWeight: 3
            case .pictureCap: 4
            case .notSampled: 5
            }
        }
    }

    /// What left it out.
    public var reason: Reason
    /// The phase that came closest to taking it.
    public var phase: String?

    /// The reason's name in `rejects`.
    public var name: String {
        switch reason {
        case .noPhase(let label, let capability): "\(label.rawValue)_\(capability.rawValue)"
        case .shortcut: "shortcut"
        case .constantRewards: "constant_rewards"
        case .zeroWeight: "zero_weight"
        case .pictureCap: "picture_cap"
        case .notSampled: "not_sampled"
        }
    }

    /// What a reader is told.
    public var detail: String {
        let phase = "phase `\(phase ?? "")`"
        return switch reason {
        case .noPhase: "no phase takes it"
        case .shortcut: "\(phase) leaves out what is answered without the picture"
        case .constantRewards: "\(phase) leaves out what has no advantage: its rewards are constant"
        case .zeroWeight: "its weight in \(phase) is 0"
        case .pictureCap: "\(phase) has enough questions of its picture"
        case .notSampled: "it fits \(phase), which drew others"
        }
    }
}
