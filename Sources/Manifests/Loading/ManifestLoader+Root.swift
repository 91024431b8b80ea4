extension ManifestLoader {
    /// The folder that a manifest's default workspace lies in: the nearest above it with a folder
    /// `pipelines`, else the manifest's own, or the one above a folder `manifests`; a locked manifest
    /// says it itself. Nothing is checked.
    public static func repositoryRoot(of path: String) -> String {
        var session = LoadingSession()
        if let root = session.root(of: path, namedAt: nil), LockedDocument.isOne(root),
            let repository = LockedDocument(root, &session)?.repository
        {
            return repository
        }
        return RepositoryLayout(manifest: path).root
    }
}
