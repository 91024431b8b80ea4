import Engine
import Manifests
import Records
import Storage

/// `command`: any program, with declared inputs and outputs.
///
/// A unit's key is made of the program, its arguments and the bytes that it reads, whichever stage
/// published them: where a stage upstream comes to the same files in another way, nothing here runs
/// again.
struct CommandStage: BoundStage {
    let specification: StageSpecification
    let settings: CommandSettings
    let found: CommandFound

    var behaviourVersion: Int { 1 }
    var usesSeed: Bool { false }
    /// A program counts as one thread, whatever it makes of that.
    var threadsPerUnit: Int? { 1 }

    /// Which files of stages upstream are meant.
    var surroundings: JSONValue {
        var members: [JSONValue.Member] = []
        for (name, source) in settings.inputs.map({ ($0.name, $0.source) }) {
            if case .stage(_, let file?) = source { members.append(.init(name, .string(file))) }
        }
        if case .stage(_, let file?)? = settings.items {
            members.append(.init("foreach", .string(file)))
        }
        return members.isEmpty ? .null : .object(members)
    }

    func fingerprint(_ workspace: Workspace) async throws(Fault) -> JSONValue {
        var inputs: [JSONValue.Member] = []
        for input in settings.inputs where input.source.stage == nil {
            inputs.append(
                .init(input.name, CommandStage.json(try found.files(input.name, workspace))))
        }
        var members = [JSONValue.Member("inputs", .object(inputs))]
        if case .files? = settings.items {
            members.append(.init("foreach", CommandStage.json(try found.files(nil, workspace))))
        }
        return .object(members)
    }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        let inputs = try CommandInputs(self, context.inputs, context.workspace)
        guard settings.items != nil else {
            return [UnitPlan(name: "run", payload: [:], identity: inputs.identity)]
        }
        let items = inputs.items
        if settings.items?.stage != nil { try checkPlaces(items.map(\.path)) }
        let names = items.map { RelativePath.name(of: $0.path) }
        let areUnique = Set(names.map { Array($0.utf8) }).count == names.count
        return zip(items, names).map { item, name in
            UnitPlan(
                name: areUnique ? name : item.path,
                payload: ["item": .string(item.path), "sha256": .string(item.digest.hex)],
                identity: inputs.identity)
        }
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        try await CommandRun(self, unit, context).run()
        return UnitOutcome(accounting: Accounting(inputs: 1, outputs: 1))
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        for unit in units { try Links.link(unit.artifact, into: context.folder) }
        return MergeOutcome(notices: try undeclaredFiles())
    }

    func deliver(_ artifact: Artifact, _ workspace: Workspace) async throws(Fault) {
        try CommandDelivery(self, workspace).deliver(artifact)
    }

    /// What a unit writes.
    func outputs(item: String?) -> [CommandOutput] {
        settings.outputs.map { CommandOutput($0, item: item) }
    }

    /// No two of these units write to one place.
    private func checkPlaces(_ items: [String]) throws(Fault) {
        var places = OutputPlaces()
        for item in items {
            for output in outputs(item: item) {
                guard let place = output.place else { continue }
                try places.add(
                    place, of: name, at: specification.location(of: "outputs.\(output.name)"))
            }
        }
    }

    /// A sentence for each file that an argument names without being an input: a change of it would
    /// go unnoticed.
    private func undeclaredFiles() throws(Fault) -> [String] {
        let known = Set(
            (found.inputs.values.flatMap(\.files) + (found.items?.files ?? []))
                .map { Array($0.utf8) })
        var notices: [String] = []
        for template in settings.arguments {
            guard let text = template.constant, !text.isEmpty,
                !text.utf8.starts(with: "/".utf8), !text.utf8.starts(with: "-".utf8)
            else { continue }
            let path = RelativePath.normal(text)
            guard !known.contains(Array(path.utf8)),
                try FileSystem.status("\(found.root)/\(path)")?.kind == .file
            else { continue }
            notices.append(
                "`run` names the file `\(path)`, which is not among the inputs: a change of it runs "
                    + "nothing again")
        }
        return notices
    }

    /// Files for a key: by name while that can be read, by one digest beyond.
    private static func json(_ files: [CommandFound.File]) -> JSONValue {
        let members = files.map { JSONValue.Member($0.path, .string($0.digest.hex)) }
        guard files.count > 64 else { return .object(members) }
        return [
            "files": .integer(files.count),
            "sha256": .string(SHA256.digest(of: JSONValue.object(members).serialized).hex),
        ]
    }
}
