import Records

extension ColumnLookup {
    /// A text chosen by another.
    static let schema = ObjectSchema(
        "a text chosen by another", initial: ColumnLookup(key: .empty, values: []),
        fields: [
            Field(
                "by", \.key, .template, isRequired: true,
                "what is looked up, with fields in braces, such as `{label}`"),
            Field(
                "values", \.values, .templates, isRequired: true,
                "what stands for each text, with fields in braces"),
            Field(
                "otherwise", \.otherwise, .optional(.template),
                "what stands for all others; without it, the row is rejected"),
        ])
}

extension ColumnTemplate {
    /// A template of nothing.
    fileprivate static let empty = ColumnTemplate(text: "")
}

extension ValueType where Value == ColumnTemplate {
    /// A text with fields filled in.
    fileprivate static var template: ValueType {
        var type = scalar(
            expectation: "a text with fields in braces, such as `{2}.png`",
            schema: ["type": ["string", "number", "boolean"]],
            read: { text, _ in ColumnTemplate(text) },
            remedy: { _ in "write `{{` and `}}` for braces" },
            encode: { .string($0.description) })
        type.isText = true
        return type
    }
}

extension ValueType where Value == [ColumnLookup.Value] {
    /// A mapping from texts to templates, in the order given.
    fileprivate static var templates: ValueType {
        let template = ValueType<ColumnTemplate>.template
        let expectation = "a mapping from texts to texts"
        return ValueType(
            expectation: expectation,
            schema: { scope in
                ["type": "object", "additionalProperties": template.schema(scope)]
            },
            decode: { node, path, decoding in
                guard let entries = node.entries, !entries.isEmpty else {
                    decoding.mistyped(node, path, expected: expectation)
                    return nil
                }
                var values: [ColumnLookup.Value] = []
                for entry in entries {
                    let place = Wording.join(path, entry.name)
                    guard let value = template.decode(entry.value, place, &decoding) else {
                        return nil
                    }
                    values.append(.init(text: entry.name, template: value))
                }
                return values
            },
            encode: { values, scope in
                .object(values.map { .init($0.text, template.encode($0.template, scope)) })
            })
    }
}
