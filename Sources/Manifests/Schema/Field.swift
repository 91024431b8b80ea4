import Records

/// One field of an object: its name, type, default, and the property that holds it.
struct Field<Root: Sendable>: Sendable {
    /// The key in YAML.
    let name: String
    /// What the field is, for people and editors.
    let summary: String
    /// Whether it must be given.
    let isRequired: Bool
    /// What a diagnostic says was expected.
    let expectation: String
    /// Whether it is material for content keys.
    let affectsResult: Bool
    /// Reads a node into the property.
    let decode: @Sendable (YAMLNode, inout Root, String, inout Decoding) -> Void
    /// Writes the property.
    let encode: @Sendable (Root, EncodingScope) -> JSONValue
    /// Describes the value.
    let schema: @Sendable (SchemaScope) -> JSONValue
    /// The stages that the property names; nothing if it names none by type.
    let references: (@Sendable (Root) -> [String])?
    /// What the stages that it names may be.
    let roles: [StageRole]

    /// A field and the property that holds it.
    init<Value: Sendable>(
        _ name: String, _ property: any WritableKeyPath<Root, Value> & Sendable,
        _ type: ValueType<Value>, isRequired: Bool = false, affectsResult: Bool = true,
        _ summary: String
    ) {
        self.name = name
        self.summary = summary
        self.isRequired = isRequired
        self.expectation = type.expectation
        self.affectsResult = affectsResult
        decode = { node, root, path, decoding in
            guard let value = type.decode(node, path, &decoding) else { return }
            root[keyPath: property] = value
        }
        encode = { root, scope in type.encode(root[keyPath: property], scope) }
        schema = type.schema
        if let named = type.references {
            references = { root in named(root[keyPath: property]) }
        } else {
            references = nil
        }
        roles = type.roles
    }

    /// The same field of an object that holds this one's.
    func within<Outer: Sendable>(
        _ property: any WritableKeyPath<Outer, Root> & Sendable
    ) -> Field<Outer> { Field<Outer>(self, within: property) }

    private init<Inner: Sendable>(
        _ field: Field<Inner>, within property: any WritableKeyPath<Root, Inner> & Sendable
    ) {
        name = field.name
        summary = field.summary
        isRequired = field.isRequired
        expectation = field.expectation
        affectsResult = field.affectsResult
        decode = { node, root, path, decoding in
            field.decode(node, &root[keyPath: property], path, &decoding)
        }
        encode = { root, scope in field.encode(root[keyPath: property], scope) }
        schema = field.schema
        if let named = field.references {
            references = { root in named(root[keyPath: property]) }
        } else {
            references = nil
        }
        roles = field.roles
    }
}
