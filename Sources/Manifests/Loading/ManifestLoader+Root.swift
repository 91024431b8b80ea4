extension ManifestLoader {
    /// The folder that a manifest's default workspace lies in: the nearest above it with a folder
    /// `pipelines`, else the manifest's own. The manifest itself is not read.
    public static func repositoryRoot(of path: String) -> String {
        let layout = RepositoryLayout(manifest: path)
        return layout.root ?? layout.manifestFolder
    }
}
