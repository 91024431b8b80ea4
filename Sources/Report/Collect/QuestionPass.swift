import Engine
import Records

/// One pass over each stage's labels, and for the one that labels most questions, over its draws.
struct QuestionPass {
    /// The surveys of all `sample` stages, in the order in which they run.
    private(set) var surveys: [LabelSurvey] = []
    /// The survey of the stage that labels most questions.
    private(set) var main: LabelSurvey?
    /// What graders say of that stage's draws.
    private(set) var graders: GraderSurvey?
    /// The rollout stage of these draws.
    private(set) var rollouts: String?
    /// That stage's questions.
    private(set) var gallery: QuestionGallery?

    init(_ material: RunMaterial, hasGallery: Bool) throws(Fault) {
        let samples = material.done("sample")
        let most = samples.map(\.accounting.inputs).max()
        guard let mainPlace = samples.firstIndex(where: { $0.accounting.inputs == most }) else {
            return
        }
        for (place, sample) in samples.enumerated() {
            let source = place == mainPlace ? material.input("rollouts", of: sample) : nil
            var survey = LabelSurvey(sample.name)
            var graders = GraderSurvey()
            var builder = GalleryBuilder(sample, hasRows: hasGallery)
            let items = try LabelledQuestions(sample, rollouts: source)
            while let item = try items.next() {
                survey.add(item.rate, split: item.question?.split)
                guard place == mainPlace else { continue }
                if let draws = item.draws { graders.add(draws) }
                builder.add(item)
            }
            surveys.append(survey)
            guard place == mainPlace else { continue }
            main = survey
            rollouts = source?.name
            if source != nil { self.graders = graders }
            gallery = try builder.finished(shards: QuestionPass.shards(of: source, material))
        }
    }

    /// The folder of the shards that a rollout stage's questions have their pictures in.
    private static func shards(of rollouts: RunMaterial.Done?, _ material: RunMaterial) -> String? {
        rollouts.flatMap { material.input("questions", of: $0) }?.artifact.path("shards")
    }

    /// The run's curricula, each with the labels that it was built from.
    func curricula(_ material: RunMaterial) throws(Fault) -> [CurriculumSurvey] {
        var result: [CurriculumSurvey] = []
        for curriculum in material.done("curriculum") {
            let labels = material.input("labels", of: curriculum)
            result.append(
                try CurriculumSurvey(
                    curriculum,
                    labels: surveys.first { $0.stage == labels?.name }))
        }
        return result
    }
}
