import Records

extension ValueType {
    /// A nested object.
    static func object(_ schema: ObjectSchema<Value>) -> ValueType {
        ValueType(
            expectation: "a mapping", schema: { schema.schema($0) },
            decode: { node, path, decoding in schema.decode(node, path, &decoding) },
            encode: { value, scope in .object(schema.members(of: value, scope)) })
    }

    /// A mapping whose names become a property of its objects; order kept.
    static func named<Element>(
        _ schema: ObjectSchema<Element>,
        by property: any WritableKeyPath<Element, String> & Sendable
    ) -> ValueType where Value == [Element] {
        let expectation = "a mapping from names to objects"
        return ValueType(
            expectation: expectation,
            schema: { scope in
                [
                    "type": "object", "propertyNames": ["pattern": "^[A-Za-z0-9_-]+$"],
                    "additionalProperties": schema.schema(scope),
                ]
            },
            decode: { node, path, decoding in
                guard let entries = decoding.names(of: node, path, expected: expectation) else {
                    return nil
                }
                return entries.compactMap { entry in
                    let place = Wording.join(path, entry.name)
                    var element = schema.decode(entry.value, place, &decoding)
                    element?[keyPath: property] = entry.name
                    return element
                }
            },
            encode: { elements, scope in
                .object(
                    elements.map {
                        .init($0[keyPath: property], .object(schema.members(of: $0, scope)))
                    })
            })
    }

    /// A mapping from names to values.
    static func dictionary<Element>(of type: ValueType<Element>) -> ValueType
    where Value == [String: Element] {
        let expectation = "a mapping from names to values"
        return ValueType(
            expectation: expectation,
            schema: { scope in
                ["type": "object", "additionalProperties": type.schema(scope)]
            },
            decode: { node, path, decoding in
                guard let entries = decoding.names(of: node, path, expected: expectation) else {
                    return nil
                }
                var values: [String: Element] = [:]
                for entry in entries {
                    values[entry.name] = type.decode(
                        entry.value, Wording.join(path, entry.name), &decoding)
                }
                return values
            },
            encode: { values, scope in
                .object(
                    values.sorted { $0.key < $1.key }
                        .map { .init($0.key, type.encode($0.value, scope)) })
            })
    }
}

extension Decoding {
    /// The entries of a mapping whose keys are names of the user's.
    ///
    /// - Parameter allowing: characters that the names may have beside the usual ones.
    mutating func names(
        of node: YAMLNode, _ path: String, expected: String, allowing: String = ""
    ) -> [YAMLNode.Entry]? {
        guard let entries = node.entries else {
            mistyped(node, path, expected: expected)
            return nil
        }
        var named: [YAMLNode.Entry] = []
        for entry in entries {
            let isName =
                !entry.name.isEmpty
                && entry.name.utf8.allSatisfy {
                    (97...122).contains($0 | 32) || (48...57).contains($0) || $0 == 45 || $0 == 95
                        || allowing.utf8.contains($0)
                }
            guard isName else {
                report(
                    "the name \(Wording.quoted(entry.name)) in \(Wording.field(path)) holds other "
                        + "than letters, digits, `-` and `_`", at: entry.location)
                continue
            }
            let place = Wording.join(path, entry.name)
            locations[place] = entry.value.location
            keyLocations[place] = entry.location
            named.append(entry)
        }
        return named
    }
}
