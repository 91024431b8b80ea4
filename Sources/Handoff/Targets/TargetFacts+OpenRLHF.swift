extension TargetFacts {
    /// OpenRLHF's (`openrlhf/datasets/prompts_dataset.py`, `openrlhf/utils/vlm_utils.py`). It always
    /// shuffles.
    static func openRLHF(hasDots: Bool) -> TargetFacts {
        TargetFacts(
            name: hasDots ? "OpenRLHF" : "OpenRLHF up to 0.9", program: "python3",
            distribution: "openrlhf",
            versions: hasDots
                ? VersionRange(from: [0, 10]) : VersionRange(from: [0], below: [0, 10]),
            dataFile: "data.jsonl",
            textColumn: "prompt", textForm: .conversation, pictureForm: .path, pathRoot: .none,
            label: .column("label"), keepsOrder: false, needsValidation: false,
            splitsPathsAtSign: false, takesPictures: hasDots, savesWeightsAlone: false,
            savesLastStep: false,
            takesPixelBounds: false,
            tellsTokenCount: false, checkpoints: .deepSpeed,
            savesLoadableWeights: true)
    }
}
