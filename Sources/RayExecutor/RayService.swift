import HTTP
public import Engine
public import Manifests
public import Records

/// Ray as its Jobs API shows it: a job for each task, whose entrypoint does the ranges as Ray tasks.
///
/// A job's submission id is the task's tag: run, stage, attempt and a random mark. What Ray says of a job is
/// advice, and what it does not know has not failed.
public struct RayService: JobService {
    /// What users call it.
    public let name = "Ray"
    private let settings: RaySettings
    private let stages: [String: RaySettings]
    private let worker: RemoteWorker
    private let client: RayClient

    /// Ray, reached over HTTP.
    ///
    /// - Parameters:
    ///   - settings: what it is asked for.
    ///   - stages: what it is asked for instead, by stage.
    ///   - worker: what does a range; every node must have it under this path.
    /// - Throws: a `Fault` of code `configuration` where the address is none.
    public init(
        _ settings: RaySettings, stages: [String: RaySettings] = [:], worker: RemoteWorker
    ) throws(Fault) {
        self.init(settings, stages, worker, try RayClient(settings.address))
    }

    init(
        _ settings: RaySettings, _ stages: [String: RaySettings], _ worker: RemoteWorker,
        _ client: RayClient
    ) {
        self.settings = settings
        self.stages = stages
        self.worker = worker
        self.client = client
    }

    /// Sends a task's ranges as one job.
    ///
    /// - Throws: a `Fault` of code `tryAgain` if Ray does not answer or does not take it now, of code
    ///   `configuration` if it refuses it.
    public func submit(
        _ task: RemoteTask, atOnce count: Int
    ) async throws(Fault) -> [String] {
        let own = stages[task.stage]?.over(settings) ?? settings
        for text in [task.folder, own.python ?? ""] where text.contains("$") {
            throw Fault(
                .configuration, "Ray would take what follows a `$` for a variable: `\(text)`",
                remedy: "use a path without it")
        }
        try RayJob(task).write(own.asked(of: task, worker, atOnce: count))
        let variables: JSONValue = [
            "PIPELINE_TASK": .string(task.folder),
            "PIPELINE_PYTHON": .string(own.python ?? "python3"),
        ]
        let body: JSONValue = [
            "entrypoint": .string(RayJob.entrypoint), "submission_id": .string(task.tag),
            "runtime_env": ["env_vars": variables],
            "metadata": ["run": .string(task.run), "stage": .string(task.stage)],
        ]
        let answer: RayClient.Answer
        do throws(HTTPFailure) {
            answer = try await client.ask("jobs/", body: body)
        } catch {
            throw noAnswer(error)
        }
        let job = "job \(task.tag)"
        if answer.status == 200 { return [job] }
        // A job that is there already is told as an error of the server.
        if (try? await look(task)) != nil { return [job] }
        let cause = RayService.lastLine(answer.text)
        guard StatusMeaning(answer.status).mayPass else {
            throw Fault(
                .configuration, "Ray refuses the job with status \(answer.status)",
                remedy: RayService.remedy(answer.status),
                cause: cause)
        }
        throw Fault(
            .tryAgain, "Ray does not take the job now (status \(answer.status))", cause: cause)
    }

    /// The last line of a text that says something: a traceback ends with what is wrong.
    static func lastLine(_ text: String) -> String? {
        text.split(whereSeparator: \.isNewline).last { $0.contains(where: \.isLetter) }
            .map { String($0.prefix(400)) }
    }

    /// What Ray knows of a task's job; nothing where it answers that there is none.
    ///
    /// - Throws: a `Fault` if it does not answer, or refuses to.
    private func look(_ task: RemoteTask) async throws(Fault) -> JSONValue? {
        let answer: RayClient.Answer
        do throws(HTTPFailure) {
            answer = try await client.ask("jobs/\(task.tag)")
        } catch {
            throw noAnswer(error)
        }
        if answer.status == 404 { return nil }
        guard answer.status == 200, let json = answer.json, json["status"]?.stringValue != nil
        else {
            throw Fault(
                .tryAgain, "Ray's answer says nothing of jobs (status \(answer.status))",
                remedy: RayService.remedy(answer.status),
                cause: RayService.lastLine(answer.text))
        }
        return json
    }

    private func noAnswer(_ failure: HTTPFailure) -> Fault {
        let address = client.address.text
        return Fault(
            failure.mayPass ? .tryAgain : .configuration, "Ray does not answer at \(address)",
            remedy: "`curl \(address)/api/version` tells whether its dashboard does",
            cause: failure.detail)
    }

    private static func remedy(_ status: Int) -> String {
        status == 401 || status == 403
            ? "put the cluster's token into RAY_AUTH_TOKEN"
            : "it may be another server than Ray's dashboard, or an older Ray"
    }

    /// What Ray and the jobs say of tasks' ranges.
    public func states(
        of tasks: [RemoteTask]
    ) async throws(Fault) -> [String: [Int: JobState]] {
        var states: [String: [Int: JobState]] = [:]
        for task in tasks {
            guard let json = try await look(task) else { continue }
            let job = RayJob(task)
            let status = RayStatus(json)
            if status.phase == .over, status.hasFailed { await fetchLog(of: task) }
            states[task.tag] = status.ranges(
                task.rangeCount, job.progress, hasStarted: job.hasStarted)
        }
        return states
    }

    /// Fetches what a job printed that did not come to its end.
    private func fetchLog(of task: RemoteTask) async {
        guard let answer = try? await client.ask("jobs/\(task.tag)/logs"), answer.status == 200,
            let log = answer.json?["logs"]?.stringValue
        else { return }
        RayJob(task).keep(log: log)
    }

    /// Stops tasks' jobs. Those that have started and are to end by themselves were told so by a file.
    public func cancel(_ tasks: [RemoteTask], onlyWaiting: Bool) async {
        for task in tasks {
            guard let found = try? await look(task) else { continue }
            let phase = RayStatus(found).phase
            guard phase == .waiting || (phase == .running && !onlyWaiting) else { continue }
            _ = try? await client.ask("jobs/\(task.tag)/stop", body: [:])
        }
    }

    /// Ends ranges of a task.
    public func cancel(_ ranges: [Int], of task: RemoteTask) async {
        RayJob(task).cancel(ranges)
    }
}
