import Records

extension ManifestLoader {
    /// What a manifest says, as lines of YAML, so that a pipeline made for descriptions and keywords fits
    /// a data set that gives answers alone.
    ///
    /// - Parameters:
    ///   - pipeline: a pipeline's name as in the manifest.
    ///   - dataset: a data set's name as in the manifest.
    ///   - path: where the manifest is to lie.
    /// - Returns: the lines; nothing if the data set gives more than answers, if the pipeline asks for no
    ///   more, or if one of the two cannot be read.
    public static func answersOnly(
        pipeline: String, dataset: String, manifest path: String
    ) -> String? {
        var session = LoadingSession()
        var decoding = Decoding()
        let layout = RepositoryLayout(manifest: path)
        guard let file = try? layout.file(dataset, in: "datasets", namedAt: nil),
            let root = session.root(of: file, namedAt: nil),
            let data = DatasetSpecification.schema.decode(root, "", &decoding),
            decoding.faults.isEmpty, data.generator == nil, data.columns.textOnlyTarget == nil,
            data.columns.keywords == nil,
            let (document, _) = self.pipeline(pipeline, layout, nil, &session)
        else { return nil }
        let stages = StageReader(document.stages, under: [])
        guard session.faults.isEmpty, stages.faults.isEmpty else { return nil }
        return AnswersOnly(stages.specifications, with: PolicySettings())?.block
    }
}
