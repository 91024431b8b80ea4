import Curriculum
import Engine
import Manifests
import Records
import Storage

/// `curriculum`: ordered phases of questions, each with a control of the same size.
struct CurriculumStage: SingleUnitStage {
    let specification: StageSpecification
    let settings: CurriculumSettings

    var unitName: String { "build" }
    var behaviourVersion: Int { 3 }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let labels = try context.inputs.one("labels")
        let rules = settings.phases.map { PhaseRule($0) }
        let table = try CandidateTable(
            passRates: labels.path("pass_rates.parquet"), for: rules,
            in: SpillSpace(folder: try context.workFolder))
        try context.checkCancellation()
        try checkQuotas(table)
        let result = try CurriculumBuilder.build(
            rules, from: table, seed: context.seed.deriving("curriculum"),
            locations: settings.phases.indices.map { specification.location(of: "phases.\($0)") })
        try context.checkCancellation()

        var rejects = try LeftOutTable(
            context.folder + "/rejects.jsonl", stage: kind, sources: table.sources)
        let places = try QuestionPlaces(
            labels.path("questions.jsonl"), rows: result.rows, table
        ) { row, candidate, id throws(Fault) in
            if let leftOut = result.reason(leftOut: candidate, row: row) {
                try rejects.add(leftOut, source: candidate.source, id: id)
            }
        }
        try rejects.close()
        try FileSystem.createFolder(context.folder + "/phases")
        let files = PhaseFiles(
            context.folder + "/phases", places, sources: table.sources,
            phases: settings.phases.map(\.name))
        for phase in result.phases {
            try context.checkCancellation()
            try files.write(phase)
        }
        return outcome(result, table, rejects.counts)
    }

    /// A quota of a source that no question is of is a slip, where the phase needs it.
    private func checkQuotas(_ table: CandidateTable) throws(Fault) {
        for (index, phase) in settings.phases.enumerated()
        where phase.shortfall == .error && !phase.optional {
            for (name, quota) in phase.quotas.sorted(by: { $0.key < $1.key })
            where quota != .count(0) && table.number(ofSource: name) == nil {
                let near = Wording.nearest(to: name, among: table.sources)
                let known = table.sources.sorted().prefix(24).map { "`\($0)`" }
                throw Fault(
                    .badInput,
                    "phase `\(phase.name)` has a quota of `\(name)`, and no labelled question is of "
                        + "that source",
                    remedy: near.map { "did you mean `\($0)`?" }
                        ?? "sources with questions: \(known.joined(separator: ", "))",
                    location: specification.location(of: "phases.\(index).quotas.\(name)"))
            }
        }
    }

    private func outcome(
        _ result: BuiltCurriculum, _ table: CandidateTable, _ rejects: [String: Int]
    ) -> UnitOutcome {
        UnitOutcome(
            accounting: Accounting(
                inputs: table.count, outputs: result.phases.reduce(0) { $0 + $1.ownCount },
                rejects: rejects),
            details: [
                "phases": .array(result.phases.map { details($0, table.sources) }),
                "summary": .array(
                    ([
                        result.phases.map { "\($0.rule.name) \($0.ownCount)" }
                            .joined(separator: ", ")
                    ] + result.phases.compactMap { line($0, table.sources) })
                    .map { .string($0) }),
            ],
            notices: result.phases.flatMap(\.notices))
    }

    private func details(_ phase: BuiltPhase, _ sources: [String]) -> JSONValue {
        [
            "name": .string(phase.rule.name), "questions": .integer(phase.ownCount),
            "replayed": .integer(phase.replayedCount),
            "control": .integer(phase.control.count { $0.replayedFrom == nil }),
            "sources": .object(
                counts(phase, sources).map { .init($0.source, .integer($0.count)) }),
        ]
    }

    /// What a phase is made of, where that is more than its number of questions.
    private func line(_ phase: BuiltPhase, _ sources: [String]) -> String? {
        let counts = counts(phase, sources)
        guard counts.count > 1 || phase.replayedCount > 0 else { return nil }
        let shown = counts.prefix(8).map { "\($0.source) \($0.count)" }.joined(separator: ", ")
        let more = counts.count > 8 ? ", \(counts.count - 8) more" : ""
        let again = phase.replayedCount == 0 ? "" : "; \(phase.replayedCount) come again"
        return "\(phase.rule.name): \(shown)\(more)\(again)"
    }

    /// How many questions of each source are a phase's own, by the sources' names.
    private func counts(
        _ phase: BuiltPhase, _ sources: [String]
    ) -> [(source: String, count: Int)] {
        zip(sources, phase.sourceCounts).filter { $1 > 0 }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
            .map { (source: $0, count: $1) }
    }
}
