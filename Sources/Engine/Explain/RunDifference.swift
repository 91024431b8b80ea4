public import Records
import Storage

/// How two runs differ: in what was asked for, in what was read and counted, and in what came out.
public struct RunDifference: Sendable {
    /// The version of `json`.
    public static let format = 1

    /// What a row is about.
    public enum Section: String, Sendable, Hashable {
        /// A value of the effective manifest, by field path.
        case manifest
        /// A stage's key, or what it counted.
        case data
        /// A number that a stage measured.
        case results
    }

    /// One thing that differs.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public var section: Section
        /// What differs, and both values.
        public var change: JSONChange
    }

    /// One of the runs.
    public struct Side: Sendable {
        /// The run's name.
        public var name: String
        /// The effective manifest's values.
        public var manifest: JSONValue
        /// The stages' keys, what they counted and what they measured, in the order in which they run.
        var stages: [(name: String, key: Digest, receipt: Receipt?)]

        /// A run of a workspace, with the values of its locked manifest.
        ///
        /// - Throws: a `Fault` of code `badInput` if its plan cannot be read.
        public init(
            _ folder: RunFolder, in workspace: Workspace, manifest: JSONValue
        ) throws(Fault) {
            guard let record = try RunRecord.read(in: folder) else {
                throw Fault(.noInput, "there is no run in `\(folder.path)`")
            }
            name = folder.name
            self.manifest = manifest
            stages = record.stages.map {
                ($0.name, $0.key, workspace.artifact(kind: $0.kind, key: $0.key)?.receipt)
            }
        }
    }

    /// The runs' names.
    public let names: (String, String)
    /// Everything that differs.
    public let rows: [Row]

    /// Compares two runs.
    public init(_ left: Side, _ right: Side) {
        names = (left.name, right.name)
        var rows = JSONDifference.changes(from: left.manifest, to: right.manifest)
            .map { Row(section: .manifest, change: $0) }
        let stages =
            right.stages
            + left.stages.filter { stage in
                !right.stages.contains { $0.name == stage.name }
            }
        var results: [Row] = []
        for stage in stages {
            let before = left.stages.first { $0.name == stage.name }
            let after = right.stages.first { $0.name == stage.name }
            if before?.key != after?.key {
                rows.append(
                    Row(
                        section: .data,
                        change: JSONChange(
                            path: [stage.name, "key"],
                            before: before.map { .string($0.key.short) },
                            after: after.map { .string($0.key.short) })))
            }
            rows += RunDifference.rows(.data, stage.name, before?.receipt, after?.receipt) {
                $0.accounting.json
            }
            results += RunDifference.rows(.results, stage.name, before?.receipt, after?.receipt) {
                $0.details
            }
        }
        self.rows = rows + results
    }

    /// What two receipts say differently; of results, only numbers and lists of them are compared.
    private static func rows(
        _ section: Section, _ stage: String, _ before: Receipt?, _ after: Receipt?,
        _ part: (Receipt) -> JSONValue
    ) -> [Row] {
        JSONDifference.changes(
            from: before.map(part) ?? .object([]), to: after.map(part) ?? .object([])
        ).flatMap { numbers(in: $0) }.map { change in
            var change = change
            change.path.insert(stage, at: 0)
            return Row(section: section, change: change)
        }
    }

    /// The numbers of a change; of what only one side has, each by itself.
    private static func numbers(in change: JSONChange) -> [JSONChange] {
        let isAdded = change.before == nil
        let only = isAdded ? change.after : change.after == nil ? change.before : nil
        if let only, !only.isScalar {
            let empty: JSONValue = only.objectValue == nil ? .array([]) : .object([])
            let parts = JSONDifference.changes(
                from: isAdded ? empty : only, to: isAdded ? only : empty)
            // A list of scalars is one value.
            guard parts.map(\.path) != [[]] else { return change.isOfNumbers ? [change] : [] }
            return parts.flatMap { part in
                var part = part
                part.path = change.path + part.path
                return numbers(in: part)
            }
        }
        return change.isOfNumbers ? [change] : []
    }

    /// The differences as an object.
    public var json: JSONValue {
        [
            "format": .integer(RunDifference.format),
            "runs": [.string(names.0), .string(names.1)],
            "differences": .array(
                rows.map { row in
                    [
                        "section": .string(row.section.rawValue), "name": .string(row.change.name),
                        "before": row.change.before ?? .null, "after": row.change.after ?? .null,
                    ]
                }),
        ]
    }

    /// One table of everything that differs.
    public var text: String {
        guard !rows.isEmpty else { return "\(names.0) and \(names.1) do not differ\n" }
        var table = TextTable([
            ("", .left), ("what", .left), (names.0, .right), (names.1, .right), ("change", .right),
        ])
        for row in rows {
            table.append([
                row.section.rawValue, JSONChange.text(of: .string(row.change.name)),
                JSONChange.text(of: row.change.before), JSONChange.text(of: row.change.after),
                RunDifference.step(row.change),
            ])
        }
        return table.text
    }

    /// `+0.02`, between two numbers.
    private static func step(_ change: JSONChange) -> String {
        guard let before = change.before?.realValue, let after = change.after?.realValue,
            (after - before).isFinite
        else { return "" }
        return (after > before ? "+" : "") + Format.metric(after - before)
    }
}

extension JSONChange {
    /// Whether both values, as far as they are there, are numbers or lists of numbers.
    fileprivate var isOfNumbers: Bool {
        [before, after].compactMap { $0 }.allSatisfy { value in
            let elements = value.arrayValue ?? [value]
            return !elements.isEmpty && elements.allSatisfy { $0.realValue != nil }
        }
    }
}
