extension TargetFacts {
    /// Those of Vision-SR1's fork in its first form (`verl/utils/dataset.py`, `verl/trainer/config.py`,
    /// `verl/workers/reward/function.py`, `ray_trainer.py`'s `fit`).
    ///
    /// It reads Parquet alone, with the pictures in it, and puts `<image>` into each question that has
    /// none. Its second pass asks the question's column once more: an instruction to describe the
    /// picture must not stand there.
    static let visionSR1 = TargetFacts(
        name: "EasyR1 as of Vision-SR1", program: "python3", distribution: "verl",
        versions: VersionRange(from: [0], below: [0, 4]), dataFile: "data.parquet",
        textColumn: "problem", textForm: .text, pictureForm: .bytes, pathRoot: .option,
        label: .column("answer"), keepsOrder: true, needsValidation: true,
        splitsPathsAtSign: true, takesPictures: true, needsPictures: true,
        instructionPlace: .template, hasSecondPass: true, savesWeightsAlone: false,
        takesPixelBounds: true, tellsTokenCount: false, checkpoints: .easyR1Text,
        savesLoadableWeights: false, metrics: nil)
}
