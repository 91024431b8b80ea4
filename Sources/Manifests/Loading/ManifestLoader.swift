import Records

/// Finds, reads and checks a manifest with its pipeline and data sets.
public enum ManifestLoader {
    /// The run that a manifest describes.
    ///
    /// - Parameters:
    ///   - path: the manifest's file, or one that `lockedYAML` of a run was written to.
    ///   - parameters: files whose values stand above the manifest's.
    ///   - overrides: values that stand above those, by field path such as
    ///     `stages.warm-up.steps`; the last one wins. Read by the same schema as the manifest, and
    ///     called `--set` in diagnostics.
    ///   - checkingFiles: whether the files and folders that data sets name must exist.
    /// - Throws: everything that is wrong, at once.
    public static func load(
        path: String, parameters: [ParameterFile] = [],
        overrides: [(path: String, value: String)] = [], checkingFiles: Bool = true
    ) throws(ManifestErrors) -> RunSpecification {
        var session = LoadingSession()
        guard let base = session.root(of: path, namedAt: nil) else { throw session.errors }
        var locked: LockedDocument?
        if LockedDocument.isOne(base) {
            locked = LockedDocument(base, &session)
            if locked == nil { throw session.errors }
        }
        let values = CommandLineValues(parameters: parameters, overrides: overrides)
        let (manifest, decoding) = manifest(locked?.manifest ?? base, values, &session)
        guard let manifest else { throw session.errors }
        if locked != nil { LockedDocument.refuseNames(decoding, in: path, &session) }
        let layout = RepositoryLayout(manifest: path)
        let dataRoot = manifest.dataRoot.map {
            values.resolve(
                $0, givenIn: decoding.locations["data_root"]?.file, folder: layout.manifestFolder)
        }
        let datasetReader = DatasetReader(
            dataRoot: dataRoot, checkingFiles: checkingFiles, isLocked: locked != nil)
        let datasets =
            locked.map { locked in
                locked.datasets.compactMap { datasetReader.read($0, path, &session) }
            }
            ?? datasets(manifest.datasets, datasetReader, layout, decoding.locations, &session)
        if datasets.count == manifest.datasets.count { checkBenchmarks(of: datasets, &session) }
        let areKnown = datasets.count == manifest.datasets.count && !datasets.isEmpty
        guard
            let (pipeline, pipelinePath) = locked.map({
                pipeline($0.pipeline, of: path, &session)
            })
                ?? pipeline(manifest.pipeline, layout, decoding.locations["pipeline"], &session)
        else { throw session.errors }
        // What would be made of a file that is half read are no mistakes of the user's.
        if session.isMisread { throw session.errors }
        let stages = StageReader(
            pipeline.stages, under: manifest.stages, policies: manifest.policies.keys.sorted())
        let unmet = missingDatasets(manifest, stages.specifications, decoding, base)
        let (order, notices) = check(
            stages, of: manifest, on: areKnown ? datasets : nil, besides: unmet, &session)
        suggestStages(stages, for: decoding, &session)
        let shipped = ShippedSettings(stages: stages.shippedStages, path: pipelinePath)
        session.revise(shipped.pointed)
        guard session.faults.isEmpty else { throw session.errors }
        var run = RunSpecification(
            name: manifest.name, description: manifest.description, manifestPath: path,
            repositoryRoot: locked?.repository ?? layout.root,
            pipeline: pipeline.name, pipelinePath: pipelinePath, datasets: datasets,
            dataRoot: dataRoot, seed: Seed(manifest.seed), executor: manifest.executor,
            policy: manifest.policy, policies: manifest.policies, grader: manifest.grader,
            stages: stages.specifications, stageOrder: order, lockedYAML: "",
            locations: decoding.locations.filter { !$0.key.isEmpty }, sources: session.sources)
        run.notices = notices
        shareLocations(of: &run)
        run.lockedYAML = LockedManifest.yaml(manifest, pipeline, run)
        try repeatStages(of: &run, stages, over: manifest.seeds ?? [], decoding, &session)
        return run
    }

    /// Tells the stages where the manifest gives what no stage owns.
    private static func shareLocations(of run: inout RunSpecification) {
        let shared = run.locations.filter {
            $0.key == "seed" || $0.key == "seeds" || $0.key.hasPrefix("policy.")
                || $0.key.hasPrefix("policies.")
        }
        for index in run.stages.indices { run.stages[index].manifestLocations = shared }
    }

    /// Repeats the stages that the seed matters to, if the manifest says so.
    private static func repeatStages(
        of run: inout RunSpecification, _ stages: StageReader, over seeds: [UInt64],
        _ decoding: Decoding, _ session: inout LoadingSession
    ) throws(ManifestErrors) {
        guard !seeds.isEmpty else { return }
        let repetition = SeedRepetition(stages, of: run.stages, over: seeds)
        for fault in repetition.faults {
            var placed = fault
            placed.location = placed.location ?? decoding.locations["seeds"]
            session.report(placed)
        }
        guard session.faults.isEmpty else { throw session.errors }
        run.seeds = seeds
        run.stageOrder = repetition.order(run.stageOrder)
        run.stages = repetition.stages
    }

    /// The manifest with the command line's values over its own.
    private static func manifest(
        _ base: YAMLNode, _ values: CommandLineValues, _ session: inout LoadingSession
    ) -> (ManifestDocument?, Decoding) {
        let nodes = values.nodes(&session)
        if !nodes.isEmpty {
            // What the command line replaces must be right as well.
            var own = Decoding()
            own.reportsMissing = false
            own.checksRules = false
            _ = ManifestDocument.schema.decode(base, "", &own)
            session.take(own)
        }
        var decoding = Decoding()
        let node = nodes.reduce(base) { $0.overlaid(with: $1) }
        let manifest = ManifestDocument.schema.decode(node, "", &decoding)
        session.take(decoding)
        return (manifest, decoding)
    }

    /// A fault where a stage reads data sets and the manifest names none.
    private static func missingDatasets(
        _ manifest: ManifestDocument, _ stages: [StageSpecification], _ decoding: Decoding,
        _ root: YAMLNode
    ) -> [Fault] {
        guard manifest.datasets.isEmpty,
            let reader = stages.first(where: { $0.enabled && $0.kind == .ingest })
        else { return [] }
        return [
            Fault(
                .badInput,
                "the manifest names no data sets, but the stage \(Wording.quoted(reader.name)) of "
                    + "its pipeline reads them",
                remedy:
                    "add `datasets`: names of files in `datasets`, or paths relative to this file",
                location: decoding.locations["datasets"] ?? root.location)
        ]
    }

    /// The pipeline of a name, and what its file is called.
    static func pipeline(
        _ name: String, _ layout: RepositoryLayout, _ location: SourceLocation?,
        _ session: inout LoadingSession
    ) -> (PipelineDocument, String)? {
        guard !name.isEmpty else { return nil }
        do {
            let path = try layout.file(name, in: "pipelines", namedAt: location)
            guard let root = session.root(of: path, namedAt: location) else { return nil }
            return pipeline(root, of: path, &session)
        } catch {
            guard let text = ShippedPipelines.text(name) else {
                session.report(error)
                return nil
            }
            let path = ShippedPipelines.path(name)
            return session.root(text, of: path).flatMap { pipeline($0, of: path, &session) }
        }
    }

    private static func pipeline(
        _ root: YAMLNode, of path: String, _ session: inout LoadingSession
    ) -> (PipelineDocument, String)? {
        var decoding = Decoding()
        let pipeline = PipelineDocument.schema.decode(root, "", &decoding)
        session.take(decoding)
        return pipeline.map { ($0, path) }
    }

    private static func datasets(
        _ names: [String], _ reader: DatasetReader, _ layout: RepositoryLayout,
        _ locations: [String: SourceLocation], _ session: inout LoadingSession
    ) -> [DatasetSpecification] {
        var datasets: [DatasetSpecification] = []
        for (index, name) in names.enumerated() {
            let location = locations["datasets.\(index)"]
            do {
                let path = try layout.file(name, in: "datasets", namedAt: location)
                guard let root = session.root(of: path, namedAt: location),
                    let dataset = reader.read(root, path, &session)
                else { continue }
                if datasets.contains(where: { $0.name == dataset.name }) {
                    session.report(
                        Fault(
                            .badInput,
                            "the data set \(Wording.quoted(name)) is named "
                                + "\(Wording.quoted(dataset.name)), like one before it",
                            remedy: "give one of the two another `name`", location: location))
                }
                datasets.append(dataset)
            } catch {
                session.report(error)
            }
        }
        return datasets
    }
}
