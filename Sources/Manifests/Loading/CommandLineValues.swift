/// What the command line lays over a file: parameter files, and single values above those.
struct CommandLineValues {
    /// Files of `--params`, in order.
    let parameters: [ParameterFile]
    /// Values of `--set`, in order.
    let overrides: [(path: String, value: String)]

    /// The values as mappings, each above those before it.
    func nodes(_ session: inout LoadingSession) -> [YAMLNode] {
        for file in parameters { session.keep(file.text, of: file.path) }
        let files = ParameterReader(parameters)
        let single = OverrideReader(overrides)
        if !overrides.isEmpty { session.keep(single.text, of: OverrideReader.file) }
        for fault in files.faults + single.faults { session.report(fault) }
        return files.nodes + single.nodes
    }

    /// A path that was given in some file, as it can be opened: one of the command line is relative to
    /// the working directory, one of a file of parameters to that, and others to `folder`.
    func resolve(_ path: String, givenIn file: String?, folder: String) -> String {
        if file == OverrideReader.file { return path }
        if let file, parameters.contains(where: { $0.path == file }) {
            return FilePath.join(FilePath.folder(of: file), path)
        }
        return FilePath.join(folder, path)
    }
}
