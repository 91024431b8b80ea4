import Images
import Records
import Rollouts
import Sampling
import Storage
import TestSupport

@testable import Engine

/// A run of three questions in a temporary workspace, written as stages publish: `easy` with two of two
/// answers right, `medium` with one, `hard` with none.
struct SmallRun {
    let temporary: TemporaryFolder
    let workspace: Workspace
    let name = "small"

    /// What the questions ask; hostile on request.
    var texts = ["What colour?", "How many?", "Where?"]
    var answers = ["red", "3", "left"]
    /// What receipts of stages say besides, by the stages' names.
    var details: [(stage: String, members: [JSONValue.Member])] = []
    /// A stage behind the others; it publishes nothing but its receipt.
    var last: (name: String, kind: String)?

    init() throws {
        temporary = try TemporaryFolder("report")
        workspace = Workspace(temporary.path)
    }

    static let difficulties: [Difficulty] = [.easy, .medium, .hard]

    /// The stages in order: name, kind, and what feeds them.
    static let stages: [(name: String, kind: String, inputs: [(field: String, stage: String)])] = [
        ("ingest", "ingest", []),
        ("rollouts", "rollout", [("questions", "ingest")]),
        ("labels", "sample", [("rollouts", "rollouts")]),
        ("curriculum", "curriculum", [("labels", "labels")]),
        ("fine", "train", [("curriculum", "curriculum")]),
    ]

    private var stages: [(name: String, kind: String, inputs: [(field: String, stage: String)])] {
        SmallRun.stages + (last.map { [($0.name, $0.kind, [])] } ?? [])
    }

    /// Writes the plan, and publishes so many of the stages; all of them without a number.
    func write(published: Int? = nil) throws {
        let folder = workspace.run(name)
        try FileSystem.createFolder(folder.path)
        try FileSystem.write(Array(plan.serialized.utf8), to: folder.planPath)
        for place in 0..<(published ?? stages.count) { try publish(place) }
    }

    func status() throws -> RunStatus {
        guard let status = try RunStatus.read(workspace.run(name), in: workspace) else {
            throw Fault(.noInput, "the small run is not there")
        }
        return status
    }

    func key(_ stage: String) -> Digest { SHA256.digest(of: Array(stage.utf8)) }

    private func inputs(_ place: Int) -> [Receipt.Input] {
        stages[place].inputs.map {
            Receipt.Input(field: $0.field, stage: $0.stage, key: key($0.stage))
        }
    }

    private var plan: JSONValue {
        [
            "format": 1, "run": .string(name), "seed": 7, "manifest": "m.yaml",
            "working_folder": "/", "parameters": [], "overrides": [],
            "stages": .array(
                stages.indices.map { place in
                    let stage = stages[place]
                    return [
                        "name": .string(stage.name), "kind": .string(stage.kind),
                        "key": .string(key(stage.name).hex),
                        "inputs": .array(inputs(place).map(\.json)),
                        "material": [
                            "parameters": [
                                "method": "grpo",
                                "settings": ["phase": "fine", "sample": "selected"],
                            ]
                        ],
                    ]
                }),
        ]
    }

    private func publish(_ place: Int) throws {
        let stage = stages[place]
        let folder = workspace.artifactFolder(kind: stage.kind, key: key(stage.name))
        try FileSystem.createFolder(folder)
        var receipt = Receipt(
            key: key(stage.name), kind: stage.kind, version: 1, stage: stage.name)
        receipt.inputs = inputs(place)
        receipt.unitCount = 1
        receipt.cost = Cost(wallSeconds: 1.5, cpuSeconds: 1, peakByteCount: 5_000_000)
        receipt.accounting = Accounting(inputs: 3, outputs: 3)
        let files = try content(stage.name, folder, &receipt)
        for more in details where more.stage == stage.name {
            receipt.details = .object((receipt.details.objectValue ?? []) + more.members)
        }
        receipt.files = files.map {
            Receipt.File(path: $0, byteCount: 1, digest: key($0))
        }
        try FileSystem.write(receipt.fileBytes, to: "\(folder)/\(Receipt.fileName)")
    }
}
