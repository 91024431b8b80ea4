public import Records
public import Sampling

/// Builds the phases of a curriculum from labelled questions.
public enum CurriculumBuilder {
    /// A phase with its questions in training order.
    public struct Phase: Sendable, Hashable {
        /// The rule that made it.
        public var selection: PhaseSelection
        /// The questions' ids in order.
        public var questions: [String]
    }

    /// The phases, and why each question that is in none was left out.
    public struct Result: Sendable, Hashable {
        /// The phases in order.
        public var phases: [Phase]
        /// For each question in no phase, in table order: its id and a reason such as
        /// `hard_reasoning`.
        public var leftOut: [(String, String)]

        /// Equality of phases and reasons.
        public static func == (left: Result, right: Result) -> Bool {
            left.phases == right.phases
                && left.leftOut.elementsEqual(right.leftOut) { $0 == $1 }
        }

        /// Feeds the phases into a hasher.
        public func hash(into hasher: inout Hasher) { hasher.combine(phases) }
    }

    /// Puts each question into the first phase that takes it; each phase's order is a permutation of
    /// the seed.
    ///
    /// - Throws: a `Fault` if a phase that is not optional has no question.
    public static func build(
        _ selections: [PhaseSelection], questions: [Question], passRates: [PassRate], seed: Seed
    ) throws(Fault) -> Result {
        let labels = Dictionary(
            passRates.map { ($0.question, $0.difficulty) }, uniquingKeysWith: { first, _ in first })
        var members: [[String]] = Array(repeating: [], count: selections.count)
        var leftOut: [(String, String)] = []
        for question in questions {
            guard let label = labels[question.id] else { continue }
            let place = selections.firstIndex {
                $0.capabilities.contains(question.capability) && $0.labels.contains(label)
            }
            if let place {
                members[place].append(question.id)
            } else {
                leftOut.append((question.id, "\(label.rawValue)_\(question.capability.rawValue)"))
            }
        }
        var phases: [Phase] = []
        for (selection, ids) in zip(selections, members) {
            if ids.isEmpty && !selection.isOptional {
                throw emptyPhase(selection, questions: questions, labels: labels)
            }
            var random = CounterGenerator(seed.deriving("order").deriving(selection.name))
            phases.append(Phase(selection: selection, questions: random.shuffled(ids)))
        }
        return Result(phases: phases, leftOut: leftOut)
    }

    private static func emptyPhase(
        _ selection: PhaseSelection, questions: [Question], labels: [String: Difficulty]
    ) -> Fault {
        let ofCapability = questions.filter { selection.capabilities.contains($0.capability) }
        let counts = Difficulty.allCases.map { label in
            "\(ofCapability.count { labels[$0.id] == label }) \(label.rawValue)"
        }
        let capabilities = selection.capabilities.map(\.rawValue).sorted().joined(separator: ", ")
        let wanted = Difficulty.allCases.filter { selection.labels.contains($0) }
            .map(\.rawValue).joined(separator: ", ")
        return Fault(
            .badInput,
            "phase `\(selection.name)` takes \(wanted) questions of capability \(capabilities), "
                + "and there is none (\(counts.joined(separator: ", ")) of that capability)",
            remedy: "take other labels or capabilities, add data, or mark the phase "
                + "`optional: true` to go on without it")
    }
}
