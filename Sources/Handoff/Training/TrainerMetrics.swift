public import Records
import Storage

/// The numbers that a trainer writes as it goes, a line of JSON each time.
struct TrainerMetrics {
    private let facts: TargetFacts.Metrics
    private let run: String
    /// The files, by the step that they go on from.
    private var files: [(step: Int, file: GrowingFile)]
    /// The rows so far, each with its step and flat names: those of the trainer.
    private(set) var rows: [Row] = []

    /// What a step measured.
    struct Row: Sendable, Hashable, TableRow {
        /// The step, as the trainer counts.
        var step: Int
        /// Numbers by the trainer's names.
        var values: [JSONValue.Member]

        init(step: Int, values: [JSONValue.Member]) {
            self.step = step
            self.values = values
        }

        var json: JSONValue { .object([.init("step", .integer(step))] + values) }

        init(json: JSONValue) throws(Fault) {
            step = try json.column("step", \.integerValue)
            values = (json.objectValue ?? []).filter { $0.name != "step" }
        }
    }

    /// The metrics of a run folder; nothing if the trainer writes none to a file.
    init?(_ target: TrainerTarget, run: String) {
        guard let facts = target.facts.metrics else { return nil }
        self.facts = facts
        self.run = run
        files = [(0, GrowingFile("\(run)/\(facts.file)"))]
    }

    /// Finds the files of those who went on: `metrics-20.jsonl` beside `metrics.jsonl`.
    private mutating func find() {
        let stem = facts.file.prefix { $0 != "." }
        guard !stem.contains("/"), let names = try? FileSystem.list(run) else { return }
        for name in names where name.hasPrefix("\(stem)-") && name.hasSuffix(".jsonl") {
            guard let step = Int(name.dropFirst(stem.count + 1).dropLast(6)),
                !files.contains(where: { $0.step == step })
            else { continue }
            let place = files.firstIndex { $0.step > step } ?? files.count
            files.insert((step, GrowingFile("\(run)/\(name)")), at: place)
        }
    }

    /// Reads what came since. A line that is none is passed over: they are for people, not for what is
    /// decided.
    ///
    /// - Throws: a `Fault` where the file cannot be read.
    mutating func look() throws(Fault) {
        find()
        for index in files.indices { try read(index) }
    }

    private mutating func read(_ index: Int) throws(Fault) {
        while true {
            let lines = try files[index].file.lines()
            if lines.isEmpty { return }
            for line in lines {
                guard let json = try? JSONReader.parse(line, file: facts.file),
                    let step = TrainerMetrics.step(json)
                else { continue }
                // Whoever went back to a checkpoint measures its successors again.
                rows.removeAll { $0.step > step }
                let values = TrainerMetrics.flat(json["data"] ?? json, "")
                if rows.last?.step == step {
                    let last = rows.count - 1
                    rows[last].values.removeAll { old in
                        values.contains { $0.name == old.name }
                    }
                    rows[last].values += values
                } else {
                    rows.append(Row(step: step, values: values))
                }
            }
        }
    }

    /// What is worth showing of the last step, by our names.
    var shown: [(name: String, value: Double)] {
        guard let last = rows.last else { return [] }
        return facts.names.compactMap { name in
            last.values.first { $0.name == name.theirs }?.value.realValue
                .map { (name.ours, $0) }
        }
    }

    /// ms-swift writes `3/40`.
    private static func step(_ json: JSONValue) -> Int? {
        if let step = (json["step"] ?? json["global_step"])?.integerValue { return step }
        let text = json["global_step/max_steps"]?.stringValue
        return text.flatMap { $0.split(separator: "/").first }.flatMap { Int($0) }
    }

    /// The numbers of an object, those of its objects by paths.
    private static func flat(_ json: JSONValue, _ prefix: String) -> [JSONValue.Member] {
        (json.objectValue ?? []).flatMap { member -> [JSONValue.Member] in
            let name = prefix.isEmpty ? member.name : "\(prefix)/\(member.name)"
            if member.value.objectValue != nil { return flat(member.value, name) }
            guard let value = member.value.realValue, !["step", "global_step"].contains(name) else {
                return []
            }
            return [.init(name, .real(value))]
        }
    }
}

extension ExportedPhase {
    /// Writes what the trainer measured, a row a step, as `metrics.jsonl`.
    ///
    /// - Returns: the last row by our names, where there is one.
    /// - Throws: a `Fault` where something cannot be read or written.
    public func writeMetrics(
        of run: String, to folder: String
    ) throws(Fault) -> [(name: String, value: Double)] {
        guard var metrics = TrainerMetrics(target, run: run) else { return [] }
        try metrics.look()
        if !metrics.rows.isEmpty {
            try TableWriter.write(metrics.rows, to: "\(folder)/metrics.jsonl")
        }
        return metrics.shown
    }
}
