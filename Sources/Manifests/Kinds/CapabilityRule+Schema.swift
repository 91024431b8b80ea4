import Records

extension ValueType where Value == FieldPath {
    /// Where a value lies in a row.
    static var fieldPath: ValueType {
        scalar(
            expectation: "a field's path, such as `question` or `meta.0.kind`",
            schema: ["type": ["string", "integer"], "minLength": 1],
            read: { text, _ in FieldPath(text) }, encode: { .string($0.description) })
    }
}

extension ValueType where Value == String {
    /// A regular expression in Swift's syntax.
    static var pattern: ValueType {
        var type = text
        type.expectation = "a regular expression"
        type.decode = { node, path, decoding in
            guard let text = node.text else {
                decoding.mistyped(node, path, expected: "a regular expression")
                return nil
            }
            do {
                _ = try Regex(text)
                return text
            } catch {
                decoding.faults.append(
                    Fault(
                        .badInput,
                        "\(Wording.field(path)) is \(node.found); expected a regular expression",
                        location: node.location, cause: "\(error)"))
                return nil
            }
        }
        return type
    }
}

extension CapabilityRule.Pattern {
    /// One rule of the `rules` key.
    static let schema = ObjectSchema(
        "a pattern that a field may match, and the capability it then tells",
        initial: CapabilityRule.Pattern(
            field: FieldPath(steps: ["question"]), matches: "", capability: .coarse),
        fields: [
            Field("field", \.field, .fieldPath, isRequired: true, "the field"),
            Field(
                "matches", \.matches, .pattern, isRequired: true,
                "a regular expression that matches some part of the field"),
            Field(
                "capability", \.capability, .choice, isRequired: true,
                "the capability where it matches"),
        ])
}

/// The keys of a capability rule as they are written; what they mean together is decided after.
private struct CapabilityKeys: Sendable {
    var constant: Capability?
    var field: FieldPath?
    var values: [CapabilityRule.Value]?
    var rules: [CapabilityRule.Pattern]?
    var otherwise: Capability?

    static let schema = ObjectSchema(
        "how a question's capability is told: by `constant`, by `field` and `values`, or by `rules`",
        initial: CapabilityKeys(),
        fields: [
            Field(
                "constant", \.constant, .optional(.choice), "every question has this capability"),
            Field("field", \.field, .optional(.fieldPath), "the field whose value tells"),
            Field(
                "values", \.values, .optional(.capabilityValues),
                "the capability that each value of `field` stands for"),
            Field(
                "rules", \.rules, .optional(.list(of: .object(CapabilityRule.Pattern.schema))),
                "patterns, of which the first that matches tells"),
            Field(
                "otherwise", \.otherwise, .optional(.choice),
                "the capability where no rule matches"),
        ])
}

extension ValueType where Value == [CapabilityRule.Value] {
    /// A mapping from texts to capabilities.
    fileprivate static var capabilityValues: ValueType {
        let capability = ValueType<Capability>.choice
        let expectation = "a mapping from texts to capabilities"
        return ValueType(
            expectation: expectation,
            schema: { scope in
                ["type": "object", "additionalProperties": capability.schema(scope)]
            },
            decode: { node, path, decoding in
                guard let entries = node.entries else {
                    decoding.mistyped(node, path, expected: expectation)
                    return nil
                }
                return entries.compactMap { entry in
                    capability.decode(entry.value, Wording.join(path, entry.name), &decoding)
                        .map { .init(text: entry.name, capability: $0) }
                }
            },
            encode: { values, scope in
                .object(values.map { .init($0.text, capability.encode($0.capability, scope)) })
            })
    }
}

extension ValueType where Value == CapabilityRule {
    /// `{constant}`, `{field, values}` or `{rules, otherwise}`.
    static var capability: ValueType {
        let expectation = "`{constant: …}`, `{field: …, values: {…}}` or `{rules: […]}`"
        return ValueType(
            expectation: expectation, schema: { CapabilityKeys.schema.schema($0) },
            decode: { node, path, decoding in
                let faultCount = decoding.faults.count
                guard let keys = CapabilityKeys.schema.decode(node, path, &decoding),
                    decoding.faults.count == faultCount
                else { return nil }
                switch (keys.constant, keys.field, keys.values, keys.rules, keys.otherwise) {
                case (let capability?, nil, nil, nil, nil): return .constant(capability)
                case (nil, let field?, let values?, nil, nil):
                    return .values(field: field, values: values)
                case (nil, nil, nil, let rules?, let otherwise):
                    return .patterns(rules, otherwise: otherwise)
                default:
                    let names = node.entries?.map(\.name) ?? []
                    decoding.report(
                        names.isEmpty
                            ? "\(Wording.field(path)) is empty; expected \(expectation)"
                            : "\(Wording.field(path)) has \(names.map(Wording.quoted).joined(separator: ", ")); expected "
                                + expectation, at: node.location)
                    return nil
                }
            },
            encode: { rule, scope in
                var keys = CapabilityKeys()
                switch rule {
                case .constant(let capability): keys.constant = capability
                case .values(let field, let values): (keys.field, keys.values) = (field, values)
                case .patterns(let rules, let otherwise):
                    (keys.rules, keys.otherwise) = (rules, otherwise)
                }
                return .object(CapabilityKeys.schema.members(of: keys, scope))
            })
    }
}
