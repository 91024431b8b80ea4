import Records

extension ManifestLoader {
    /// The data set that a file of `datasets/` describes, by itself.
    ///
    /// - Parameters:
    ///   - path: the data set's file.
    ///   - dataRoot: what `${data_root}` stands for; relative to the working directory.
    ///   - parameters: files whose values stand above the file's.
    ///   - overrides: values that stand above those, by field path such as
    ///     `pictures.validate`; the last one wins.
    /// - Returns: the data set, and the text of every file that was read, for `FaultRenderer`.
    /// - Throws: everything that is wrong, at once.
    public static func dataset(
        path: String, dataRoot: String? = nil, parameters: [ParameterFile] = [],
        overrides: [(path: String, value: String)] = []
    ) throws(ManifestErrors) -> (dataset: DatasetSpecification, sources: [String: String]) {
        var session = LoadingSession()
        guard let base = session.root(of: path, namedAt: nil) else { throw session.errors }
        let values = CommandLineValues(parameters: parameters, overrides: overrides)
        let node = values.nodes(&session).reduce(base) { $0.overlaid(with: $1) }
        let dataset = DatasetReader(dataRoot: dataRoot, checkingFiles: true)
            .read(node, path, &session)
        if let dataset { checkBenchmarks(of: [dataset], &session) }
        guard session.faults.isEmpty, let dataset else { throw session.errors }
        return (dataset, session.sources)
    }

    /// Reports what `decontaminate` names and is not taken in together with the data set: nothing would
    /// be compared.
    static func checkBenchmarks(
        of datasets: [DatasetSpecification], _ session: inout LoadingSession
    ) {
        let names = datasets.map(\.name)
        for dataset in datasets {
            for (index, name) in dataset.leakage.decontaminate.enumerated()
            where !names.contains(name) || name == dataset.name {
                let field = "leakage.decontaminate"
                session.report(
                    Fault(
                        .badInput,
                        "\(Wording.quoted(dataset.name)) must not share rows with "
                            + "\(Wording.quoted(name)), which is no other data set of this run",
                        remedy: "add it to `datasets` of the manifest, and use `pipeline run`",
                        location: dataset.locations["\(field).\(index)"]
                            ?? dataset.locations[field]))
            }
        }
    }
}
