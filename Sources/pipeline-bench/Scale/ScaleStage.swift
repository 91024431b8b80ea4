import Engine
import Records
import Storage

/// A stage of so many units that do next to nothing, planned as those of rollouts are: ranges of rows,
/// with everything that they depend on in their identity.
struct ScaleStage: Stage {
    let units: Int
    let name = "scale"
    let kind = "bench"
    let behaviourVersion = 1
    let inputs: [StageInput] = []
    var parameters: JSONValue { ["units": .integer(units)] }

    /// Rows of a unit.
    private static let rowCount = 1000

    /// The run of this stage alone.
    static func plan(units: Int, in workspace: Workspace) async throws(Fault) -> RunPlan {
        try await RunPlan(
            name: "scale", stages: [ScaleStage(units: units)], seed: Seed(0), workspace: workspace)
    }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        let digest = JSONValue.string(context.key.hex)
        let identity: JSONValue = [
            "settings": [
                "draws": 8, "temperature": 1, "top_p": 1, "max_tokens": 512, "unit_questions": 1000,
                "policy": "endpoint", "prompt": .string(String(repeating: "word ", count: 60)),
            ],
            "inputs": ["questions": digest], "seed": 0,
            "policy": ["model": "some/model-7b", "weights": digest], "grader": .null,
            "format": .null,
        ]
        return (0..<units).map { unit in
            let first = unit * ScaleStage.rowCount
            return UnitPlan(
                name: "rows-\(first)",
                payload: ["first": .integer(first), "end": .integer(first + ScaleStage.rowCount)],
                identity: identity)
        }
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        try BufferedFile.write(Array("\(unit.name)\n".utf8), to: "\(context.folder)/value.txt")
        return UnitOutcome(accounting: Accounting(inputs: 1, outputs: 1))
    }

    func merge(_ units: [UnitArtifact], _ context: MergeContext) async throws(Fault) -> MergeOutcome
    {
        try BufferedFile.write(
            Array("\(units.count)\n".utf8), to: "\(context.folder)/count.txt")
        return MergeOutcome()
    }
}
