import Records

/// A stage as a file gives it, before its kind is known: a pipeline's whole one, or a manifest's values
/// over it.
struct StageOverlay: Sendable {
    /// The stage's name.
    var name: String
    /// Where the name stands.
    var location: SourceLocation
    /// Its mapping.
    var node: YAMLNode
}

extension ValueType where Value == [StageOverlay] {
    /// A mapping from names to stages, read further when their kinds are known.
    static func stages(schema: @escaping @Sendable () -> JSONValue) -> ValueType {
        let expectation = "a mapping from names to stages"
        return ValueType(
            expectation: expectation,
            schema: { _ in
                [
                    "type": "object", "propertyNames": ["pattern": "^[a-z0-9_-]+(@[a-z0-9_-]+)?$"],
                    "additionalProperties": schema(),
                ]
            },
            decode: { node, path, decoding in
                guard
                    let entries = decoding.names(
                        of: node, path, expected: expectation, allowing: "@")
                else {
                    return nil
                }
                return entries.compactMap { entry in
                    let place = Wording.join(path, entry.name)
                    guard entry.value.entries != nil else {
                        decoding.mistyped(
                            entry.value, place, expected: "a mapping",
                            remedy: entry.value.isNull ? "remove the key, or write `{}`" : nil)
                        return nil
                    }
                    return StageOverlay(
                        name: entry.name, location: entry.location, node: entry.value)
                }
            },
            encode: { _, _ in .object([]) })
    }
}
