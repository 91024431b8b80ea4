import Engine
import Manifests
import Records
import Stages

/// A run from the command line: with a renderer, signals and a summary.
struct RunSession: Sendable {
    let prepared: PreparedRun
    let jobs: Int?
    let printsJSON: Bool
    let isQuiet: Bool
    let selection: RunSelection

    init(
        _ prepared: PreparedRun, _ options: RunOptions,
        _ selection: SelectionOptions? = nil
    ) {
        self.prepared = selection?.verify == true ? prepared.verifying() : prepared
        self.selection = selection?.selection ?? RunSelection()
        jobs = options.jobs
        printsJSON = options.json
        isQuiet = options.quiet
    }

    /// Runs, and says what came of it.
    @discardableResult
    func execute() async throws -> RunResult {
        let live =
            !printsJSON && !isQuiet && OutputStream.standardError.isTerminal
            ? LiveRenderer() : nil
        let listener: any EventListener
        if printsJSON {
            listener = JSONLinesListener()
        } else {
            listener = live ?? PlainRenderer(isQuiet: isQuiet)
        }
        let sink = EventSink(listeners: [listener])
        let executor = LocalExecutor(jobs: jobs ?? prepared.jobs)
        let (prepared, selection) = (prepared, selection)
        let cancelRequest = CancelRequest(prepared.workspace.run(prepared.name))
        defer { cancelRequest.stop() }
        let result: RunResult
        do {
            result = try await Interruption.cancelling {
                let plan = try await prepared.plan()
                let run = Run(
                    plan: plan, origin: prepared.origin, executor: executor, sink: sink,
                    software: StageFactory.software, selection: selection,
                    resumeCommand: prepared.resumeCommand)
                return try await prepared.pointing { () async throws(Fault) in
                    try await run.execute()
                }
            } abandon: {
                live?.close()
                prepared.workspace.digests.save()
                let fault = Run.interruption(
                    prepared.name,
                    resumeCommand: sink.isOpen ? prepared.resumeCommand : nil)
                var event = Event(.runInterrupted)
                event.message = fault.message
                event.remedy = fault.remedy
                sink.emit(event)
                OutputStream.standardError.write(CommandFailure(fault).text + "\n")
            }
        } catch {
            live?.close()
            throw error
        }
        live?.close()
        if !printsJSON { OutputStream.standardOutput.write(RunSummary.text(result)) }
        return result
    }
}
