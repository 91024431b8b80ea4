import Records

/// How many answers were drawn and graded in which way.
struct ProvenanceCounts {
    private var counts: [(provenance: String, grader: String, rollouts: Int)] = []

    /// Counts answers.
    mutating func add(_ answers: [Rollout]) {
        for answer in answers {
            let place = counts.firstIndex {
                $0.provenance.utf8.elementsEqual(answer.provenance.utf8)
                    && $0.grader.utf8.elementsEqual(answer.grader.utf8)
            }
            if let place {
                counts[place].rollouts += 1
            } else if counts.count < 1000 {
                counts.append((answer.provenance, answer.grader, 1))
            }
        }
    }

    /// The ways as text; nothing if there is one at most.
    private var mixture: String? {
        // A recorded verdict and one of the grader may stand in one table of one provenance.
        let provenances = counts.enumerated().filter { place, own in
            !counts[..<place].contains { $0.provenance.utf8.elementsEqual(own.provenance.utf8) }
        }
        guard provenances.count > 1 else { return nil }
        let list = counts.prefix(10).map {
            "\($0.rollouts) of provenance `\($0.provenance)` graded by \($0.grader)"
        }
        return list.joined(separator: ", ")
            + (counts.count > 10 ? " and of \(counts.count - 10) more" : "")
    }

    /// Makes sure that there is one way, or that several are allowed.
    ///
    /// - Returns: what the user should see.
    /// - Throws: a `Fault` of code `badInput` with the numbers.
    func check(allowsMixed: Bool) throws(Fault) -> [String] {
        guard let mixture else { return [] }
        if allowsMixed { return ["rollouts are counted together: \(mixture)"] }
        throw Fault(
            .badInput, "rollouts of several provenances would be counted together: \(mixture)",
            remedy: "draw them in one way, or set allow_mixed_provenance: true")
    }
}
