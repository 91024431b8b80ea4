public import Images
public import Records
import Storage

/// How questions are put to a policy that reads prompts.
public struct PromptedQuestions: Sendable {
    let recipe: PromptRecipe
    /// How large pictures are shown.
    public let sizing: PictureSizing
    private let sizeSettings: JSONValue

    /// How questions are put.
    ///
    /// - Parameters:
    ///   - recipe: the templates.
    ///   - sizing: how large pictures are shown.
    ///   - sizeSettings: what the user wrote of that, for the record.
    public init(recipe: PromptRecipe, sizing: PictureSizing, sizeSettings: JSONValue) {
        self.recipe = recipe
        self.sizing = sizing
        self.sizeSettings = sizeSettings
    }

    /// What a question is asked with.
    public var answerTemplate: PromptTemplate { recipe.answer }

    /// What changes a prompt.
    public var material: [JSONValue.Member] {
        [.init("template", recipe.provenance), .init("pictures", sizeSettings)]
    }

    /// A question that is asked with pictures, for a first look at whoever answers; nothing if there is
    /// none.
    public func firstShown(_ questions: [Question]) -> DrawPrompt? {
        for question in questions where !question.pictures.isEmpty {
            let hasSizes = question.pictures.allSatisfy {
                sizing.size(width: $0.width, height: $0.height) != nil
            }
            if hasSizes, let prompt = try? recipe.prompt(question, kind: .answer) { return prompt }
        }
        return nil
    }

    /// Questions that can be asked, and those that cannot, with the reasons.
    func sort(_ questions: [Question], asked: Int) -> PolicyQuestions {
        var usable: [Question] = []
        var rejects = RejectTable(stage: PolicyQuestions.rolloutStage)
        for (row, question) in questions.enumerated() {
            if row >= asked {
                rejects.add(question, reason: "beyond_limit", detail: "`limit` leaves it out")
                continue
            }
            do throws(Fault) {
                _ = try recipe.prompt(question, kind: .answer)
            } catch {
                rejects.add(question, reason: "image_tag_mismatch", detail: error.message)
                continue
            }
            let sizeless = question.pictures.first {
                sizing.size(width: $0.width, height: $0.height) == nil
            }
            if let sizeless {
                rejects.add(
                    question, reason: "picture_size",
                    detail: "a picture of \(sizeless.width)×\(sizeless.height) pixels has no size "
                        + "under the rule")
            } else {
                usable.append(question)
            }
        }
        return PolicyQuestions(usable: usable, rejects: rejects)
    }
}
