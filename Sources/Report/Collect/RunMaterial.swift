import Engine
import Records
import Storage

/// What a report is made of: a run's stages and what they have published.
struct RunMaterial {
    /// A stage that is done.
    struct Done {
        var name: String
        var kind: String
        var artifact: Artifact
        var inputs: [Receipt.Input]
        var parameters: JSONValue?

        var details: JSONValue { artifact.receipt.details }
        var accounting: Accounting { artifact.receipt.accounting }
    }

    let status: RunStatus
    private let stages: [Done]

    /// The stages of a run.
    init(_ status: RunStatus) {
        self.status = status
        stages = zip(status.record.stages, status.stages).compactMap { record, stage in
            stage.artifact.map {
                Done(
                    name: record.name, kind: record.kind, artifact: $0, inputs: record.inputs,
                    parameters: record.material["parameters"])
            }
        }
    }

    /// The stages of a kind that are done, in the order in which they run.
    func done(_ kind: String) -> [Done] { stages.filter { $0.kind == kind } }

    /// The stage that feeds a field of another one, if it is done.
    func input(_ field: String, of stage: Done) -> Done? {
        guard let input = stage.inputs.first(where: { $0.field == field }) else { return nil }
        return stages.first { $0.name.utf8.elementsEqual(input.stage.utf8) }
    }
}

/// A row of any table.
struct AnyTableRow: TableRow {
    let json: JSONValue

    init(json: JSONValue) { self.json = json }
}
