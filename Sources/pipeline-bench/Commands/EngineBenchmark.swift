import ArgumentParser
import Engine
import Glibc
import Records
import Storage

/// `engine`: what the engine itself costs, by the number of units of one stage.
struct EngineBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "What the engine adds: one stage of many units that do next to nothing.",
        discussion:
            "Units run in this process, each writing a file of some bytes. `resume` has every"
            + " unit published and the stage not. Peak memory is that of all rows so far.")

    @Option(help: "How many units; may be given several times.")
    var units: [Int] = [1000, 10_000, 100_000]

    @Option(help: "Threads to use.")
    var jobs = 2

    func run() async throws {
        var table = ResultTable("units", "work", "wall ms", "cpu ms", "us a unit", "peak MiB")
        for count in units {
            try await TemporaryFolder.with { folder in
                try await measure(count, folder, &table)
            }
        }
        table.print()
    }

    private func measure(_ count: Int, _ folder: String, _ table: inout ResultTable) async throws {
        func add(_ name: String, _ sample: Sample) {
            table.add(
                "\(count)", name, Figure.milliseconds(sample.wall),
                Figure.milliseconds(sample.cpu),
                Figure.fixed(sample.wall / Double(max(1, count)) * 1e6, 1),
                Figure.fixed(ResourceUsage.peakMebibytes, 0))
        }
        let stage = CountingStage(count: count)
        add("run", try await Sample.once { try await execute(stage, folder) })
        add("nothing to do", try await Sample.once { try await execute(stage, folder) })
        let workspace = Workspace(folder)
        let plan = try await RunPlan(
            name: "bench", stages: [stage], seed: Seed(0), workspace: workspace)
        add(
            "status",
            try await Sample.once {
                _ = try RunStatus.read(workspace.run("bench"), in: workspace)
            })
        guard let artifact = plan.artifact(of: plan.stages[0]) else { return }
        try FileSystem.remove(artifact.folder)
        add("plan", try await Sample.once { _ = try await plan.units(of: plan.stages[0]) })
        add("resume", try await Sample.once { try await execute(stage, folder) })
    }

    /// Writes a file without waiting for the disk, as a unit that leaves that to the engine.
    fileprivate static func write(_ text: String, to path: String) throws(Fault) {
        guard let file = fopen(path, "w") else {
            throw Fault(.tryAgain, "`\(path)` cannot be made")
        }
        defer { fclose(file) }
        guard fputs(text, file) >= 0 else { throw Fault(.tryAgain, "`\(path)` cannot be written") }
    }

    private func execute(_ stage: CountingStage, _ folder: String) async throws {
        let workspace = Workspace(folder)
        let plan = try await RunPlan(
            name: "bench", stages: [stage], seed: Seed(0), workspace: workspace)
        let origin = RunOrigin(
            manifestPath: "/bench.yaml", workingFolder: "/", overrides: [], lockedManifest: "")
        _ = try await Run(
            plan: plan, origin: origin, executor: LocalExecutor(jobs: jobs), sink: EventSink()
        ).execute()
    }
}

/// A stage of so many units, each of which writes its number.
private struct CountingStage: Stage {
    let count: Int
    let name = "count"
    let kind = "bench"
    let behaviourVersion = 1
    let inputs: [StageInput] = []
    var parameters: JSONValue { ["count": .integer(count)] }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        (0..<count).map { UnitPlan(name: "unit-\($0)", payload: .integer($0)) }
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        try EngineBenchmark.write(unit.name, to: "\(context.folder)/value.txt")
        return UnitOutcome(accounting: Accounting(inputs: 1, outputs: 1))
    }

    func merge(_ units: [UnitArtifact], _ context: MergeContext) async throws(Fault) -> MergeOutcome
    {
        try EngineBenchmark.write("\(units.count)\n", to: "\(context.folder)/count.txt")
        return MergeOutcome()
    }
}
