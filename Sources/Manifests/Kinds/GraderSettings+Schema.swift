import Records

extension GraderSettings {
    /// The `grader` key of a manifest, as a mapping.
    static let schema = ObjectSchema(
        "how answers are graded", initial: GraderSettings(),
        fields: [
            Field(
                "equivalence", \.equivalence, .choice,
                "when an answer says what the gold answer says"),
            Field(
                "tolerance", \.tolerance, .optional(.real(above: 0, to: 1)),
                "how far a number may be off, as a share of the gold number; without it, not at all"
            ),
            Field(
                "whole_response", \.wholeResponse, .bool,
                "whether a response without an answer in its format is graded as a whole"),
        ],
        rules: [
            { grader, path, decoding in
                guard grader.tolerance != nil, grader.equivalence != .strict else { return }
                decoding.report(
                    "`\(grader.equivalence.rawValue)` has no tolerance",
                    field: Wording.join(path, "tolerance"),
                    remedy: "remove `tolerance`, or write `equivalence: strict`")
            }
        ])
}

extension ValueType where Value == GraderSettings {
    /// A grader's name, or a mapping.
    static var grader: ValueType {
        let name = ValueType<GraderSettings.Equivalence>.choice
        let mapping = ValueType.object(GraderSettings.schema)
        return ValueType(
            expectation: "\(name.expectation), or a mapping",
            schema: { scope in ["anyOf": [name.schema(scope), mapping.schema(scope)]] },
            decode: { node, path, decoding in
                if node.entries != nil { return mapping.decode(node, path, &decoding) }
                var grader = GraderSettings()
                guard let equivalence = name.decode(node, path, &decoding) else { return nil }
                grader.equivalence = equivalence
                return grader
            },
            encode: { grader, scope in mapping.encode(grader, scope) })
    }
}
