import Grading
import Records
import Rewards

/// Finds settings that a trainer refuses, or silently does something else with.
struct SettingsCheck {
    private let handoff: PhaseHandoff
    private let facts: TargetFacts
    private let settings: TrainerSettings

    init(_ handoff: PhaseHandoff) {
        self.handoff = handoff
        facts = handoff.target.facts
        settings = handoff.settings
    }

    /// All that is wrong.
    func faults(rowCount: Int) -> [Fault] {
        order + components + sizes(rowCount) + divisions
    }

    private var order: [Fault] {
        guard !settings.shuffles, !facts.keepsOrder else { return [] }
        return [
            Fault(
                .badInput, "\(facts.name) always shuffles: the phase's order would be lost",
                remedy: "let the phase's order be `shuffled`, or hand it to another trainer")
        ]
    }

    private var components: [Fault] {
        RewardComponent.allCases.compactMap { component in
            guard handoff.reward.recipe.uses(component) else { return nil }
            if TargetFacts.secondPassComponents.contains(component) {
                return secondPass(component)
            }
            if component == .alignment, handoff.reward.embeddings == nil {
                return Fault(
                    .badInput, "the reward has `alignment`, and no server of embeddings scores it",
                    remedy: "name one by `embeddings`, or set its weight to 0")
            }
            if !handoff.reward.canScore(component) {
                return Fault(
                    .badInput,
                    "the reward has `\(component.rawValue)`, which needs more than a "
                        + "response: no trainer's reward function gets the policy",
                    remedy: "set its weight to 0, or train the phase with our own trainer")
            }
            guard component == .length, !facts.tellsTokenCount else { return nil }
            return Fault(
                .badInput,
                "the reward has `length`, and \(facts.name) does not tell a reward "
                    + "function how many tokens a response has",
                remedy: "set its weight to 0, or hand the phase to another trainer")
        }
    }

    /// What is wrong with a part of the reward that goes by an answer from the description alone.
    private func secondPass(_ component: RewardComponent) -> Fault? {
        guard facts.hasSecondPass else {
            return Fault(
                .badInput,
                "the reward has `\(component.rawValue)`, for which the policy answers once more "
                    + "from its description, without the picture: \(facts.name) has no such pass",
                remedy: "hand the phase to `\(TrainerTarget.easyR1VisionSR1.rawValue)`, set its "
                    + "weight to 0, or train the phase with our own trainer")
        }
        let format = handoff.reward.grader.format
        guard format.descriptionStart != "<description>" else { return nil }
        return Fault(
            .badInput,
            "the reward has `\(component.rawValue)`, and \(facts.name) looks for <description>: "
                + "responses are of the format `\(format.rawValue)`",
            remedy: "use `response_format: vision-sr1`")
    }

    private func sizes(_ rowCount: Int) -> [Fault] {
        var faults: [Fault] = []
        func expect(_ isRight: Bool, _ message: String, _ remedy: String) {
            if !isRight { faults.append(Fault(.badInput, message, remedy: remedy)) }
        }
        expect(
            rowCount >= settings.rolloutBatch,
            "the phase has \(rowCount) questions, fewer than a rollout batch of "
                + "\(settings.rolloutBatch): \(facts.name) drops what does not fill one",
            "lower the rollout batch, or take more questions")
        expect(
            settings.group > 1, "a group of \(settings.group) has no advantage",
            "draw at least 2 responses to a question")
        expect(
            settings.pixels == nil || facts.takesPixelBounds,
            "\(facts.name) has no setting for the pixels of pictures",
            "leave the bounds out; the model's own processor then says how large they are")
        expect(
            settings.isResumable || facts.savesWeightsAlone,
            "\(facts.name) cannot save the weights alone", "leave `resumable` as it is")
        expect(
            settings.keep > 1 || facts.savesBeforeItRemoves,
            "\(facts.name) removes a checkpoint before it saves the next: with `keep` of 1 there are "
                + "moments without any", "keep 2 at least")
        return faults
    }

    private var divisions: [Fault] {
        let gpus = settings.allGPUs
        let responses = settings.rolloutBatch * settings.group
        var faults: [Fault] = []
        func expect(_ whole: Int, _ name: String, isMultipleOf part: Int, _ partName: String) {
            guard part < 1 || whole % part != 0 else { return }
            faults.append(
                Fault(
                    .badInput, "\(name), \(whole), is no multiple of \(partName), \(part)",
                    remedy: "\(facts.name) wants it to be: change one of the two"))
        }
        expect(
            settings.rolloutBatch, "the rollout batch", isMultipleOf: settings.updateBatch,
            "the update batch")
        expect(
            responses, "the responses of a rollout batch", isMultipleOf: gpus, "the GPUs")
        expect(
            settings.updateResponses, "the responses of an update",
            isMultipleOf: settings.microBatch * gpus, "those that the GPUs take at once")
        expect(
            settings.gpus, "the number of GPUs", isMultipleOf: settings.tensorParallel,
            "those of an engine")
        return faults
    }
}
