import Records

extension TargetFacts {
    /// verl's (`verl/utils/dataset/rl_dataset.py`).
    ///
    /// 0.7.0 reads JSON Lines only where the file is called `.json`, and wants paths; 0.7.1 and 0.8
    /// want objects, and drop rows with paths without an error.
    static func verl(_ target: TrainerTarget) -> TargetFacts {
        TargetFacts(
            name: target.rawValue.replacing("-", with: " "), program: "python3",
            distribution: "verl",
            versions: versions(target),
            dataFile: "data.json",
            textColumn: "prompt", textForm: .conversation,
            pictureForm: target == .verl070 ? .path : .object, otherMarks: ["<video>", "<audio>"],
            pathRoot: .none,
            label: .groundTruth, keepsOrder: true, needsValidation: true,
            splitsPathsAtSign: false, takesPictures: true, takesPixelBounds: false,
            tellsTokenCount: false, checkpoints: .verl,
            savesLoadableWeights: true,
            metrics: Metrics(
                "metrics.jsonl",
                [
                    "reward": "critic/rewards/mean", "kl": "actor/kl_loss",
                    "loss": "actor/pg_loss", "entropy": "actor/entropy",
                    "response_tokens": "response_length/mean",
                ]))
    }

    private static func versions(_ target: TrainerTarget) -> VersionRange {
        switch target {
        case .verl070: VersionRange(from: [0, 7], below: [0, 7, 1])
        case .verl071: VersionRange(from: [0, 7, 1], below: [0, 8])
        case .verl08: VersionRange(from: [0, 8], below: [0, 9])
        default: VersionRange(from: [0, 9])
        }
    }
}
