public import Engine
public import Records

extension RunReport {
    /// Reads what a run has published. It touches nothing, and takes a run as it is: finished or not.
    ///
    /// - Parameters:
    ///   - status: how the run stands.
    ///   - hasGallery: whether questions to look at are collected, with their pictures.
    /// - Throws: a `Fault` if what is published cannot be read.
    public static func collect(
        _ status: RunStatus, hasGallery: Bool = false
    ) throws(Fault) -> RunReport {
        let material = RunMaterial(status)
        let pass = try QuestionPass(material, hasGallery: hasGallery)
        let curricula = try pass.curricula(material)
        let training = try TrainingSeries.all(status)
        let evaluations = material.done("evaluate")
        var sections: [ReportSection?] = [StageSection(status: status).section]
        sections.append(
            try SourceSection(
                material: material, labels: pass.main, curriculum: curricula.first
            ).section())
        if let main = pass.main {
            let stage = material.done("sample").first {
                $0.name.utf8.elementsEqual(main.stage.utf8)
            }
            let prior = stage?.parameters?["settings"]?["prior"]
            sections.append(
                PassRateSection(
                    survey: main, surveys: pass.surveys,
                    prior: prior.map { $0.stringValue ?? $0.serialized }
                ).section)
            sections.append(LabelSection(survey: main, surveys: pass.surveys).section)
        }
        sections.append(try DrawSection(material: material).section())
        sections.append(
            AdvantageSection(
                surveys: pass.surveys, curricula: curricula,
                training: training.filter { !$0.isPartial }
            ).section)
        if !curricula.isEmpty { sections.append(CurriculumSection(curricula: curricula).section) }
        sections.append(TrainingSection(series: training).section)
        sections.append(EvaluationSection(evaluations: evaluations).section)
        sections.append(
            ShortcutSection(samples: material.done("sample"), evaluations: evaluations).section)
        sections.append(ArmSection(comparisons: material.done("compare")).section)
        if let graders = pass.graders, let stage = pass.rollouts {
            sections.append(GraderSection(survey: graders, stage: stage).section)
        }
        if let counts = pass.gallery?.counts { sections.append(counts) }
        sections.insert(
            SummarySection(sections: sections.compactMap { $0 }).section, at: sections.startIndex)
        let (state, message) = standing(status)
        return RunReport(
            runs: [status.record.name], state: state, message: message,
            sections: sections.compactMap { $0 }, gallery: hasGallery ? pass.gallery : nil)
    }

    /// The section of training alone, as it stands: what of a report changes while a stage trains.
    ///
    /// - Parameters:
    ///   - status: how the run stands.
    ///   - history: what its train stages told so far.
    /// - Returns: the section; nothing if nothing was trained.
    /// - Throws: a `Fault` if what is published cannot be read.
    public static func training(
        _ status: RunStatus, history: ProgressHistory
    ) throws(Fault) -> ReportSection? {
        TrainingSection(series: try TrainingSeries.all(status, history: history)).section
    }

    private static func standing(_ status: RunStatus) -> (State, String?) {
        let done = status.stages.count { $0.state == .done }
        let part = "\(done) of \(status.stages.count) stages are published; this report shows them."
        switch status.state {
        case .done: return (.done, nil)
        case .partlyDone: return (.partlyDone, "A part of the run was asked for. \(part)")
        case .running: return (.running, "The run is being worked on. \(part)")
        case .interrupted: return (.interrupted, "The run was stopped before its end. \(part)")
        case .failed(let message):
            return (.failed, "The run failed: \(message.isEmpty ? "no reason" : message). \(part)")
        }
    }
}
