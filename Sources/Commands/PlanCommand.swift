import ArgumentParser
import Engine
import Records

/// `pipeline plan`: says what `run` would do.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Shows the stages in run order, what is done and what will run. Writes nothing.")

    @OptionGroup var manifest: ManifestOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let prepared = try PreparedRun(
            manifest: manifest.manifest, overrides: manifest.overrides,
            workspace: manifest.workspaceOption)
        let plan = try await prepared.plan()
        var rows: [PlanRow] = []
        for planned in plan.stages {
            let artifact = plan.artifact(of: planned)
            let units = try await prepared.pointing { () async throws(Fault) -> [UnitState]? in
                artifact == nil ? try await plan.units(of: planned) : nil
            }
            rows.append(PlanRow(planned, artifact: artifact, units: units))
        }
        let text: String
        if json {
            let value: JSONValue = [
                "format": 1, "run": .string(plan.name), "workspace": .string(plan.workspace.root),
                "stages": .array(rows.map(\.json)),
            ]
            text = value.serialized + "\n"
        } else {
            text = PlanRow.table(rows)
        }
        OutputStream.standardOutput.write(text)
    }
}
