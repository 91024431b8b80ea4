import Engine
import Manifests
import Records
import Training

/// The stages of a plan, as far as labels are made anew in it.
struct ResamplingGraph {
    private let plan: RunPlan

    init(_ plan: RunPlan) { self.plan = plan }

    private func stages<Stage>(_ kind: Stage.Type) -> [(planned: PlannedStage, stage: Stage)] {
        plan.stages.compactMap { planned in (planned.stage as? Stage).map { (planned, $0) } }
    }

    /// The stages that train a phase.
    private var phases: [(planned: PlannedStage, stage: any PhaseStage)] {
        plan.stages.compactMap { planned in
            (planned.stage as? any PhaseStage).map { (planned, $0) }
        }
    }

    private func isDone(_ planned: PlannedStage) -> Bool { plan.artifact(of: planned) != nil }

    private func listed(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }

    private func undone(_ name: String) -> Fault {
        Fault(
            .noInput, "the stage `\(name)` of the run `\(plan.name)` is not done",
            remedy: "`pipeline resume \(plan.name) --until \(name)` does it")
    }

    /// The labels that are renewed: those of a name, or else those that phases wait for, or else the
    /// only ones.
    func labels(_ name: String?) throws(Fault) -> SampleStage {
        let all = stages(SampleStage.self)
        let waiting = Set(
            phases.filter { !isDone($0.planned) }.map(\.stage.curriculum))
        let awaited = Set(
            stages(CurriculumStage.self).filter { waiting.contains($0.stage.name) }
                .map(\.stage.settings.labels))
        let fitting = all.filter {
            name == nil ? awaited.contains($0.stage.name) : $0.stage.name == name
        }
        let found = name == nil && fitting.isEmpty && all.count == 1 ? all : fitting
        guard let first = found.first else {
            let names = listed(all.map(\.stage.name))
            throw Fault(
                .usage,
                name.map { "the run `\(plan.name)` has no `sample` stage `\($0)`" }
                    ?? "no phase of the run `\(plan.name)` waits for labels",
                remedy: all.isEmpty ? nil : "name one by --stage: \(names)")
        }
        guard found.count == 1 else {
            throw Fault(
                .usage, "phases wait for the labels of \(listed(found.map(\.stage.name)))",
                remedy: "name one by --stage")
        }
        guard isDone(first.planned) else { throw undone(first.stage.name) }
        return first.stage
    }

    /// The rollouts that labels were made of.
    func rollouts(of labels: SampleStage) throws(Fault) -> RolloutStage {
        guard
            let found = stages(RolloutStage.self).first(where: {
                $0.stage.name == labels.settings.rollouts
            })
        else {
            throw Fault(.internalError, "`\(labels.settings.rollouts)` is no rollout stage")
        }
        return found.stage
    }

    /// The policy that is asked: that of a name, or else of the last phase that is trained.
    func policy(_ name: String?) throws(Fault) -> String {
        guard let name else {
            let trained = phases.filter { isDone($0.planned) }
            guard let last = trained.last else {
                throw Fault(
                    .usage, "no phase of the run `\(plan.name)` is trained",
                    remedy: "name the policy by --policy: a `train` stage that is done, the folder "
                        + "of a checkpoint, or one of the manifest's `policies`")
            }
            if last.stage is HandOffStage { throw unserved(last.stage.name) }
            return last.stage.name
        }
        // What is no stage is one of the manifest's policies, or the manifest's reader says so.
        guard let planned = plan.stages.first(where: { $0.name == name }) else { return name }
        if planned.stage is HandOffStage { throw unserved(name) }
        guard planned.stage is SupervisedStage || planned.stage is ReinforcementStage else {
            throw Fault(.usage, "the stage `\(name)` of the run `\(plan.name)` trains no policy")
        }
        guard isDone(planned) else { throw undone(name) }
        return name
    }

    /// A policy that another trainer made, which only a server can be asked for.
    private func unserved(_ name: String) -> Fault {
        let artifact = plan.stages.first { $0.name == name }.flatMap { plan.artifact(of: $0) }
        let place = artifact.map { " in `\($0.path(HandOffWeights.folder))`" } ?? ""
        return Fault(
            .usage, "the policy of the stage `\(name)` is asked through a server",
            remedy: "serve its weights\(place) with vLLM or SGLang, name the server in the "
                + "manifest's `policies`, and give that name by --policy")
    }

    /// The stages of another trainer that have trained a phase of these labels: what they drew is
    /// evidence.
    func trained(on labels: SampleStage) -> [String] {
        let curricula = curricula(of: labels).map(\.name)
        return stages(HandOffStage.self).filter { isDone($0.planned) }.map(\.stage)
            .filter { curricula.contains($0.curriculum) }.map(\.name)
    }

    /// Draws are a function of the seed, the question and the policy: asking a policy of the labels, or of
    /// those that they follow, again would count the same draws twice.
    ///
    /// - Parameter policy: a stage or one of the manifest's policies, or the digest of a checkpoint.
    func check(_ policy: String, isNewTo labels: SampleStage) throws(Fault) {
        var next: SampleStage? = labels
        while let stage = next {
            let known = try rollouts(of: stage).settings.policy
            var digest: String?
            if let known, let planned = plan.stages.first(where: { $0.name == known }) {
                digest = try self.digest(of: planned)
            }
            if known == policy || digest == policy {
                throw Fault(
                    .usage,
                    "the labels of `\(stage.name)` are of the policy `\(known ?? policy)` already: it "
                        + "would give the same draws again",
                    remedy: "name a newer policy by --policy, or give the rollout stage more draws")
            }
            next = stage.settings.previous.flatMap { name in
                stages(SampleStage.self).first { $0.stage.name == name }?.stage
            }
        }
    }

    /// The digest of what a stage has trained; nothing if it is not done.
    private func digest(of planned: PlannedStage) throws(Fault) -> String? {
        guard let artifact = plan.artifact(of: planned) else { return nil }
        return try TrainingRun.checkpoint(of: artifact).modelDigest
    }

    /// The curricula that read labels.
    func curricula(of labels: SampleStage) -> [CurriculumStage] {
        stages(CurriculumStage.self).map(\.stage).filter { $0.settings.labels == labels.name }
    }

    /// The phases of a curriculum that are trained, and the stages of those that wait.
    func phases(
        of curriculum: CurriculumStage
    ) -> (trained: Set<String>, waiting: [(name: String, phase: String)]) {
        var trained: Set<String> = []
        var waiting: [(name: String, phase: String)] = []
        for (planned, stage) in phases where stage.curriculum == curriculum.name {
            if isDone(planned) {
                trained.insert(stage.phase)
            } else {
                waiting.append((stage.name, stage.phase))
            }
        }
        return (trained, waiting)
    }
}
