/// A split that a stage reads and no data set has: what to do about it.
struct MissingSplit {
    private let datasets: [DatasetSpecification]
    /// The splits that stages read.
    private let wanted: [String]

    /// The splits of some data sets, and those that enabled stages read.
    init(_ datasets: [DatasetSpecification], read outlines: [StageReader.Outline]) {
        self.datasets = datasets
        wanted =
            outlines.compactMap(\.specification).filter(\.enabled)
            .compactMap(\.settings.split).uniqued
    }

    /// The splits that there are.
    var known: [String] { datasets.flatMap(\.splitNames).uniqued }

    /// The nearest name; or else all of them, and how files can be divided to have the split.
    func remedy(for split: String) -> String? {
        let names = Wording.remedy(for: split, among: known)
        guard Wording.nearest(to: split, among: known) == nil, let division = division(for: split)
        else { return names }
        return [names, division].compactMap { $0 }.joined(separator: "; or ")
    }

    /// How a split of files can be divided so that there is another one. What is measured on is never
    /// divided: rows of it would be trained on.
    private func division(for split: String) -> String? {
        let heldOut = LeakageRules().heldOut
        for dataset in datasets where dataset.generator == nil {
            let name = Wording.quoted(dataset.name)
            let trained = dataset.splits.filter { !heldOut.contains($0.name) }
            if let divided = trained.first(where: { $0.divide != nil }) {
                return "add `\(split): \(MissingSplit.share(of: split))` to "
                    + "`splits.\(divided.name).divide` of the data set \(name)"
            }
            guard let source = trained.first else {
                return "name the files of `\(split)` in `splits` of the data set \(name)"
            }
            let others = dataset.splits.map(\.name).filter { $0 != source.name }
            let parts = (wanted + [split, source.name]).uniqued.filter { !others.contains($0) }
                .map { "\($0): \($0 == source.name ? 6 : MissingSplit.share(of: $0))" }
            return "divide rows: add `divide: {\(parts.joined(separator: ", "))}` to "
                + "`splits.\(source.name)` of the data set \(name)"
        }
        return nil
    }

    /// A share that suits a split, as `pipeline new dataset` shows them.
    private static func share(of split: String) -> Int {
        if LeakageRules().heldOut.contains(split) { return 1 }
        return split == "train" ? 6 : 3
    }
}
