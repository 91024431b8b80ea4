import Records

/// One thing that a stage's key is made of, for people.
public struct KeyPart: Sendable, Hashable {
    /// The part of the key.
    public var component: KeyChange.Component
    /// What it is called, such as `settings.n`.
    public var name: String
    /// Its value on one short line.
    public var value: String
    /// The stage that an input comes from.
    public var upstream: String?
}

extension PlannedStage {
    /// Everything that the key is made of: parameters one by one, inputs with their keys, and a digest
    /// that stands for what is read from outside the store.
    public var keyParts: [KeyPart] {
        var parts: [KeyPart] = []
        func add(_ component: KeyChange.Component, _ name: String, _ value: JSONValue?) {
            parts.append(
                KeyPart(
                    component: component, name: JSONChange.text(of: .string(name)),
                    value: JSONChange.text(of: value)))
        }
        add(.kind, "kind", material["kind"])
        add(.version, "code version", material["version"])
        PlannedStage.leaves(of: material["parameters"] ?? .null, []) { path, value in
            if value != .null { add(.parameters, path.joined(separator: "."), value) }
        }
        for input in inputs {
            add(.inputs, input.field, .string("\(input.stage) \(input.key.short)"))
            parts[parts.count - 1].upstream = input.stage
        }
        if let content = material["fingerprint"], content != .null {
            add(.content, "content", .string("digest \(ContentKey.digest(content).short)"))
        }
        if let seed = material["seed"], seed != .null { add(.seed, "seed", seed) }
        return parts
    }

    private static func leaves(
        of value: JSONValue, _ path: [String], _ body: ([String], JSONValue) -> Void
    ) {
        guard let members = value.objectValue else { return body(path, value) }
        for member in members { leaves(of: member.value, path + [member.name], body) }
    }
}
