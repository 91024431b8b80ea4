extension TargetFacts {
    /// TRL's (`trl/trainer/grpo_trainer.py`); our `train.py` joins the pictures' paths.
    static let trl = TargetFacts(
        name: "TRL", dataFile: "data.jsonl", textColumn: "prompt", textForm: .picturesFirst,
        pictureForm: .path, pathRoot: .option, label: .column("label"), keepsOrder: true,
        needsValidation: false, splitsPathsAtSign: false, takesPictures: true,
        takesPixelBounds: true,
        tellsTokenCount: true,
        checkpoints: .transformers, savesLoadableWeights: true)
}
