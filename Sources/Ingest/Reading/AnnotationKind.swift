import Manifests

/// A kind of annotation file, by the ending of its name.
enum AnnotationKind: CaseIterable {
    case parquet, json, commas, tabs, tar

    private var endings: [String] {
        switch self {
        case .parquet: [".parquet"]
        case .json: [".json", ".jsonl", ".ndjson"]
        case .commas: [".csv"]
        case .tabs: [".tsv"]
        case .tar: [".tar", ".tgz"]
        }
    }

    /// Files that lie beside data and hold none, as the Hub's `datasets` passes them over.
    private static let besides = [
        "config.json", "dataset_dict.json", "dataset_info.json", "dataset_infos.json", "state.json",
    ]

    /// The annotations among some files: those of the kind that a format means, or else those of the
    /// kind that most of them are.
    static func files(
        of files: [String], format: DatasetSpecification.Format
    ) -> [String] {
        let kinds: [AnnotationKind] =
            switch format {
            case .parquet: [.parquet]
            case .json, .jsonl, .object: [.json]
            case .csv: [.commas]
            case .tsv: [.tabs]
            case .webdataset: [.tar]
            case .auto, .pictures: allCases
            }
        let found = kinds.map { kind in files.filter { kind.isKind(of: $0) } }
        // Of as many, the first.
        return found.reduce([]) { $1.count > $0.count ? $1 : $0 }
    }

    private func isKind(of path: String) -> Bool {
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        guard !AnnotationKind.besides.contains(String(name)) else { return false }
        let plain = UnpackedFile.name(of: String(name)).lowercased()
        return endings.contains { plain.hasSuffix($0) }
    }
}
