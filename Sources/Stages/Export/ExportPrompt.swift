import Handoff
import Manifests
import Records
import Rollouts

/// How the rows of an exported phase ask: in the manifest's words, or else as the policy was asked whose answers
/// the pass rates are of.
struct ExportPrompt {
    /// What stands around each question.
    let instruction: Instruction
    /// What the rows differ in from what the policy was asked.
    let notices: [String]
    /// What shows a question with its options; nothing where questions stand as they are.
    private let template: PromptTemplate?

    /// - Throws: a `Fault` where the policy's template cannot be read or does not frame the question.
    init(_ settings: ExportSettings, _ stage: StageSpecification, _ run: RunSpecification)
        throws(Fault)
    {
        // The embedded policy has no words for how to answer.
        guard settings.before == nil, settings.behind == nil, run.policy.kind != .embedded else {
            instruction = Instruction(
                before: settings.before ?? "", behind: settings.behind ?? "")
            (template, notices) = (nil, [])
            return
        }
        let template = try PromptedQuestions(run).answerTemplate
        do throws(Fault) {
            let (before, behind) = try template.frame()
            instruction = Instruction(before: before, behind: behind)
        } catch {
            var fault = error
            fault.location = fault.location ?? stage.location(of: "phase")
            throw fault
        }
        self.template = template
        notices = ExportPrompt.differences(settings, run)
    }

    /// What a row's text depends on but for the stage's settings.
    var keyMaterial: JSONValue { template.map { .string($0.source) } ?? .null }

    /// A question as its row shows it, without the instruction.
    ///
    /// - Throws: a `Fault` where the template puts something else around it.
    func shown(_ question: Question) throws(Fault) -> Question {
        guard let template else { return question }
        var shown = question
        shown.text = try template.framed(
            question, in: (instruction.before, instruction.behind))
        return shown
    }

    private static func differences(
        _ settings: ExportSettings, _ run: RunSpecification
    ) -> [String] {
        var notices: [String] = []
        let phase = "phase `\(settings.phase)`"
        if run.policy.prompt.system != nil {
            notices.append(
                "\(phase): the policy was asked with a system message, which rows do not have")
        }
        let (own, theirs) = (run.policy.responseTokens, settings.training.responseTokens)
        if run.policy.kind != .recorded, own != theirs {
            notices.append(
                "\(phase): responses were drawn with \(own) tokens at most, and \(theirs) are trained "
                    + "with: pass rates are those of `policy.response_tokens`")
        }
        return notices
    }
}
