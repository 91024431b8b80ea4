import Engine
import Manifests
import Records

/// What every stage takes from its specification.
protocol BoundStage: Stage {
    /// What the manifest says of it.
    var specification: StageSpecification { get }
    /// What its result depends on beside its own settings: the policy's, for instance.
    var surroundings: JSONValue { get }
}

extension BoundStage {
    var name: String { specification.name }
    var kind: String { specification.kind.rawValue }
    var surroundings: JSONValue { .null }
    var inputs: [StageInput] {
        specification.references.flatMap { reference in
            reference.stages.map { StageInput(field: reference.field, stage: $0) }
        }
    }
    var parameters: JSONValue {
        [
            "method": specification.settings.method.map { .string($0.rawValue) } ?? .null,
            "settings": specification.parameters,
            "surroundings": surroundings,
        ]
    }
}
