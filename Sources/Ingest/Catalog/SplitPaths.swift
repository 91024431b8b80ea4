import Manifests
import Records
import Storage

/// The annotation files that a split names: patterns expanded, links resolved.
struct SplitPaths {
    /// A file.
    struct File {
        /// Its name, relative to the data root.
        var name: String
        /// Its real path.
        var path: String
    }

    /// The files, in the order of the split's patterns and then by their bytes. For a split whose
    /// annotations lie in an archive, the archive alone.
    private(set) var files: [File] = []
    /// The real paths so far: patterns may overlap.
    private var seen: Set<[UInt8]> = []
    /// Patterns whose files are parts of a set that is not whole, and why.
    private(set) var refusals: [(pattern: String, refusal: Refusal)] = []

    /// Finds the files of a split.
    ///
    /// - Throws: a `Fault` where one is not there or leaves the data root.
    init(_ split: DatasetSplit, of dataset: DatasetSpecification) throws(Fault) {
        do throws(Fault) {
            if let archive = split.archive {
                try append(archive, under: dataset.root)
            } else if dataset.format != .pictures {
                for pattern in split.annotations { try expand(pattern, split, of: dataset) }
            }
        } catch {
            var fault = error
            fault.message = "data set `\(dataset.name)`: " + fault.message
            fault.location = fault.location ?? dataset.locations["root"]
            throw fault
        }
    }

    /// What the patterns stand for that are no annotation files: pictures of a folder by their names,
    /// or the patterns themselves where they are of an archive.
    func names(
        of split: DatasetSplit, in dataset: DatasetSpecification
    ) throws(Fault) -> [String] {
        guard case .folder(let root, let folder) = try PicturePlace(split, of: dataset) else {
            return split.annotations
        }
        var names: [String] = []
        for pattern in split.annotations {
            let found = try PathGlob(pattern).matches(
                under: "\(root)/\(folder)", isInside: false)
            names += found.files + found.refused.map(\.name)
        }
        return names
    }

    private mutating func expand(
        _ pattern: String, _ split: DatasetSplit, of dataset: DatasetSpecification
    ) throws(Fault) {
        let root = dataset.root
        let found =
            if let folder = try SplitFolder(pattern, of: dataset) {
                try folder.matches(split.name)
            } else {
                try PathGlob(pattern).matches(under: root, isInside: false)
            }
        for (name, refusal) in found.refused { refusals.append((name, refusal)) }
        let names = found.files
        guard names != [pattern] else { return try append(pattern, under: root) }
        // One file that is named is wanted as it is; a pattern stands for all of a set.
        if let problem = ShardNames.problems(in: names).first {
            refusals.append((pattern, problem))
            return
        }
        for name in names {
            // A pattern finds what it finds: one file that cannot be read is one reject.
            if let refusal = SplitPaths.refusal(of: "\(root)/\(name)") {
                refusals.append((name, refusal))
                continue
            }
            do throws(Fault) {
                try append(name, under: root)
            } catch {
                guard error.code == .badInput else { throw error }
                refusals.append((name, Refusal(.pathEscape, error.message)))
            }
        }
    }

    /// Why a file that a pattern found is not read.
    private static func refusal(of path: String) -> Refusal? {
        guard !FileSystem.isReadable(path) else { return nil }
        guard let status = try? FileSystem.status(path), status.kind == .file else {
            return Refusal(.unreadable, "the link leads nowhere")
        }
        return Refusal(.unreadable, "the file may not be read; check who owns it and its mode")
    }

    private mutating func append(_ name: String, under root: String) throws(Fault) {
        let path = try FileSystem.resolve(name, under: root)
        guard seen.insert(Array(path.utf8)).inserted else { return }
        files.append(File(name: name, path: path))
    }
}
