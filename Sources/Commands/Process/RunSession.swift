import Engine
import Manifests
import Records
import SlurmExecutor
import Stages
import Storage
import Terminal

/// A run from the command line: with a renderer, signals and a summary.
struct RunSession: Sendable {
    let prepared: PreparedRun
    let jobs: Int?
    private let isDetached: Bool
    let printsJSON: Bool
    private let selection: RunSelection
    private let renderer: (any ProgressRenderer)?
    private let sink: EventSink
    private let stop = StopRequest()

    init(
        _ prepared: PreparedRun, _ options: RunOptions,
        _ selection: SelectionOptions? = nil, _ place: PlaceOptions? = nil
    ) {
        self.prepared = selection?.verify == true ? prepared.verifying() : prepared
        self.selection = selection?.selection ?? RunSelection()
        jobs = options.jobs
        isDetached = place?.detach ?? false
        printsJSON = options.printsJSON
        renderer = options.renderer()
        var listeners: [any EventListener] = []
        if let renderer { listeners.append(renderer) }
        if printsJSON { listeners.append(JSONLinesListener()) }
        sink = EventSink(listeners: listeners)
    }

    /// A run up to a stage, which is told without progress.
    ///
    /// - Parameter isSilent: whether standard output is for a program, and gets no summary.
    init(_ prepared: PreparedRun, until stage: String, isSilent: Bool) {
        self.prepared = prepared
        selection = RunSelection(until: stage)
        jobs = nil
        isDetached = false
        printsJSON = isSilent
        let renderer = PlainRenderer(isQuiet: true)
        self.renderer = renderer
        sink = EventSink(listeners: [renderer])
    }

    /// Runs, and says what came of it.
    ///
    /// - Parameter namesRejects: whether the command is named that lists rejects of the run.
    @discardableResult
    func execute(namesRejects: Bool = true) async throws -> RunResult {
        let cancelRequest = CancelRequest(prepared.workspace.run(prepared.name))
        defer { cancelRequest.stop() }
        let reactions = Interruption.Reactions(stop: react, abandon: abandon)
        let result: RunResult
        do {
            result = try await Interruption.stopping(reactions) { try await run() }
        } catch {
            renderer?.close()
            throw stopped(error)
        }
        renderer?.close()
        if !printsJSON {
            OutputStream.standardOutput.write(RunSummary.text(result))
            if namesRejects { OutputStream.standardOutput.write(rejects(of: result)) }
        }
        return result
    }

    /// The command that lists what was rejected, where something was.
    private func rejects(of result: RunResult) -> String {
        let receipts = result.stages.map(\.artifact.receipt).filter { receipt in
            !receipt.accounting.rejects.isEmpty
                && (receipt.file("rejects.parquet") ?? receipt.file("rejects.jsonl")) != nil
        }
        guard !receipts.isEmpty else { return "" }
        let words = WorkspaceOption.words(for: prepared.workspace)
        return "rejects: pipeline rejects \(ShellWord.quoted(prepared.name))\(words)\n"
    }

    /// Runs, or lets a job do so if that was asked for.
    func executeOrDetach() async throws {
        guard isDetached else {
            try await execute()
            return
        }
        guard prepared.executor.kind == .slurm else {
            throw Fault(
                .usage, "--detach needs a cluster, whose job drives the run",
                remedy: "add `--executor slurm`, or start the command in `tmux` or by `nohup`")
        }
        let run = try await made()
        let folder = prepared.workspace.run(prepared.name)
        let driver = RunExecutor.driver(prepared.executor, of: folder, prepared.workspace)
        let job = try await prepared.pointing { () async throws(Fault) in
            try await run.record()
            return try await driver.submit(driverArguments, in: folder.path)
        }
        let name = ShellWord.quoted(prepared.name)
        OutputStream.standardOutput.write(
            """
            job \(job) of Slurm drives the run \(prepared.name)
              pipeline status \(name)     how it stands
              pipeline cancel \(name)     ends it; what is done is kept
              what it prints: \(driver.logPath)

            """)
    }

    /// The command that a job drives the run with.
    private var driverArguments: [String] {
        get throws(Fault) {
            var words = [
                try FileSystem.realPath("/proc/self/exe"), "resume", prepared.name, "--workspace",
                prepared.workspace.root, "--progress", "plain",
            ]
            if let jobs { words += ["--jobs", String(jobs)] }
            if selection.keepsGoing { words.append("--keep-going") }
            if let until = selection.until { words += ["--until", until] }
            if let only = selection.only { words += ["--only", only] }
            if prepared.workspace.verifies { words.append("--verify") }
            return words
        }
    }

    private func run() async throws -> RunResult {
        let run = try await made()
        return try await prepared.pointing { () async throws(Fault) in try await run.execute() }
    }

    private func made() async throws -> Run {
        let plan = try await prepared.plan()
        return Run(
            plan: plan, origin: prepared.origin,
            executor: try RunExecutor.make(
                prepared.executor, jobs: jobs, stages: prepared.stageLimits,
                prepared.workspace), sink: sink,
            software: StageFactory.software(ofKind:), selection: selection, stop: stop,
            resumeCommand: prepared.resumeCommand)
    }

    /// The user asks for the end: no more units are started.
    private func react(_ code: Fault.Code) -> Bool {
        let isCommitting = stop.make(code)
        var event = Event(.runStopping)
        event.message =
            isCommitting
            ? "units under way may end within \(Interruption.commitSeconds) s (once more: at once)"
            : "what is done is kept (once more: at once)"
        // A stream of events opens with `run.started`.
        let isTold = sink.isOpen && renderer != nil
        if sink.isOpen { sink.emit(event) }
        if !isTold, let message = event.message {
            OutputStream.standardError.write("stopping: \(message)\n")
        }
        return isCommitting
    }

    /// The process ends before the run has.
    private func abandon(_ code: Fault.Code) {
        renderer?.close()
        let fault = Run.interruption(
            prepared.name, code, resumeCommand: sink.isOpen ? prepared.resumeCommand : nil)
        var event = Event(.runInterrupted)
        event.message = fault.message
        event.remedy = fault.remedy
        if sink.isOpen { sink.emit(event) }
        let stream = OutputStream.standardError
        stream.write(CommandFailure(fault).text(in: stream.style) + "\n")
        prepared.workspace.digests.save()
    }

    /// What a run that was stopped while it was planned ends with; other errors stay what they are.
    private func stopped(_ error: any Error) -> any Error {
        guard stop.isMade, !sink.isOpen,
            CommandFailure(rendering: error)?.exitStatus
                == Fault(.interrupted, "").exitStatus
        else { return error }
        return Run.interruption(prepared.name, stop.code, resumeCommand: nil)
    }
}
