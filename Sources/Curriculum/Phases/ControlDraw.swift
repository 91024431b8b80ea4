import Records

/// Draws the control of a phase: as many questions of each source and capability, alike from all.
struct ControlDraw {
    private let table: CandidateTable
    private let rule: PhaseRule
    private let seed: Seed

    init(_ table: CandidateTable, _ rule: PhaseRule, _ seed: Seed) {
        self.table = table
        self.rule = rule
        self.seed = seed
    }

    /// Draws, and notes what is drawn.
    ///
    /// The cap on pictures leaves out questions for others that are not needed then, where there are
    /// enough of their source and capability. So what is missing is drawn again, beside what is drawn
    /// already, as long as the cap allows any.
    ///
    /// - Parameter controlled: the rows of all controls.
    func draw(
        beside own: [Choice], without controlled: inout RowSet, _ notices: inout [String]
    ) throws(Fault) -> [Choice] {
        var missing = [Int](repeating: 0, count: table.sources.count * Capability.allCases.count)
        for choice in own { missing[stratum(choice.source, choice.capabilityNumber)] += 1 }
        var control: [Choice] = []
        var pictured: [TextHash: Int] = [:]
        var limit = rule.pictureLimit
        while control.count < own.count {
            let drawn = try draw(missing, limit, pictured, without: controlled)
            for choice in drawn {
                missing[stratum(choice.source, choice.capabilityNumber)] -= 1
                controlled.insert(choice.row)
            }
            control += drawn
            if limit == nil {
                if rule.pictureLimit != nil {
                    notices.append(
                        "the control of phase `\(rule.name)` goes beyond `per_picture` by "
                            + "\(drawn.count), to be as large as the phase")
                }
                break
            }
            // The sizes must be equal: a comparison of unequal sizes shows nothing.
            if drawn.isEmpty {
                limit = nil
            } else if control.count < own.count {
                try count(drawn, in: &pictured)
            }
        }
        return control
    }

    private func draw(
        _ missing: [Int], _ limit: Int?, _ pictured: [TextHash: Int], without controlled: RowSet
    ) throws(Fault) -> [Choice] {
        let filter = PhaseFilter(rule)
        let stratum = { (candidate: Candidate) in
            self.stratum(candidate.source, candidate.capabilityNumber)
        }
        let pool = try QuestionPool(
            table, without: controlled, weights: WeightMix(), pictureLimit: limit,
            pictured: pictured, seed: seed
        ) { filter.takesCapability(of: $0) && missing[stratum($0)] > 0 }
        return Array(try pool.draw(missing, stratum: stratum).joined())
    }

    /// Counts the pictures of what is drawn.
    private func count(
        _ drawn: [Choice], in pictured: inout [TextHash: Int]
    ) throws(Fault) {
        for choice in drawn {
            let candidate = try table.candidate(at: choice.row)
            guard candidate.flags.contains(.hasPicture) else { continue }
            pictured[candidate.picture, default: 0] += 1
        }
    }

    private func stratum(_ source: UInt32, _ capability: Int) -> Int {
        Int(source) * Capability.allCases.count + capability
    }
}
