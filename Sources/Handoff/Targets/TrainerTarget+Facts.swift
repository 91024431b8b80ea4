public import Records

extension TrainerTarget {
    /// What the trainer asks for.
    public var facts: TargetFacts {
        switch self {
        case .easyR1, .easyR1PeBR: .easyR1(isPeBR: self == .easyR1PeBR)
        case .easyR1VisionSR1: .visionSR1
        case .verl070, .verl071, .verl08, .verl09: .verl(self)
        case .trl: .trl
        case .msSwift: .msSwift
        case .openRLHF09, .openRLHF: .openRLHF(hasDots: self == .openRLHF)
        }
    }
}
