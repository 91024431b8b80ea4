import Records

/// Where a manifest's pipelines and data sets lie.
struct RepositoryLayout {
    /// The manifest's folder.
    let manifestFolder: String
    /// The nearest folder above the manifest that has a `pipelines` folder; if none has, the manifest's
    /// own, or the one above a folder `manifests`.
    let root: String

    /// Looks from a manifest's file upwards.
    init(manifest path: String) {
        manifestFolder = FilePath.folder(of: path)
        var folder = manifestFolder
        var found: String?
        for _ in 0..<64 {
            if SourceFile.kind(of: FilePath.join(folder, "pipelines")) == .folder {
                found = folder
                break
            }
            let parent = FilePath.parent(of: folder)
            if SourceFile.isSame(folder, parent) { break }
            folder = parent
        }
        let isShelf = SourceFile.absolute(manifestFolder).hasSuffix("/manifests")
        root = found ?? (isShelf ? FilePath.parent(of: manifestFolder) : manifestFolder)
    }

    /// The file that a manifest means by a bare name or by a path relative to itself.
    ///
    /// - Parameter shelf: the folder for bare names, `pipelines` or `datasets`.
    func file(
        _ name: String, in shelf: String, namedAt location: SourceLocation?
    ) throws(Fault) -> String {
        if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            return FilePath.join(manifestFolder, name)
        }
        let folder = FilePath.join(root, shelf)
        let path = FilePath.join(folder, "\(name).yaml")
        guard SourceFile.kind(of: path) == nil else { return path }
        let known = SourceFile.names(in: folder).filter { $0.hasSuffix(".yaml") }
            .map { String($0.dropLast(5)) }
        let shipped = shelf == "pipelines" ? ShippedPipelines.names : []
        throw Fault(
            .badInput, "there is no file \(Wording.path(path))",
            remedy: Wording.remedy(for: name, among: (known + shipped).uniqued), location: location)
    }
}
