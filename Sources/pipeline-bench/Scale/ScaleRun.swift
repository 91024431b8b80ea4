import Engine
import Records
import Storage

/// A run of one stage of many units, measured by part.
struct ScaleRun {
    let units: Int
    let atOnce: Int
    let jobs: Int
    let folder: String

    /// Runs it from nothing, and again with everything published but the stage itself.
    ///
    /// - Returns: rows of six cells on what parts cost, then rows of three on what lies on the disk.
    func rows() async throws(Fault) -> [[String]] {
        let meter = ScaleMeter(units: units)
        let service = ScaleService(units: units, jobs: jobs) { meter.end("ranges written") }
        let executor = RemoteExecutor(service, settings, jobs: 1)
        meter.start()
        try await execute(executor, meter)
        var rows = (meter.parts + [service.workers]).map(row)
        try FileSystem.remove(try await artifactFolder())
        meter.start()
        try await execute(LocalExecutor(jobs: 1), meter)
        rows += meter.parts.map { part in
            var part = part
            part.name += ", all published"
            return row(part)
        }
        return rows + (try sizes())
    }

    private var workspace: Workspace { Workspace(folder) }

    private var settings: RemoteExecutor.Settings {
        var settings = RemoteExecutor.Settings()
        settings.atOnce = atOnce
        return settings
    }

    private func execute(_ executor: any Executor, _ meter: ScaleMeter) async throws(Fault) {
        let plan = try await ScaleStage.plan(units: units, in: workspace)
        let origin = RunOrigin(
            manifestPath: "/bench.yaml", workingFolder: "/", overrides: [], lockedManifest: "")
        _ = try await Run(
            plan: plan, origin: origin, executor: executor, sink: EventSink(listeners: [meter])
        ).execute()
    }

    private func artifactFolder() async throws(Fault) -> String {
        let plan = try await ScaleStage.plan(units: units, in: workspace)
        return workspace.artifactFolder(kind: plan.stages[0].stage.kind, key: plan.stages[0].key)
    }

    private func row(_ part: ScaleMeter.Part) -> [String] {
        [
            "\(units)", part.name, Figure.fixed(part.processorSeconds, 2),
            Figure.fixed(part.processorSeconds / Double(units) * 1e6, 1),
            Figure.fixed(part.wallSeconds, 1), Figure.fixed(part.peakMebibytes, 0),
        ]
    }

    /// What lies on the disk, in bytes a unit.
    private func sizes() throws(Fault) -> [[String]] {
        let run = workspace.run("scale")
        let task = "\(run.path)/remote/scale/1"
        var sizes: [(name: String, byteCount: Double)] = []
        func add(_ name: String, _ paths: [String]) throws(Fault) {
            var total = 0
            for path in paths { total += try FileSystem.status(path)?.byteCount ?? 0 }
            sizes.append((name, Double(total) / Double(units)))
        }
        try add("list of units", ["\(task)/units.jsonl"])
        try add("the task's other files", ["\(task)/task.json", "\(task)/offsets"])
        try add(
            "reports of workers",
            try FileSystem.list("\(task)/reports").map { "\(task)/reports/\($0)" })
        try add("the run's event log", [run.eventsPath])
        // All receipts are alike.
        let store = "\(workspace.storeFolder)/bench"
        for name in try FileSystem.names(in: store, limit: 8).names
        where Receipt.read(in: "\(store)/\(name)")?.unit != nil {
            let status = try FileSystem.status("\(store)/\(name)/\(Receipt.fileName)")
            sizes.append(("a unit's receipt", Double(status?.byteCount ?? 0)))
            break
        }
        return sizes.map { ["\(units)", $0.name, Figure.fixed($0.byteCount, 0)] }
    }
}
