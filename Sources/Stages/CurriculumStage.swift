import Curriculum
import Engine
import Manifests
import Records
import Sampling
import Storage

/// `curriculum`: ordered phases of questions, chosen by capability and label.
struct CurriculumStage: BoundStage {
    let specification: StageSpecification
    let settings: CurriculumSettings

    var behaviourVersion: Int { 1 }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        [UnitPlan(name: "build", payload: [:])]
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let labels = try context.inputs.one("labels")
        let questions = try TableReader.read(
            Question.self, from: labels.path("questions.jsonl"))
        let rates = try ParquetTableReader.read(
            PassRate.self, from: labels.path("pass_rates.parquet"))
        let result = try build(questions, rates, context.seed.deriving("curriculum"))
        let byID = Dictionary(
            questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        try FileSystem.createFolder(context.folder + "/phases")
        for phase in result.phases {
            try TableWriter<Question>.write(
                phase.questions.compactMap { byID[$0] },
                to: context.folder + "/phases/\(phase.selection.name).jsonl")
        }
        var rejects = RejectTable(stage: .curriculum)
        for (id, reason) in result.leftOut {
            if let question = byID[id] {
                rejects.add(question, reason: reason, detail: "no phase takes it")
            }
        }
        try rejects.write(to: context.folder)
        return outcome(result, rejects)
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome { try TrainingRun.merge(units, context) }

    private func build(
        _ questions: [Question], _ rates: [PassRate], _ seed: Seed
    ) throws(Fault) -> CurriculumBuilder.Result {
        let selections = settings.phases.map {
            PhaseSelection(
                name: $0.name, capabilities: Set($0.capabilities), labels: Set($0.labels),
                isOptional: $0.optional)
        }
        do throws(Fault) {
            return try CurriculumBuilder.build(
                selections, questions: questions, passRates: rates, seed: seed)
        } catch {
            var fault = error
            fault.location = fault.location ?? specification.location(of: "phases")
            throw fault
        }
    }

    private func outcome(
        _ result: CurriculumBuilder.Result, _ rejects: RejectTable
    ) -> UnitOutcome {
        let empty = result.phases.filter(\.questions.isEmpty)
        return UnitOutcome(
            accounting: rejects.accounting(
                outputs: result.phases.reduce(0) { $0 + $1.questions.count }),
            details: [
                "phases": .array(
                    result.phases.map {
                        [
                            "name": .string($0.selection.name),
                            "questions": .integer($0.questions.count),
                        ]
                    }),
                "summary": [
                    .string(
                        result.phases.map { "\($0.selection.name) \($0.questions.count)" }
                            .joined(separator: ", "))
                ],
            ],
            notices: empty.map { "phase `\($0.selection.name)` is empty and optional" })
    }
}
