import Engine
import Glibc
import Manifests
import Records
import Sampling
import Storage

@testable import Stages

/// The artifact of a `sample` stage, made by hand, in a folder that goes when the fixture does.
final class CurriculumFixture {
    let root: String

    /// So that JSON has something to escape.
    static let ids = (0..<60).map { number in
        switch number % 5 {
        case 0: "plain-\(number)"
        case 1: "quote \" and \\ \(number)"
        case 2: "é\u{301} \(number)"
        case 3: "line\nbreak \(number)"
        default: "tab\t\(number)"
        }
    }
    static let questions = ids.enumerated().map { number, id in
        Question(
            id: id, source: number % 3 == 0 ? "books" : "web", split: "train",
            capability: number % 2 == 0 ? .fine : .coarse, text: "how many \"things\"?",
            answer: "\(number)",
            pictures: [
                Picture(
                    digest: SHA256.digest(of: [UInt8(number / 2)]), format: .png, width: 1,
                    height: 1, shard: "train-00000", offset: number, byteCount: 10)
            ])
    }

    init() throws {
        root = "/tmp/stages-tests-\(getpid())-\(UInt64.random(in: .min ... .max))"
        try FileSystem.createFolder(root)
    }

    deinit { try? FileSystem.remove(root) }

    /// The pass rate of a question by its number: from no right answer of eight to eight.
    static func rate(_ number: Int) -> PassRate {
        let right = number % 9
        var rate = PassRate(
            question: ids[number], source: questions[number].source,
            capability: questions[number].capability,
            picture: questions[number].pictures[0].digest.hex,
            counts: VerdictCounts(right: right, notRight: 8 - right),
            difficulty: right == 8 ? .easy : right == 0 ? .hard : .medium)
        rate.isShortcut = number % 10 == 7
        rate.constantRewards = number % 10 == 3 ? ["accuracy", "keywords"] : ["format"]
        return rate
    }

    /// The artifact of these pass rates.
    func labels(
        _ rates: [PassRate] = ids.indices.map(rate), questions: [Question] = questions
    ) throws -> Artifact {
        let folder = "\(root)/labels"
        try FileSystem.createFolder(folder)
        try TableWriter<Question>.write(questions, to: folder + "/questions.jsonl")
        try ParquetTableWriter.write(
            rates, columns: PassRate.columns, to: folder + "/pass_rates.parquet")
        return Artifact(
            folder: folder,
            receipt: Receipt(
                key: SHA256.digest(of: []), kind: "sample", version: 1, stage: "labels"))
    }

    /// A phase of all fine and coarse questions.
    static func phase(
        _ name: String, _ change: (inout PhaseSettings) -> Void = { _ in }
    ) -> PhaseSettings {
        var phase = PhaseSettings()
        phase.name = name
        phase.capabilities = [.fine, .coarse]
        change(&phase)
        return phase
    }

    /// Runs the stage's unit into a folder of that name.
    func run(
        _ phases: [PhaseSettings], _ labels: Artifact, _ name: String = "unit"
    ) async throws -> (folder: String, outcome: UnitOutcome) {
        var settings = CurriculumSettings()
        settings.labels = "labels"
        settings.phases = phases
        let place = SourceLocation(file: "m.yaml", line: 1, column: 1)
        let specification = StageSpecification(
            name: "curriculum", location: place, settings: .curriculum(settings),
            parameters: .null, references: [],
            locations: [
                "phases.0.quotas.bookz": SourceLocation(file: "m.yaml", line: 7, column: 9)
            ])
        let folder = "\(root)/\(name)"
        try FileSystem.createFolder(folder)
        let input = StageInput(field: "labels", stage: "labels")
        let context = UnitContext(
            workspace: Workspace(root), key: SHA256.digest(of: Array(name.utf8)), folder: folder,
            workFolder: folder + ".work", logPath: folder + ".log", seed: Seed(1), jobs: 2,
            inputs: StageInputs([(input, labels)]), report: { _ in })
        let stage = CurriculumStage(specification: specification, settings: settings)
        let outcome = try await stage.run(UnitPlan(name: "build", payload: [:]), context)
        return (folder, outcome)
    }
}
