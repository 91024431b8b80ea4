import Images
import Records
import Rewards

/// Finds what a trainer would refuse, drop or misread, before anything is written for a GPU to waste.
struct ContractCheck {
    private let handoff: PhaseHandoff
    private let facts: TargetFacts
    private let scorer: RewardScorer
    private var rows = RowFindings()
    private var rowNumber = 0

    init(_ handoff: PhaseHandoff) {
        self.handoff = handoff
        facts = handoff.target.facts
        scorer = RewardScorer(handoff.reward.recipe, grader: handoff.reward.grader)
    }

    /// Looks at the next question; nothing if it cannot be written as a row.
    mutating func text(of question: Question) -> String? {
        rowNumber += 1
        if !question.pictures.isEmpty, !facts.takesPictures {
            rows.add(
                .pictures, rowNumber, question.id, "\(facts.name) takes no pictures",
                remedy: "hand the phase to another trainer: `openrlhf` takes them from 0.10 on")
        }
        if question.pictures.isEmpty, facts.needsPictures {
            rows.add(
                .pictures, rowNumber, question.id,
                "it has no picture, and \(facts.name) asks for one in every question",
                remedy: "leave such questions out of the phase")
        }
        if let problem = scorer.problem(with: question) {
            rows.add(
                .reward, rowNumber, question.id, problem,
                remedy: "set that weight to 0, or give the data set what it needs")
        }
        do throws(Fault) {
            let isInRows = facts.instructionPlace == .rows
            let text = try Placeholders.text(
                of: question, facts.textForm, isInRows ? handoff.instruction : Instruction())
            if let mark = facts.otherMarks.first(where: { text.contains($0) }) {
                rows.add(
                    .placeholders, rowNumber, question.id,
                    "its text holds `\(mark)`, for which \(facts.name) looks for a recording",
                    remedy: "write it in another way, or leave the question out")
            }
            measure(question, isInRows ? text : handoff.instruction.around(text))
            return text
        } catch {
            rows.add(.placeholders, rowNumber, question.id, error.message, remedy: error.remedy)
            return nil
        }
    }

    /// Looks at a picture as a trainer's image library will.
    mutating func look(at picture: Picture, _ bytes: [UInt8], of question: Question) {
        do throws(ImageFault) {
            let header = try ImageHeader.read(bytes)
            guard
                (header.format, header.width, header.height)
                    != (picture.format, picture.width, picture.height)
            else { return }
            rows.add(
                .unreadable, rowNumber, question.id,
                "a picture is \(header.width)×\(header.height) pixels, and was "
                    + "\(picture.width)×\(picture.height) when it was taken in",
                remedy: "ingest the data set again")
        } catch {
            rows.add(
                .unreadable, rowNumber, question.id, "a picture cannot be read: \(error.detail)",
                remedy: "ingest the data set again")
        }
    }

    /// All that is wrong.
    var faults: [Fault] {
        SettingsCheck(handoff).faults(rowCount: rowNumber) + lastStep + rows.faults
    }

    /// A last step that would not be saved.
    private var lastStep: [Fault] {
        let settings = handoff.settings
        let steps = rowNumber / max(1, settings.rolloutBatch) * settings.epochs
        guard !facts.savesLastStep, settings.saveEvery < 1 || steps % settings.saveEvery != 0 else {
            return []
        }
        return [
            Fault(
                .badInput,
                "\(facts.name) saves every \(settings.saveEvery) steps and not behind the last, and "
                    + "the phase has \(steps)",
                remedy: "let `save_every` divide \(steps), or change the phase's size")
        ]
    }

    /// Adds what is too long for sure.
    private mutating func measure(_ question: Question, _ text: String) {
        let limit = handoff.settings.promptTokens
        guard
            let pictures = PictureTokens.count(question.pictures, pixels: handoff.settings.pixels)
        else {
            rows.add(
                .length, rowNumber, question.id,
                "a picture has sides too different for the model's processor",
                remedy: "filter such pictures out")
            return
        }
        let least = pictures + text.utf8.count / PictureTokens.mostBytesOfToken
        guard least > limit else { return }
        rows.add(
            .length, rowNumber, question.id,
            "the prompt has at least \(least) tokens, \(pictures) of them for pictures; "
                + "the limit is \(limit)",
            remedy: "raise the limit of a prompt, or lower the pixels of a picture")
    }
}
