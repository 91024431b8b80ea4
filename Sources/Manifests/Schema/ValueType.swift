import Records

/// How values of a type are read from YAML, written as JSON and described.
struct ValueType<Value: Sendable>: Sendable {
    /// What a diagnostic says was expected, such as `a whole number of at least 1`.
    var expectation: String
    /// The JSON Schema of a value.
    var schema: @Sendable (SchemaScope) -> JSONValue
    /// The value of a node; nothing, and a fault, if it is not of the type.
    var decode: @Sendable (YAMLNode, String, inout Decoding) -> Value?
    /// The value as JSON.
    var encode: @Sendable (Value, EncodingScope) -> JSONValue
    /// Whether `~` is a text rather than no value.
    var isText = false
    /// The stages that a value names; nothing if it names none by type.
    var references: (@Sendable (Value) -> [String])?
    /// What the stages that a value names may be.
    var roles: [StageRole] = []
}

extension ValueType {
    /// A type whose values are read from a scalar.
    static func scalar(
        expectation: String, schema: JSONValue,
        read: @escaping @Sendable (_ text: String, _ isPlain: Bool) -> Value?,
        remedy: @escaping @Sendable (YAMLNode) -> String? = { _ in nil },
        encode: @escaping @Sendable (Value) -> JSONValue
    ) -> ValueType {
        ValueType(
            expectation: expectation, schema: { _ in schema },
            decode: { node, path, decoding in
                if case .scalar(let text, let isPlain) = node.content,
                    let value = read(text, isPlain)
                {
                    return value
                }
                decoding.mistyped(node, path, expected: expectation, remedy: remedy(node))
                return nil
            },
            encode: { value, _ in encode(value) })
    }

    /// A value or none: nothing, `~` and `null` mean none, except where a text is wanted.
    static func optional<Wrapped>(_ type: ValueType<Wrapped>) -> ValueType
    where Value == Wrapped? {
        var result = ValueType(
            expectation: type.expectation,
            schema: { scope in
                let inner = type.schema(scope)
                if type.isText { return inner }
                return ["anyOf": [inner, ["type": "null"]]]
            },
            decode: { node, path, decoding in
                if !type.isText, node.isNull { return .some(nil) }
                return type.decode(node, path, &decoding).map { .some($0) }
            },
            encode: { value, scope in value.map { type.encode($0, scope) } ?? .null },
            isText: type.isText)
        if let references = type.references {
            result.references = { value in value.map { references($0) } ?? [] }
        }
        result.roles = type.roles
        return result
    }

    /// A list of at least `minimum` values; `isUnique` if none may be there twice.
    static func list<Element>(
        of type: ValueType<Element>, minimum: Int = 0, isUnique: Bool = false
    ) -> ValueType where Value == [Element], Element: Hashable {
        let expectation = minimum > 0 ? "a list with at least \(minimum)" : "a list"
        var result = ValueType(
            expectation: expectation,
            schema: { _ in
                var members: [JSONValue.Member] = [
                    .init("type", "array"), .init("items", type.schema(.whole)),
                ]
                if minimum > 0 { members.append(.init("minItems", .integer(minimum))) }
                if isUnique { members.append(.init("uniqueItems", true)) }
                return .object(members)
            },
            decode: { node, path, decoding in
                guard let nodes = node.elements, nodes.count >= minimum else {
                    decoding.mistyped(
                        node, path, expected: expectation,
                        remedy: node.text.flatMap { $0.isEmpty ? nil : $0 }
                            .map { "write \(Wording.quoted("[\($0)]"))" })
                    return nil
                }
                var values: [Element] = []
                var isComplete = true
                for (index, element) in nodes.enumerated() {
                    let place = Wording.join(path, "\(index)")
                    decoding.locations[place] = element.location
                    guard let value = type.decode(element, place, &decoding) else {
                        isComplete = false
                        continue
                    }
                    if isUnique, values.contains(value) {
                        decoding.report(
                            "\(Wording.field(place)) is \(element.found), which the list already "
                                + "has", at: element.location, remedy: "remove one of the two")
                    }
                    values.append(value)
                }
                return isComplete ? values : nil
            },
            encode: { values, scope in .array(values.map { type.encode($0, scope) }) })
        if let references = type.references {
            result.references = { values in values.flatMap { references($0) } }
        }
        result.roles = type.roles
        return result
    }
}
