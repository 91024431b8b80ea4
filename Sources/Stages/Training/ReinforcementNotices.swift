import Manifests
import Records

/// What is worth telling of how a phase was trained.
enum ReinforcementNotices {
    /// - Parameters:
    ///   - facts: what the receipt says of the training.
    ///   - count: how many questions of the phase could be asked.
    ///   - stage: the stage's name.
    ///   - settings: the stage's settings.
    static func of(
        _ facts: JSONValue, questions count: Int, stage: String, _ settings: ReinforcementSettings
    ) -> [String] {
        var notices: [String] = []
        if let drawn = facts["questions_drawn"]?.integerValue, drawn < count {
            let enough = (count + settings.prompts - 1) / settings.prompts
            notices.append(
                "phase `\(settings.phase)`: \(settings.steps) steps asked \(drawn) of \(count) "
                    + "questions; with `stages.\(stage).steps` of \(enough) the others would be asked too"
            )
        }
        if facts["mean_of_last_ten"]?["zero_advantage_groups"]?.realValue == 1 {
            notices.append(
                "phase `\(settings.phase)`: no group of the last steps had an advantage: all responses "
                    + "to a question were worth the same, so that nothing was learnt from them")
        }
        return notices
    }
}
