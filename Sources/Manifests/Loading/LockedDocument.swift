import Records

/// The parts of a file that `LockedManifest` wrote: a whole run in one file.
struct LockedDocument {
    /// The manifest's mapping.
    let manifest: YAMLNode
    /// The pipeline's mapping.
    let pipeline: YAMLNode
    /// The data sets' mappings.
    let datasets: [YAMLNode]
    /// The folder that the run's own files are relative to, if it is still there.
    let repository: String?

    private static let keys = ["format", "repository", "manifest", "pipeline", "datasets"]

    /// Whether a file is of this form: in a manifest of its own, no key is called `manifest`.
    static func isOne(_ root: YAMLNode) -> Bool { root["manifest"] != nil }

    /// The parts; nothing, and faults in the session, if one is not as it was written.
    init?(_ root: YAMLNode, _ session: inout LoadingSession) {
        var decoding = Decoding()
        defer { session.take(decoding) }
        guard
            let entries = decoding.entries(
                of: root, "", known: LockedDocument.keys, expected: "a mapping")
        else { return nil }
        for name in LockedDocument.keys where !entries.contains(where: { $0.name == name }) {
            decoding.report(
                "the key `\(name)` is missing from the locked manifest", at: root.location,
                remedy: "let `pipeline run` write it again")
        }
        guard let format = root["format"], let manifest = root["manifest"],
            let pipeline = root["pipeline"], let datasets = root["datasets"],
            let repository = root["repository"]
        else { return nil }
        if format.plainText != "\(LockedManifest.format)" {
            decoding.report(
                "`format` is \(format.found); expected \(LockedManifest.format)",
                at: format.location,
                remedy: "another version of pipeline wrote this file; run the manifest itself")
        }
        guard let elements = datasets.elements else {
            decoding.mistyped(datasets, "datasets", expected: "a list of data sets")
            return nil
        }
        guard let folder = ValueType<String>.path.decode(repository, "repository", &decoding) else {
            return nil
        }
        self.manifest = manifest
        self.pipeline = pipeline
        self.datasets = elements
        self.repository = SourceFile.kind(of: folder) == .folder ? folder : nil
    }

    /// The file holds these parts itself, so values that name other files would change nothing.
    static func refuseNames(_ decoding: Decoding, in path: String, _ session: inout LoadingSession)
    {
        for name in ["pipeline", "datasets"] {
            guard let location = decoding.locations[name], location.file != path else { continue }
            session.report(
                Fault(
                    .badInput,
                    "`\(name)` has no effect on a locked manifest, which holds its own",
                    remedy: "run the manifest that it was made from", location: location))
        }
    }
}
