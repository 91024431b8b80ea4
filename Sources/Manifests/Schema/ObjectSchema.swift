import Records

/// The one description of an object: from it come decoding, diagnostics, JSON Schema and the
/// parameters of content keys.
struct ObjectSchema<Root: Sendable>: Sendable {
    /// Checks a rule between fields of a value whose fields are each right; the path is the object's.
    typealias Rule = @Sendable (Root, String, inout Decoding) -> Void

    /// What the object is, for people and editors.
    let summary: String
    /// An object of defaults.
    let initial: Root
    /// The fields, in the order they are written.
    let fields: [Field<Root>]
    /// Rules between fields.
    let rules: [Rule]

    /// A description of an object.
    init(_ summary: String, initial: Root, fields: [Field<Root>], rules: [Rule] = []) {
        self.summary = summary
        self.initial = initial
        self.fields = fields
        self.rules = rules
    }

    /// Reads a mapping. Every fault is gathered; a field that is wrong keeps its default. Nothing if
    /// the node is no mapping.
    ///
    /// - Parameter others: keys that somebody else reads.
    func decode(
        _ node: YAMLNode, _ path: String, _ decoding: inout Decoding, others: [String] = []
    ) -> Root? {
        let faultCount = decoding.faults.count
        if decoding.locations[path] == nil { decoding.locations[path] = node.location }
        let expected = path.isEmpty ? "a mapping" : "a mapping: \(summary)"
        guard
            let entries = decoding.entries(
                of: node, path, known: others + fields.map(\.name), expected: expected)
        else { return nil }
        var root = initial
        for entry in entries {
            let place = Wording.join(path, entry.name)
            guard let field = fields.first(where: { $0.name == entry.name }) else { continue }
            decoding.locations[place] = entry.value.location
            decoding.keyLocations[place] = entry.location
            field.decode(entry.value, &root, place, &decoding)
        }
        if decoding.reportsMissing {
            for field in fields
            where field.isRequired && node[field.name] == nil {
                decoding.report(
                    path.isEmpty
                        ? "the key `\(field.name)` is missing"
                        : "the key `\(field.name)` is missing from \(Wording.field(path))",
                    at: decoding.keyLocations[path] ?? node.location,
                    remedy: "add `\(field.name)`: \(field.summary) (\(field.expectation))")
            }
        }
        if decoding.checksRules, decoding.faults.count == faultCount {
            for rule in rules { rule(root, path, &decoding) }
        }
        return root
    }

    /// The members of an object, in the schema's order; what has no value is left out, unless it would
    /// have one by default.
    func members(of root: Root, _ scope: EncodingScope) -> [JSONValue.Member] {
        fields.compactMap { field in
            if scope == .parameters, !field.affectsResult || field.references != nil { return nil }
            let value = field.encode(root, scope)
            if value == .null, scope == .parameters || field.encode(initial, scope) == .null {
                return nil
            }
            return JSONValue.Member(field.name, value)
        }
    }

    /// Every value that changes the result, defaults included, members sorted.
    func parameters(of root: Root) -> JSONValue {
        JSONValue.object(members(of: root, .parameters)).canonical
    }

    /// The JSON Schema of the object, with these properties before its own.
    func schema(
        _ scope: SchemaScope, before properties: [JSONValue.Member] = [],
        required: [String] = []
    ) -> JSONValue {
        let own = fields.map { field in
            var members = [JSONValue.Member("description", .string(field.summary))]
            members += field.schema(scope).objectValue ?? []
            let standard = field.encode(initial, .everything)
            if !field.isRequired, standard != .null, standard.objectValue == nil {
                members.append(.init("default", standard))
            }
            return JSONValue.Member(field.name, .object(members.keepingFirst()))
        }
        let names = required + fields.filter(\.isRequired).map(\.name)
        var members: [JSONValue.Member] = [
            .init("description", .string(summary)), .init("type", "object"),
            .init("properties", .object(properties + own)),
        ]
        if scope == .whole, !names.isEmpty {
            members.append(.init("required", .array(names.map { .string($0) })))
        }
        members.append(.init("additionalProperties", false))
        return .object(members)
    }
}

extension [JSONValue.Member] {
    /// The members without those whose name was there before.
    fileprivate func keepingFirst() -> [JSONValue.Member] {
        var seen: Set<String> = []
        return filter { seen.insert($0.name).inserted }
    }
}
