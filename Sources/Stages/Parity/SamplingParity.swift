public import Engine
import Grading
import Images
public import Manifests
public import Records
import Rollouts
import Storage

/// Whether a rollout stage drew answers as a trainer does: pass rates are of the input, the template,
/// the sampling and the grader that they were measured with, and of no other.
public struct SamplingParity: Sendable {
    /// The rollout stage.
    public let stage: String
    /// What differs.
    public private(set) var findings: [ParityFinding] = []

    private let own: RunSpecification
    private let settings: RolloutSettings
    private let training: TrainingConditions
    private let artifact: Artifact
    private var questionCount = 0

    /// Compares.
    ///
    /// - Parameter own: the run as the stage sees it: with its own policy.
    /// - Throws: a `Fault` if a table cannot be read.
    init(
        _ stage: RolloutStage, _ artifact: Artifact, _ own: RunSpecification,
        _ training: TrainingConditions
    ) throws(Fault) {
        self.stage = stage.name
        self.own = own
        settings = stage.settings
        self.training = training
        self.artifact = artifact
        compareNumbers()
        compareNames()
        try compareTables()
        try compareGrading(stage)
        for index in findings.indices {
            findings[index].questionCount = questionCount
            if findings[index].affectedCount == .max {
                findings[index].affectedCount = questionCount
            }
        }
    }

    /// Notes a difference; `affected` is all questions where nothing narrower can be told.
    private mutating func note(
        _ setting: String, _ sampling: String, _ training: String, _ affected: Int = .max,
        _ effect: String = "have a pass rate of other conditions"
    ) {
        findings.append(
            ParityFinding(
                setting: setting, sampling: sampling, training: training, affectedCount: affected,
                questionCount: 0, effect: effect))
    }

    private mutating func compareNumbers() {
        // Nobody knows how recorded rollouts were drawn.
        guard own.policy.kind != .recorded else { return }
        let pairs = [
            ("temperature", settings.temperature, training.temperature),
            ("top_p", settings.topShare, training.topShare),
        ]
        for (name, sampling, training) in pairs {
            guard let training, training != sampling else { continue }
            note(name, "\(sampling)", "\(training)")
        }
    }

    private mutating func compareNames() {
        if let format = training.responseFormat, format != own.policy.responseFormat {
            note("response_format", own.policy.responseFormat.rawValue, format.rawValue)
        }
        guard let template = training.template, own.policy.kind != .embedded else { return }
        let used = own.policy.prompt.template ?? "the one of the response format"
        if template != used { note("template", used, template) }
    }

    /// Differences that tables tell for each question: sizes of pictures and lengths of responses.
    private mutating func compareTables() throws(Fault) {
        let sizes = (
            sampling: PictureSizing(own.policy.pictureSize),
            training: training.pictureSize.map { PictureSizing($0) }
        )
        var resized = 0
        var count = 0
        try TableReader.forEach(
            Question.self, from: artifact.path("questions.jsonl")
        ) { question in
            count += 1
            guard let training = sizes.training else { return }
            let isOther = question.pictures.contains {
                let before = sizes.sampling.size(width: $0.width, height: $0.height)
                let after = training.size(width: $0.width, height: $0.height)
                return before?.width != after?.width || before?.height != after?.height
            }
            if isOther { resized += 1 }
        }
        questionCount = count
        if let size = training.pictureSize, size != own.policy.pictureSize {
            note(
                "picture_size", SamplingParity.text(own.policy.pictureSize),
                SamplingParity.text(size), resized, "show pictures of another size")
        }
        try compareLengths()
    }

    private mutating func compareLengths() throws(Fault) {
        let sampled = own.policy.responseTokens
        guard own.policy.kind != .recorded, let limit = training.responseTokens, limit != sampled
        else { return }
        var affected: Set<[UInt8]> = []
        try ParquetTableReader.forEach(
            Rollout.self, from: artifact.path("rollouts.parquet")
        ) { rollout in
            guard rollout.kind == .answer else { return }
            let isCut = rollout.tokenCount.map { $0 > limit } ?? false
            let mightEnd = limit > sampled && rollout.finishReason == .length
            if isCut || mightEnd { affected.insert(Array(rollout.question.utf8)) }
        }
        note(
            "response_tokens", "\(sampled)", "\(limit)", affected.count,
            limit < sampled
                ? "have an answer that training would cut off"
                : "have an answer that was cut off and might go on in training")
    }

    /// A trainer that grades otherwise: what the stored answers are to its grader.
    private mutating func compareGrading(_ stage: RolloutStage) throws(Fault) {
        guard let settings = training.grader, settings != own.grader else { return }
        var other = own
        other.grader = settings
        let grader = try Grader(other)
        let regrading = try Regrading(artifact, stage, stage.graded(by: grader), obstacle: nil)
        note(
            "grader", stage.grader.identifier, grader.identifier, regrading.labels.changedCount,
            "get another label by PeBR-R1's rule")
    }

    private static func text(_ size: PictureSizeSettings) -> String {
        let limits = [("from", size.minimumPixels), ("to", size.maximumPixels)]
            .compactMap { name, pixels in pixels.map { " \(name) \($0)" } }.joined()
        return size.rule.rawValue + limits + (limits.isEmpty ? "" : " pixels")
    }

    /// As text for a person.
    public var lines: [String] {
        let unknown =
            own.policy.kind == .recorded
            ? ["  temperature, top_p and response_tokens of recorded rollouts are not known"] : []
        return findings.isEmpty
            ? ["\(stage): drawn as the trainer draws, as far as is known of it"] + unknown
            : ["\(stage):"] + findings.map { "  " + $0.line } + unknown
    }

    /// As an object.
    public var json: JSONValue {
        ["stage": .string(stage), "findings": .array(findings.map(\.json))]
    }
}

extension RolloutStage {
    /// The same stage with another grader.
    func graded(by grader: Grader) -> RolloutStage {
        RolloutStage(
            specification: specification, settings: settings, grader: grader, policy: policy,
            questions: questions)
    }
}

extension StageFactory {
    /// How the rollout stages of a run drew, compared with a trainer.
    ///
    /// - Parameters:
    ///   - plan: the run's stages, with the artifacts of those that are done.
    ///   - run: what the plan was made of.
    ///   - training: the trainer; nothing for those of the run's own `train` and `export` stages.
    ///   - stage: the only rollout stage to look at; nothing for all that are done.
    /// - Throws: a `Fault` where nothing is done that could be compared.
    public static func parities(
        of plan: RunPlan, _ run: RunSpecification, with training: TrainingConditions?,
        stage: String?
    ) throws(Fault) -> [SamplingParity] {
        let trainers = training.map { [$0] } ?? ownTrainers(plan)
        guard !trainers.isEmpty else {
            throw Fault(
                .usage, "the run `\(plan.name)` trains and exports nothing",
                remedy: "say how the trainer draws: --training FILE")
        }
        var result: [SamplingParity] = []
        for planned in plan.stages {
            guard let rollouts = planned.stage as? RolloutStage,
                stage == nil || stage == rollouts.name,
                let artifact = plan.artifact(of: planned)
            else { continue }
            for trainer in trainers {
                result.append(
                    try SamplingParity(
                        rollouts, artifact, run.answering(rollouts.settings), trainer))
            }
        }
        guard result.isEmpty else { return result }
        throw Fault(
            .noInput, "no rollout stage of the run `\(plan.name)` is done",
            remedy: "`pipeline resume \(plan.name)` goes on with it")
    }

    /// How the run's own trainers draw, and those that its phases are exported for, each way once.
    private static func ownTrainers(_ plan: RunPlan) -> [TrainingConditions] {
        var result: [TrainingConditions] = []
        for planned in plan.stages {
            var conditions = TrainingConditions()
            let exported: TrainerSettings?
            switch planned.stage {
            case let stage as ReinforcementStage:
                conditions.temperature = stage.settings.temperature
                conditions.topShare = stage.settings.topShare
                exported = nil
            case let stage as ExportStage: exported = stage.settings.training
            case let stage as HandOffStage: exported = stage.settings.phase.training
            default: continue
            }
            if let exported {
                conditions.temperature = exported.temperature
                conditions.topShare = exported.topShare
                conditions.responseTokens = exported.responseTokens
            }
            if !result.contains(conditions) { result.append(conditions) }
        }
        return result
    }
}
