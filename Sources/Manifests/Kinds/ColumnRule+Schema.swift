import Records

extension ValueType where Value == ColumnRule {
    /// A field's path, `{template: …}`, `{constant: …}` or `{by: …, values: …}`.
    static var column: ValueType {
        let expectation =
            "a field's path, `{template: \"…\"}`, `{constant: …}` or `{by: \"…\", values: {…}}`"
        return ValueType(
            expectation: expectation,
            schema: { _ in
                [
                    "anyOf": [
                        ["type": ["string", "integer"], "minLength": 1],
                        oneKey("template", "a text with fields filled in, such as `{2}.png`"),
                        oneKey("constant", "the same text for every row"),
                        ColumnLookup.schema.schema(.whole),
                    ]
                ]
            },
            decode: { node, path, decoding in
                if let text = node.text {
                    guard let field = FieldPath(text) else {
                        decoding.mistyped(node, path, expected: expectation)
                        return nil
                    }
                    return .field(field)
                }
                if node["by"] != nil || node["values"] != nil {
                    return ColumnLookup.schema.decode(node, path, &decoding).map { .lookup($0) }
                }
                guard
                    let entries = decoding.entries(
                        of: node, path, known: ["template", "constant", "by", "values"],
                        expected: expectation)
                else { return nil }
                guard let entry = entries.first, entries.count == 1 else {
                    if node.entries?.count == entries.count {
                        decoding.mistyped(node, path, expected: expectation)
                    }
                    return nil
                }
                let place = Wording.join(path, entry.name)
                guard let text = ValueType<String>.text.decode(entry.value, place, &decoding)
                else { return nil }
                if entry.name == "constant" { return .constant(text) }
                guard let template = ColumnTemplate(text) else {
                    decoding.mistyped(
                        entry.value, place,
                        expected: "a text with fields in braces, such as `{2}.png`",
                        remedy: "write `{{` and `}}` for braces")
                    return nil
                }
                return .template(template)
            },
            encode: { rule, scope in
                switch rule {
                case .field(let field): .string(field.description)
                case .template(let template): ["template": .string(template.description)]
                case .constant(let text): ["constant": .string(text)]
                case .lookup(let lookup):
                    .object(ColumnLookup.schema.members(of: lookup, scope))
                }
            })
    }

    private static func oneKey(_ name: String, _ summary: String) -> JSONValue {
        .object([
            .init("type", "object"),
            .init(
                "properties",
                .object([
                    .init(
                        name,
                        [
                            "description": .string(summary),
                            "type": ["string", "number", "boolean"],
                        ])
                ])),
            .init("required", .array([.string(name)])),
            .init("additionalProperties", false),
        ])
    }
}

extension ColumnMap {
    /// The `columns` key of a data set.
    static let schema = ObjectSchema(
        "how a row of the source becomes a question", initial: ColumnMap(),
        fields: [
            Field(
                "id", \.id, .optional(.column),
                "the question's id; without it, split and row number"),
            Field("question", \.question, .optional(.column), "the question's text"),
            Field("answer", \.answer, .optional(.column), "the gold answer"),
            Field(
                "images", \.images, .optional(.column), "the picture's file, or a list of them"),
            Field(
                "choices", \.choices, .optional(.column),
                "the options of a multiple-choice question"),
            Field(
                "keywords", \.keywords, .optional(.column), "what a description should mention"),
            Field(
                "target", \.target, .optional(.column), "the response that warm-up imitates"),
            Field(
                "text_only_target", \.textOnlyTarget, .optional(.column),
                "the response that warm-up imitates without the picture"),
        ])
}
