import Records

/// Why a stage has another key than it had: what its key was made of against what it is made of,
/// component by component.
struct KeyDifference {
    private let before: RunRecord.Stage
    private let after: PlannedStage
    /// The stages upstream that will run.
    private let waiting: Set<String>

    init(from before: RunRecord.Stage, to after: PlannedStage, waiting: Set<String>) {
        self.before = before
        self.after = after
        self.waiting = waiting
    }

    /// Every change; none if the keys are the same.
    var changes: [KeyChange] {
        guard before.key != after.key else { return [] }
        return kind + version + parameters + inputs + content + seed
    }

    private func old(_ name: String) -> JSONValue { before.material[name] ?? .null }
    private func new(_ name: String) -> JSONValue { after.material[name] ?? .null }

    private var kind: [KeyChange] {
        guard old("kind") != new("kind") else { return [] }
        let change = JSONChange(path: ["kind"], before: old("kind"), after: new("kind"))
        return [KeyChange(.kind, "kind \(change.valueText)", change: change)]
    }

    private var version: [KeyChange] {
        // A stage of another kind has versions of its own.
        guard old("version") != new("version"), old("kind") == new("kind") else { return [] }
        let change = JSONChange(path: ["version"], before: old("version"), after: new("version"))
        return [KeyChange(.version, "code version \(change.valueText)", change: change)]
    }

    private var parameters: [KeyChange] {
        JSONDifference.changes(from: old("parameters"), to: new("parameters")).map { change in
            let path = change.path
            let name =
                switch path.first {
                case "settings": ([after.name] + path.dropFirst()).joined(separator: ".")
                case "surroundings" where path.count > 1: path.dropFirst().joined(separator: ".")
                default: ([after.name] + path).joined(separator: ".")
                }
            return KeyChange(
                .parameters, "\(JSONChange.text(of: .string(name))) \(change.valueText)",
                location: after.stage.location(ofParameter: change.name), change: change)
        }
    }

    /// By field and position, since the names of stages do not enter the key.
    private var inputs: [KeyChange] {
        var fields: [String] = []
        for input in after.inputs + before.inputs where !fields.contains(input.field) {
            fields.append(input.field)
        }
        var result: [KeyChange] = []
        for field in fields {
            let old = before.inputs.filter { $0.field == field }
            let new = after.inputs.filter { $0.field == field }
            for index in 0..<max(old.count, new.count) {
                let pair = (
                    index < old.count ? old[index] : nil, index < new.count ? new[index] : nil
                )
                if let text = text(of: field, pair.0, pair.1) {
                    result.append(
                        KeyChange(
                            .inputs, text,
                            change: JSONChange(
                                path: [field], before: pair.0.map { .string($0.key.hex) },
                                after: pair.1.map { .string($0.key.hex) })))
                }
            }
        }
        return result
    }

    private func text(
        of field: String, _ old: Receipt.Input?, _ new: Receipt.Input?
    ) -> String? {
        guard let new else { return old.map { "no longer reads \($0.stage) as \(field)" } }
        guard let old else { return "now reads \(new.stage) as \(field)" }
        guard old.key != new.key else { return nil }
        if old.stage != new.stage { return "reads \(new.stage) instead of \(old.stage)" }
        return waiting.contains(new.stage)
            ? "reads \(new.stage), which will run"
            : "reads \(new.stage), which is now \(new.key.short) and was \(old.key.short)"
    }

    private var content: [KeyChange] {
        after.stage.changes(ofFingerprint: old("fingerprint"), to: new("fingerprint"))
    }

    private var seed: [KeyChange] {
        guard old("seed") != new("seed") else { return [] }
        let change = JSONChange(path: ["seed"], before: old("seed"), after: new("seed"))
        return [
            KeyChange(
                .seed, "seed \(change.valueText)",
                location: after.stage.location(ofParameter: "seed"), change: change)
        ]
    }
}
