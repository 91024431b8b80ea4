import ConformanceSupport
import Dispatch
import Engine
import Glibc
import Records

/// `conformance-worker TASK RANGE …`: what `pipeline unit` is to a run from a manifest, for a run of
/// scripted stages.
@main struct Worker {
    static func main() async {
        let words = CommandLine.arguments
        guard words.count >= 3, let range = Int(words[2]) else { exit(64) }
        let work = Task { () async throws in
            let task = try RemoteTask(folder: words[1])
            let workspace = Workspace(task.workspaceRoot)
            let worker = RangeWorker(task, range: range)
            return try await worker.run(jobs: 1) { () async throws(Fault) in
                try await ScriptedRun(task.run, in: workspace).plan(workspace)
            }
        }
        signal(SIGTERM, SIG_IGN)
        let source = DispatchSource.makeSignalSource(
            signal: SIGTERM, queue: DispatchQueue(label: "signals"))
        source.setEventHandler { @Sendable in work.cancel() }
        source.resume()
        let end = await work.result
        source.cancel()
        switch end {
        case .success(let failedCount): exit(failedCount == 0 ? 0 : 1)
        case .failure(let error):
            print(error)
            exit(75)
        }
    }
}
