import Records

extension ManifestLoader {
    /// Whether a text may name a run, a pipeline or a data set: lower-case letters, digits, `-` and `_`.
    public static func isName(_ text: String) -> Bool { ValueType<String>.isName(text) }

    /// The name of the run that a manifest describes: all that finding a run takes. Neither the
    /// pipeline nor the data sets are looked for, and no other key is checked.
    ///
    /// - Parameter path: the manifest's file.
    /// - Throws: what is wrong with the YAML or with `name`.
    public static func name(of path: String) throws(ManifestErrors) -> String {
        var session = LoadingSession()
        guard let whole = session.root(of: path, namedAt: nil) else { throw session.errors }
        let root = whole["manifest"] ?? whole
        var decoding = Decoding()
        // The manifest's own schema without its other fields, so that `name` is described once.
        let schema = ObjectSchema(
            ManifestDocument.schema.summary, initial: ManifestDocument(),
            fields: ManifestDocument.schema.fields.filter { $0.name == "name" })
        let others = root.entries?.map(\.name) ?? []
        let document = schema.decode(root, "", &decoding, others: others)
        session.take(decoding)
        guard session.faults.isEmpty, let document else { throw session.errors }
        return document.name
    }
}
