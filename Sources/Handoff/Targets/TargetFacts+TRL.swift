extension TargetFacts {
    /// TRL's (`trl/trainer/grpo_trainer.py`); our `train.py` joins the pictures' paths.
    static let trl = TargetFacts(
        name: "TRL", program: "torchrun", distribution: "trl",
        versions: VersionRange(from: [1], below: [2]), dataFile: "data.jsonl", textColumn: "prompt",
        textForm: .picturesFirst,
        pictureForm: .path, pathRoot: .option, label: .column("label"), keepsOrder: true,
        needsValidation: false, splitsPathsAtSign: false, takesPictures: true,
        savesBeforeItRemoves: true, takesPixelBounds: true,
        tellsTokenCount: true,
        checkpoints: .transformers, savesLoadableWeights: true,
        metrics: Metrics("metrics.jsonl", transformersNames))

    /// What TRL, and ms-swift after it, call what is worth showing.
    static let transformersNames: KeyValuePairs = [
        "reward": "reward", "kl": "kl", "loss": "loss", "entropy": "entropy",
        "zero_advantage_groups": "frac_reward_zero_std",
        "response_tokens": "completions/mean_length",
    ]
}
