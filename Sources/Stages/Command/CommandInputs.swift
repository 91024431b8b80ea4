import Engine
import Manifests
import Records
import Storage

/// What the units of a `command` stage read, with digests.
struct CommandInputs {
    /// A file that a unit is about.
    struct Item {
        /// Its path, relative to the repository or to the artifact that holds it.
        var path: String
        var digest: Digest
    }

    /// The files of which each is a unit; none where there is one unit.
    private(set) var items: [Item] = []
    /// What a unit depends on beside its item.
    let identity: JSONValue

    init(
        _ stage: CommandStage, _ inputs: StageInputs, _ workspace: Workspace
    ) throws(Fault) {
        var members: [JSONValue.Member] = []
        for input in stage.settings.inputs {
            let files: [JSONValue.Member]
            if case .stage(_, let file) = input.source {
                files = try CommandInputs.files(stage, inputs, "inputs.\(input.name)", file)
                    .map { .init($0.path, .string($0.digest.hex)) }
            } else {
                files = try stage.found.files(input.name, workspace)
                    .map { .init($0.path, .string($0.digest.hex)) }
            }
            members.append(.init(input.name, .object(files)))
        }
        let material: JSONValue = [
            "parameters": stage.parameters, "inputs": .object(members),
        ]
        var bytes: [UInt8] = []
        material.append(to: &bytes)
        identity = .string(SHA256.digest(of: bytes).hex)
        switch stage.settings.items {
        case .stage(_, let file)?:
            items = try CommandInputs.files(stage, inputs, "foreach", file)
                .map { Item(path: $0.path, digest: $0.digest) }
        case .files?:
            items = try stage.found.files(nil, workspace)
                .map { Item(path: $0.path, digest: $0.digest) }
        case nil: break
        }
    }

    private static func files(
        _ stage: CommandStage, _ inputs: StageInputs, _ field: String, _ file: String?
    ) throws(Fault) -> [Receipt.File] {
        try artifact(stage, inputs, field, file).files
    }

    /// What is meant of the artifact that a field names.
    static func artifact(
        _ stage: CommandStage, _ inputs: StageInputs, _ field: String, _ file: String?
    ) throws(Fault) -> CommandArtifact {
        do throws(Fault) {
            return try CommandArtifact(try inputs.one(field), file: file)
        } catch {
            var fault = error
            fault.location = fault.location ?? stage.specification.location(of: field)
            throw fault
        }
    }
}
