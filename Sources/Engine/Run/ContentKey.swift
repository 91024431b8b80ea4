import Records
import Storage

/// Where keys come from: the SHA-256 of canonical JSON of everything that decides a result.
enum ContentKey {
    /// What a stage's key is made of.
    ///
    /// Inputs go in by field, a field's keys in order. Names of stages, paths, the number of threads
    /// and the order of parameters stay out.
    static func material(
        of stage: any Stage, inputs: [Receipt.Input], fingerprint: JSONValue, seed: Seed
    ) -> JSONValue {
        var fields: [JSONValue.Member] = []
        for input in inputs {
            let key = JSONValue.string(input.key.hex)
            if let index = fields.firstIndex(where: { $0.name == input.field }) {
                let before = fields[index].value.arrayValue ?? []
                fields[index].value = .array(before + [key])
            } else {
                fields.append(.init(input.field, [key]))
            }
        }
        return JSONValue.object([
            .init("kind", .string(stage.kind)),
            .init("version", .integer(stage.behaviourVersion)),
            .init("parameters", stage.parameters),
            .init("inputs", .object(fields)),
            .init("fingerprint", fingerprint),
            .init("seed", stage.usesSeed ? .integer((stage.seed ?? seed).value) : .null),
        ]).canonical
    }

    /// The key of a unit.
    static func key(of unit: UnitPlan, in planned: PlannedStage) -> Digest {
        let material: JSONValue
        if let identity = unit.identity {
            material = [
                "kind": .string(planned.stage.kind),
                "version": .integer(planned.stage.behaviourVersion),
                "identity": identity, "payload": unit.payload,
            ]
        } else {
            material = ["stage": .string(planned.key.hex), "payload": unit.payload]
        }
        return digest(material)
    }

    /// The digest of a value's canonical form.
    static func digest(_ material: JSONValue) -> Digest {
        var bytes: [UInt8] = []
        material.canonical.append(to: &bytes)
        return SHA256.digest(of: bytes)
    }
}
