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
    var seed: Seed? { specification.seed }
    var inputs: [StageInput] {
        specification.references.flatMap { reference in
            reference.stages.map { StageInput(field: reference.field, stage: $0) }
        }
    }
    var limits: UnitLimits {
        UnitLimits(
            retries: specification.limits.retries, timeout: specification.limits.timeout)
    }
    var parameters: JSONValue {
        [
            "method": specification.settings.method.map { .string($0.rawValue) } ?? .null,
            "settings": specification.parameters,
            "surroundings": surroundings,
        ]
    }

    /// A setting stands in the pipeline or the manifest. What surrounds the stage comes from the
    /// manifest's policy, and `seed` from the manifest.
    func location(ofParameter path: String) -> SourceLocation? {
        let steps = path.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
        let rest = steps.dropFirst().joined(separator: ".")
        switch steps.first {
        case "settings": return specification.location(of: rest)
        case "surroundings" where rest.hasPrefix("policy."):
            return specification.location(inManifest: rest)
        case "surroundings" where rest == "format":
            return specification.location(inManifest: "policy.response_format")
        case "surroundings" where rest.hasPrefix("embeddings."):
            return specification.location(of: rest)
        case "surroundings": return specification.location(inManifest: "policy.\(rest)")
        case "seed":
            return specification.location(
                inManifest: specification.seed == nil ? "seed" : "seeds")
        default: return nil
        }
    }
}
