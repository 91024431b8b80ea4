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
    let files: [File]

    /// Finds the files of a split.
    ///
    /// - Throws: a `Fault` where one is not there or leaves the data root.
    init(_ split: DatasetSplit, of dataset: DatasetSpecification) throws(Fault) {
        do throws(Fault) {
            var files: [File] = []
            for name in split.archive.map({ [$0] }) ?? split.annotations {
                files.append(
                    File(name: name, path: try FileSystem.resolve(name, under: dataset.root)))
            }
            self.files = files
        } catch {
            var fault = error
            fault.message = "data set `\(dataset.name)`: " + fault.message
            fault.location = fault.location ?? dataset.locations["root"]
            throw fault
        }
    }
}
