import Records

/// What trainers print when they go on without something that they were given. All of them say so once,
/// among thousands of lines, and train on.
enum SilentFailure {
    /// What a printed line gives away; nothing for others.
    ///
    /// - Parameters:
    ///   - line: the line.
    ///   - rowCount: the phase's rows.
    static func fault(
        _ line: String, _ target: TrainerTarget, rowCount: Int
    ) -> Fault? {
        switch target.facts.checkpoints {
        case .transformers:
            // Tied weights are missing by right; those that have no place are not.
            guard line.contains("There were unexpected keys in the checkpoint model loaded") else {
                return nil
            }
            return Fault(
                .failedUnits,
                "\(target.facts.name) did not load the checkpoint's weights and would have gone on "
                    + "from the first ones",
                remedy: "train with `trainer: trl`, whose launcher loads them, or from the phase's "
                    + "beginning", cause: String(line.prefix(400)))
        case .verl:
            if line.contains("Error processing one of the samples, skipping") {
                return Fault(
                    .failedUnits, "\(target.facts.name) drops a row that it cannot read",
                    remedy: "its reason is in the log", cause: String(line.prefix(400)))
            }
            guard let end = line.firstRange(of: "filter dataset len: ")?.upperBound,
                let count = Int(line[end...].prefix(while: \.isNumber)), count > 1,
                count < rowCount
            else { return nil }
            return Fault(
                .failedUnits,
                "\(target.facts.name) dropped \(rowCount - count) of \(rowCount) rows as too long",
                remedy: "raise `prompt_tokens`")
        case .deepSpeed:
            guard
                line.contains("Failed to load image")
                    || line.contains("Skipping unsupported image type")
            else { return nil }
            return Fault(
                .failedUnits, "\(target.facts.name) goes on without a picture",
                remedy: "its reason is in the log", cause: String(line.prefix(400)))
        case .easyR1, .easyR1Text: return nil
        }
    }
}
