import Engine
import Records

/// A stage of a plan with its key, as people and scripts read it.
struct StageText {
    private let plan: PlanExplanation
    private let stage: StageExplanation?

    /// The words on a stage of a plan.
    init(_ plan: PlanExplanation, _ name: String) {
        self.plan = plan
        stage = plan.stages.first { $0.planned.name == name }
    }

    /// State and reasons, the key's parts, and the stages that read this one.
    var text: String {
        guard let stage else { return "" }
        let planned = stage.planned
        var text = "\(planned.name) (\(planned.stage.kind)): \(PlanText.state(stage))"
        if let count = stage.unitCount { text += ", \(stage.unitsDone) of \(count) units done" }
        if let estimate = stage.estimate { text += ", about \(estimate)" }
        text += "\n"
        if let artifact = stage.artifact { text += "artifact: \(artifact.folder)\n" }
        if !stage.reasons.isEmpty {
            let since = plan.recorded.map { ", since the plan of \($0)" } ?? ""
            text += "\nwhy\(stage.cause == .changed ? since : "")\n"
            for reason in stage.reasons { text += "  \(reason)\n" }
        }
        text += "\nkey \(planned.key.short), made of\n"
        var table = TextTable([("part", .left), ("name", .left), ("value", .left), ("", .left)])
        for part in planned.keyParts {
            let upstream = plan.stages.first { $0.planned.name == part.upstream }
            table.append([
                part.component.rawValue, part.name, part.value,
                upstream.map { PlanText.state($0) } ?? "",
            ])
        }
        text += indented(table)
        let dependents = plan.dependents(of: planned.name)
        guard !dependents.isEmpty else { return text + "\nno stage reads it\n" }
        table = TextTable([("read by", .left), ("state", .left)])
        for dependent in dependents {
            table.append([dependent.planned.name, PlanText.state(dependent)])
        }
        return text + "\n" + table.text
    }

    /// The same as one object, with the key's material whole.
    var json: JSONValue {
        guard let stage else { return .null }
        return [
            "format": .integer(PlanExplanation.format), "run": .string(plan.plan.name),
            "since": plan.recorded.map { .string($0.description) } ?? .null,
            "stage": stage.json, "material": stage.planned.material,
            "read_by": .array(
                plan.dependents(of: stage.planned.name).map { .string($0.planned.name) }),
        ]
    }

    private func indented(_ table: TextTable) -> String {
        table.text.split(separator: "\n").map { "  \($0)\n" }.joined()
    }
}
