import Records

/// What trainers print when they go on without something that they were given. All of them say so once,
/// among thousands of lines, and train on.
enum SilentFailure {
    /// What a printed line gives away; nothing for others.
    static func fault(_ line: String, _ target: TrainerTarget) -> Fault? {
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
        case .deepSpeed:
            guard
                line.contains("Failed to load image")
                    || line.contains("Skipping unsupported image type")
            else { return nil }
            return Fault(
                .failedUnits, "\(target.facts.name) goes on without a picture",
                remedy: "its reason is in the log", cause: String(line.prefix(400)))
        // verl tells of rows that its filter drops; it is started without.
        case .easyR1, .easyR1Text, .verl: return nil
        }
    }
}
