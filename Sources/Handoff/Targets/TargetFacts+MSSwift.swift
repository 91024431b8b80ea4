extension TargetFacts {
    /// ms-swift's (`swift/dataset`, `swift/template/base.py`): `ROOT_IMAGE_DIR` is the root of
    /// pictures, and a column called `answer` would become the assistant's turn.
    static let msSwift = TargetFacts(
        name: "ms-swift", program: "swift", distribution: "ms_swift",
        versions: VersionRange(from: [4], below: [5]), dataFile: "data.jsonl",
        textColumn: "messages",
        textForm: .conversation, pictureForm: .path, otherMarks: ["<video>", "<audio>"],
        pathRoot: .option,
        label: .column("solution"), keepsOrder: true, needsValidation: false,
        splitsPathsAtSign: false, takesPictures: true, savesBeforeItRemoves: true,
        takesPixelBounds: true,
        tellsTokenCount: true, checkpoints: .transformers,
        savesLoadableWeights: true,
        metrics: Metrics("checkpoints/logging.jsonl", transformersNames))
}
