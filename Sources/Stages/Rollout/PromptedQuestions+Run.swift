import Images
import Manifests
import Records
import Rollouts
import Storage

extension PromptedQuestions {
    /// How a run's questions are put.
    ///
    /// - Throws: a `Fault`, at its place in the manifest or the template, where a template cannot be
    ///   read or is wrong.
    init(_ run: RunSpecification) throws(Fault) {
        let prompt = run.policy.prompt
        let usual = PromptedQuestions.usual(run.policy.responseFormat)
        /// A template of the user's choice, or the program's own.
        func template(
            _ name: String?, _ field: String, or own: BuiltInPrompt, _ text: String
        ) throws(Fault) -> PromptTemplate {
            guard let name else { return try PromptTemplate(text, name: own.rawValue) }
            if let own = BuiltInPrompt(rawValue: name) {
                return try PromptTemplate(own.text, name: name)
            }
            do throws(Fault) {
                let path = try FileSystem.resolve(name, under: run.repositoryRoot)
                let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
                return try PromptTemplate(text, name: name)
            } catch {
                var fault = error
                fault.location = fault.location ?? run.locations["policy.prompt.\(field)"]
                throw fault
            }
        }
        let own = prompt.template.flatMap(BuiltInPrompt.init) ?? usual
        let recipe = try PromptRecipe(
            system: prompt.system,
            answer: try template(prompt.template, "template", or: usual, usual.text),
            description: try template(prompt.description, "description", or: own, own.secondPass),
            blind: prompt.blind == nil
                ? nil : try template(prompt.blind, "blind", or: own, own.text))
        self.init(
            recipe: recipe, sizing: PictureSizing(run.policy.pictureSize),
            sizeSettings: run.policy.parameters["picture_size"] ?? .null)
    }

    /// What asks for a response format in words.
    private static func usual(_ format: PolicySettings.ResponseFormat) -> BuiltInPrompt {
        switch format {
        case .pebr: .pebr
        case .visionSR1: .visionSR1
        case .describeThinkAnswer: .describeThinkAnswer
        case .answerTag: .answerTag
        case .boxed: .boxed
        case .choice: .choice
        case .answer, .free: .plain
        }
    }
}

extension PictureSizing {
    /// The sizes that a manifest asks for; limits that it leaves out are those of the rule's own code.
    init(_ settings: PictureSizeSettings) {
        switch settings.rule {
        case .unchanged: self = .unchanged
        case .qwen:
            self = .qwen(
                factor: settings.factor, minimum: settings.minimumPixels ?? 56 * 56,
                maximum: settings.maximumPixels ?? 14 * 14 * 4 * 1280)
        case .easyR1:
            self = .easyR1(
                minimum: settings.minimumPixels ?? 262_144,
                maximum: settings.maximumPixels ?? 4_194_304)
        }
    }
}
