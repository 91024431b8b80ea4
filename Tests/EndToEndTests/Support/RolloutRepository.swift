import Records
import Storage
import Testing

/// The small repository with a run that only draws and labels: `manifests/pass-rates.yaml`.
struct RolloutRepository {
    static let manifest = "manifests/pass-rates.yaml"

    let repository: SmallRepository

    init() throws { repository = try SmallRepository() }

    /// Puts recorded rollouts in the place of the run's server.
    func write(recorded: String, format: String, stop: String) throws {
        try repository.write(
            """
            name: pass-rates
            pipeline: pass-rates
            datasets: [shapes]
            policy: {kind: recorded, response_format: \(format), recorded: \(recorded)}
            stages: {rollouts: {stop: \(stop)}}
            """, to: RolloutRepository.manifest)
    }

    /// Starts a run with a policy of some kind.
    ///
    /// - Parameter settings: `--set` of each.
    func start(_ settings: [String], in workspace: WorkspaceView) throws -> Subprocess {
        try repository.start(
            ["run", RolloutRepository.manifest, "--workspace", workspace.root, "--quiet"]
                + settings.flatMap { ["--set", $0] })
    }

    /// Settings of a run that asks a server.
    static func endpoint(_ address: String) -> [String] {
        [
            "policy.endpoint.model=guesser", "policy.endpoint.servers=[\(address)/v1]",
            "stages.rollouts.unit_questions=16",
        ]
    }

    /// The rows of a stage's table, without how long each took.
    func rows(
        _ table: String, of stage: String, in workspace: WorkspaceView
    ) throws -> [JSONValue] {
        var rows: [JSONValue] = []
        try ParquetTableReader.forEach(
            AnyRow.self, from: try workspace.stage(stage, run: "pass-rates") + "/" + table
        ) { rows.append($0.json) }
        return rows
    }

    /// A row of any table.
    private struct AnyRow: TableRow {
        var json: JSONValue

        init(json: JSONValue) {
            let members = json.objectValue ?? []
            self.json = .object(members.filter { $0.name != "seconds" })
        }
    }
}
