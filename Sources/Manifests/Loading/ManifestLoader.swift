import Records

/// Finds, reads and checks a manifest with its pipeline and data sets.
public enum ManifestLoader {
    /// The run that a manifest describes.
    ///
    /// - Parameters:
    ///   - path: the manifest's file.
    ///   - overrides: values that stand above the manifest's, by field path such as
    ///     `stages.warm-up.steps`; the last one wins. Read by the same schema as the manifest.
    ///   - checkingFiles: whether the files and folders that data sets name must exist.
    /// - Throws: everything that is wrong, at once.
    public static func load(
        path: String, overrides: [(path: String, value: String)] = [], checkingFiles: Bool = true
    ) throws(ManifestErrors) -> RunSpecification {
        throw ManifestErrors(faults: [Fault(.internalError, "not there yet")], sources: [:])
    }
}
