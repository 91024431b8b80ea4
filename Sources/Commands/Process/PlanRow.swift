import Engine
import Records

/// A stage as `plan` shows it.
struct PlanRow {
    let planned: PlannedStage
    let artifact: Artifact?
    /// How many units there are; nothing while an input is not there.
    let unitCount: Int?
    let unitsDone: Int

    init(_ planned: PlannedStage, artifact: Artifact?, units: [UnitState]?) {
        self.planned = planned
        self.artifact = artifact
        unitCount = artifact?.receipt.unitCount ?? units?.count
        unitsDone = artifact?.receipt.unitCount ?? units?.count { $0.artifact != nil } ?? 0
    }

    private var state: String {
        if artifact != nil { return "cached" }
        return unitsDone > 0 ? "goes on" : "will run"
    }

    private var units: String { unitCount.map { "\(unitsDone)/\($0)" } ?? "?" }

    var json: JSONValue {
        .object([
            .init("name", .string(planned.name)),
            .init("kind", .string(planned.stage.kind)),
            .init("key", .string(planned.key.hex)),
            .init("state", .string(artifact == nil ? "will_run" : "cached")),
            .init("units", unitCount.map { .integer($0) } ?? .null),
            .init("units_done", .integer(unitsDone)),
            .init("artifact", artifact.map { .string($0.folder) } ?? .null),
        ])
    }

    static func table(_ rows: [PlanRow]) -> String {
        var table = TextTable([
            ("stage", .left), ("kind", .left), ("state", .left), ("units done", .right),
            ("key", .left), ("reads", .left),
        ])
        for row in rows {
            table.append([
                row.planned.name, row.planned.stage.kind, row.state, row.units,
                row.planned.key.short,
                row.planned.inputs.map(\.stage).joined(separator: ", "),
            ])
        }
        let count = rows.count { $0.artifact == nil }
        let last =
            switch count {
            case 0: "nothing to do"
            case 1: "1 stage will run"
            default: "\(count) stages will run"
            }
        return table.text + "\n\(last)\n"
    }
}
