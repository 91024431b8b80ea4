import Records

extension ManifestLoader {
    /// Reports what is wrong with stages: by themselves, with one another, and with the policy and the
    /// data sets.
    ///
    /// - Parameters:
    ///   - datasets: the data sets; nothing if they are not all known.
    ///   - others: more that is wrong.
    /// - Returns: the names of the enabled stages in run order, and what will be left out.
    static func check(
        _ stages: StageReader, of manifest: ManifestDocument, on datasets: [DatasetSpecification]?,
        besides others: [Fault], _ session: inout LoadingSession
    ) -> (order: [String], notices: [String]) {
        var graph = GraphChecker(stages.outlines, datasets: datasets)
        let order = graph.order()
        let unfit = PolicyChecker.faults(
            of: stages.specifications, with: manifest.policy, and: manifest.policies)
        let data = DataChecker(
            stages.specifications, on: datasets ?? [], with: manifest.policy)
        for fault in stages.faults + graph.faults + unfit + others + data.faults {
            session.report(fault)
        }
        return (order, data.notices)
    }

    /// Lets faults of keys that the manifest does not know, and that are names of stages, say where
    /// stages are: `warm-up.steps` is `stages.warm-up.steps`.
    static func suggestStages(
        _ stages: StageReader, for decoding: Decoding, _ session: inout LoadingSession
    ) {
        let keys = ManifestDocument.schema.fields.map(\.name)
        let names = stages.outlines.map(\.name)
        for (entry, place) in decoding.unknownKeys {
            let isKey = Wording.nearest(to: entry.name, among: keys) != nil
            let exact = names.first { $0.utf8.elementsEqual(entry.name.utf8) }
            guard
                let name = exact ?? (isKey ? nil : Wording.nearest(to: entry.name, among: names))
            else { continue }
            let rest = entry.value.onlyPath.map { ".\($0)" }.joined()
            let wrong = decoding.faults[place]
            session.revise { fault in
                guard fault == wrong else { return fault }
                var fault = fault
                fault.remedy = "did you mean \(Wording.quoted("stages.\(name)\(rest)"))?"
                return fault
            }
        }
    }
}

extension YAMLNode {
    /// The names that lead inwards, as long as there is only one.
    fileprivate var onlyPath: [String] {
        guard let entries, entries.count == 1, let entry = entries.first else { return [] }
        return [entry.name] + entry.value.onlyPath
    }
}
