import Records

extension ValueType where Value == CommandTemplate {
    /// A text with placeholders.
    static var commandTemplate: ValueType {
        var type = scalar(
            expectation: "a text with placeholders in braces, such as `{inputs.raw}`",
            schema: ["type": ["string", "number", "boolean"]],
            read: { text, _ in
                text.unicodeScalars.contains("\0") ? nil : CommandTemplate(text)
            },
            remedy: { node in node.text == nil ? nil : "write `{{` and `}}` for braces" },
            encode: { .string($0.description) })
        type.isText = true
        return type
    }

    /// A place in the repository, with placeholders for the file that a unit is about.
    static var outputPlace: ValueType {
        scalar(
            expectation: "a path relative to the repository's root, such as `out/{item.name}`",
            schema: ["type": "string", "minLength": 1],
            read: { text, _ in
                guard !text.isEmpty, !text.unicodeScalars.contains("\0"), FilePath.isInside(text)
                else { return nil }
                return CommandTemplate(text)
            },
            remedy: { node in
                (node.text.map { !FilePath.isInside($0) } ?? false)
                    ? "write a path without `..` that does not start with `/`" : nil
            },
            encode: { .string($0.description) })
    }
}
