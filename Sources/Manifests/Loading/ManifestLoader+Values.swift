public import Records

extension ManifestLoader {
    /// The values of a locked manifest by the field paths that a user knows: those of the manifest and
    /// the pipeline's stages outermost, data sets under `datasets`. Nothing but the YAML is checked.
    ///
    /// - Parameter path: the file that `lockedYAML` of a run was written to.
    /// - Throws: why it cannot be read.
    public static func lockedValues(of path: String) throws(ManifestErrors) -> JSONValue {
        var session = LoadingSession()
        guard let root = session.root(of: path, namedAt: nil) else { throw session.errors }
        let pipeline = root["pipeline"]
        var members = root["manifest"]?.json.objectValue ?? []
        members.removeAll { ["datasets", "pipeline"].contains($0.name) }
        if let name = pipeline?["name"] { members.append(.init("pipeline", name.json)) }
        if let stages = pipeline?["stages"] { members.append(.init("stages", stages.json)) }
        if let datasets = root["datasets"] { members.append(.init("datasets", datasets.json)) }
        return .object(members)
    }
}

extension YAMLNode {
    /// The node as JSON: a scalar without quotes that JSON has a word for is that, others are texts.
    fileprivate var json: JSONValue {
        switch content {
        case .mapping(let entries): .object(entries.map { .init($0.name, $0.value.json) })
        case .sequence(let elements): .array(elements.map(\.json))
        case .scalar("null", isPlain: true): .null
        case .scalar("true", isPlain: true): .bool(true)
        case .scalar("false", isPlain: true): .bool(false)
        case .scalar(let text, isPlain: true) where YAMLNode.isNumber(text): .number(text)
        case .scalar(let text, _): .string(text)
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy {
            (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0)
        }
        let isNumeric = text.utf8.first.map { (48...57).contains($0) || $0 == 45 } ?? false
        return isPlain && isNumeric && Double(text) != nil
    }
}
