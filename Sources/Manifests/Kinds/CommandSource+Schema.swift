import Records

/// The keys of a source as they are written; what they mean together is decided after.
private struct CommandSourceKeys: Sendable {
    var files: [String]?
    var stage: String?
    var file: String?

    static let schema = ObjectSchema(
        "files of the repository (`files`), or what a stage published (`stage`)",
        initial: CommandSourceKeys(),
        fields: [
            Field(
                "files", \.files, .optional(.paths),
                "a file, folder or pattern, or a list of them, relative to the repository's root"),
            Field("stage", \.stage, .optional(.name), "the stage"),
            Field(
                "file", \.file, .optional(.path),
                "a file, folder or pattern of what the stage published; without it, all its files"),
        ])
}

extension ValueType where Value == CommandSource {
    /// A path or pattern, a list of them, `{files: …}` or `{stage: …}`.
    static var commandSource: ValueType {
        let expectation = "a path, a list of paths, `{files: …}` or `{stage: …}`"
        let paths = ValueType<[String]>.paths
        return ValueType(
            expectation: expectation,
            schema: { scope in
                ["anyOf": [paths.schema(scope), CommandSourceKeys.schema.schema(.whole)]]
            },
            decode: { node, path, decoding in
                guard node.entries != nil else {
                    return paths.decode(node, path, &decoding).flatMap { files in
                        inside(files, path, &decoding)
                    }
                }
                guard let keys = CommandSourceKeys.schema.decode(node, path, &decoding) else {
                    return nil
                }
                switch (keys.files, keys.stage, keys.file) {
                case (let files?, nil, nil): return inside(files, path, &decoding)
                case (nil, let stage?, let file):
                    if let file, !FilePath.isInside(file) {
                        decoding.report(
                            "\(Wording.field(path)) names \(Wording.path(file)), which leads out of "
                                + "what the stage published", field: Wording.join(path, "file"))
                        return nil
                    }
                    return .stage(stage, file: file)
                default:
                    decoding.mistyped(node, path, expected: expectation)
                    return nil
                }
            },
            encode: { source, scope in
                var keys = CommandSourceKeys()
                switch source {
                case .files(let files): keys.files = files
                case .stage(let stage, let file): (keys.stage, keys.file) = (stage, file)
                }
                return .object(CommandSourceKeys.schema.members(of: keys, scope))
            })
    }

    private static func inside(
        _ files: [String], _ path: String, _ decoding: inout Decoding
    ) -> CommandSource? {
        for file in files where !FilePath.isInside(file) {
            decoding.report(
                "\(Wording.field(path)) names \(Wording.path(file)), which leads out of the "
                    + "repository", field: path,
                remedy: "write a path relative to the repository's root, without `..`")
            return nil
        }
        return .files(files)
    }
}
