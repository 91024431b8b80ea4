extension TargetFacts {
    /// EasyR1's (`verl/utils/dataset.py`, `verl/trainer/config.py`).
    static func easyR1(isPeBR: Bool) -> TargetFacts {
        TargetFacts(
            name: isPeBR ? "EasyR1 as of PeBR-R1" : "EasyR1", dataFile: "data.jsonl",
            textColumn: "problem", textForm: .text, pictureForm: .path, pathRoot: .option,
            label: .column("answer"), keepsOrder: true, needsValidation: true,
            splitsPathsAtSign: true, takesPictures: true, takesPixelBounds: true,
            tellsTokenCount: true,
            checkpoints: isPeBR ? .easyR1Text : .easyR1, savesLoadableWeights: false)
    }
}
