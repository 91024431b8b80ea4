extension TargetFacts {
    /// EasyR1's (`verl/utils/dataset.py`, `verl/trainer/config.py`).
    static func easyR1(isPeBR: Bool) -> TargetFacts {
        TargetFacts(
            name: isPeBR ? "EasyR1 as of PeBR-R1" : "EasyR1", program: "python3",
            distribution: "verl",
            versions: VersionRange(from: [0], below: [0, 4]),
            dataFile: "data.jsonl",
            textColumn: "problem", textForm: .text, pictureForm: .path, pathRoot: .option,
            label: .column("answer"), keepsOrder: true, needsValidation: true,
            splitsPathsAtSign: true, takesPictures: true, takesPixelBounds: true,
            tellsTokenCount: true,
            checkpoints: isPeBR ? .easyR1Text : .easyR1, savesLoadableWeights: false,
            // The fork has no logger to a file.
            metrics: isPeBR
                ? nil
                : Metrics(
                    "checkpoints/experiment_log.jsonl",
                    [
                        "reward": "reward/overall", "kl": "actor/kl_loss",
                        "loss": "actor/pg_loss", "entropy": "actor/entropy_loss",
                        "response_tokens": "response_length/mean",
                    ]))
    }
}
