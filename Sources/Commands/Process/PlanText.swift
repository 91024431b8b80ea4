import Engine
import Records

/// A plan as people read it.
enum PlanText {
    /// More reasons than this are not listed for a stage: `explain` lists them all.
    private static let mostReasons = 4

    /// A table of the stages with what would be done and why, what that comes to, and what will be left
    /// out.
    static func text(_ plan: PlanExplanation, notices: [String] = []) -> String {
        var table = TextTable([
            ("stage", .left), ("state", .left), ("units", .right), ("estimate", .right),
            ("why", .left),
        ])
        for stage in plan.stages {
            var reasons = stage.reasons
            if reasons.count > mostReasons {
                let rest = reasons.count - mostReasons + 1
                reasons = Array(reasons.prefix(mostReasons - 1))
                reasons.append("and \(rest) more: pipeline explain \(stage.planned.name)")
            }
            table.append([
                stage.planned.name, state(stage), units(stage), estimate(stage),
                reasons.first ?? "",
            ])
            for reason in reasons.dropFirst() { table.append(["", "", "", "", reason]) }
        }
        let told = notices.map { "notice: \(FaultRenderer.printable($0))\n" }.joined()
        return table.text + "\n" + told + total(plan) + "\n"
    }

    /// The same facts as one object.
    static func json(_ plan: PlanExplanation, notices: [String] = []) -> JSONValue {
        .object(
            (plan.json.objectValue ?? [])
                + [.init("notices", .array(notices.map { .string($0) }))])
    }

    /// `cached`, `will run` or `goes on`.
    static func state(_ stage: StageExplanation) -> String {
        switch stage.state {
        case .cached: "cached"
        case .willRun: "will run"
        case .goesOn: "goes on"
        }
    }

    /// `3/8`, or `?` while it is not known how many there will be.
    static func units(_ stage: StageExplanation) -> String {
        stage.unitCount.map { "\(stage.unitsDone)/\($0)" } ?? "?"
    }

    private static func estimate(_ stage: StageExplanation) -> String {
        if stage.state == .cached { return "" }
        return stage.estimate.map { "\($0)" } ?? "no estimate"
    }

    private static func total(_ plan: PlanExplanation) -> String {
        let count = plan.workCount
        guard count > 0 else { return "nothing to do" }
        let what = count == 1 ? "1 stage will run" : "\(count) stages will run"
        let (known, unknownCount) = plan.estimate
        if unknownCount == count { return "\(what); no earlier receipt tells how long" }
        let time = "\(what), about \(known) by earlier receipts"
        return unknownCount == 0 ? time : "\(time) and \(unknownCount) without an estimate"
    }
}
