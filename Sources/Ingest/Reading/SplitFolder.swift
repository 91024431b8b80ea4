import Manifests
import Records
import Storage

/// A folder that an annotation names instead of files. Which of its files belong to a split is told by
/// their names, as the Hub's `datasets` tells it:
///
/// 1. `train-00000-of-00007.parquet`: a split's name, then which part it is of how many.
/// 2. `train/…`: a folder whose name holds the split's as a word.
/// 3. `…-train.jsonl`: a file whose name does.
///
/// The first of these that any file answers to is the one that counts. Where none does, all files
/// belong to each split that names the folder. (`datasets/data_files.py` of huggingface/datasets)
struct SplitFolder {
    private let path: String
    private let dataset: DatasetSpecification

    /// The folder at a path below the data root, or nothing if no folder lies there.
    init?(_ path: String, of dataset: DatasetSpecification) throws(Fault) {
        guard !PathPattern.isPattern(path),
            try FileSystem.status(dataset.root + "/" + path)?.kind == .folder
        else { return nil }
        self.path = path
        self.dataset = dataset
    }

    /// The files of a split.
    ///
    /// - Throws: a `Fault` where the folder holds none.
    func matches(_ split: String) throws(Fault) -> GlobMatches {
        var found = try PathGlob(path + "/**/*").matches(under: dataset.root, isInside: false)
        let files = AnnotationKind.files(of: found.files, format: dataset.format)
        guard !files.isEmpty else {
            throw Fault(
                .badInput, "the folder `\(path)` holds no annotations",
                remedy: "name files, or a pattern such as `\(path)/*.parquet`")
        }
        let prefix = path.utf8.count + 1
        // A path such as `./data` is found as `data`.
        let inside = files.map { file in
            file.utf8.starts(with: (path + "/").utf8)
                ? String(decoding: file.utf8.dropFirst(prefix), as: UTF8.self) : file
        }
        let names = SplitKeywords.known + [SplitKeywords(split)]
        for rule in SplitKeywords.Rule.allCases {
            guard inside.contains(where: { file in names.contains { $0.match(file, by: rule) } })
            else { continue }
            let own = SplitKeywords(split)
            found.files = zip(files, inside).filter { own.match($0.1, by: rule) }.map(\.0)
            guard !found.files.isEmpty else {
                throw Fault(
                    .badInput,
                    "no file of the folder `\(path)` is of the split `\(split)`, but others are of "
                        + "other splits",
                    remedy: "name the split as its files are named, or name its files")
            }
            return found
        }
        found.files = files
        return found
    }
}
