import Engine
import HTTP
import Manifests
import Records
import Server
import Storage
import TestSupport
import Testing

@testable import RayExecutor

/// What becomes of what Ray answers.
@Suite struct RayServiceTests {
    private static let job = "GET r.s.1.a"

    @Test func `a task is a job of its tag, whose command has nothing of the user's`() async throws
    {
        let ray = try FakeRay(["POST ": (200, "submitted.json")])
        var asked = RaySettings()
        asked.python = "/opt/my env/bin/python"
        asked.gpus = 0.5
        asked.resources = ["special=2"]
        let jobs = try await ray.service(asked).submit(ray.task, atOnce: 2)
        #expect(jobs == ["job r.s.1.a"])
        let body = try #require(ray.requests.first?.json)
        #expect(body["submission_id"]?.stringValue == "r.s.1.a")
        #expect(
            body["entrypoint"]?.stringValue
                == #"exec "$PIPELINE_PYTHON" "$PIPELINE_TASK/fan_out.py""#)
        let variables = body["runtime_env"]?["env_vars"]
        #expect(variables?["PIPELINE_PYTHON"]?.stringValue == "/opt/my env/bin/python")
        #expect(variables?["PIPELINE_TASK"]?.stringValue == ray.task.folder)
        let wanted = try JSONReader.parse(file: "\(ray.task.folder)/ray.json")
        #expect(wanted["ranges"]?.integerValue == 3 && wanted["at_once"]?.integerValue == 2)
        #expect(wanted["gpus"]?.realValue == 0.5 && wanted["cpus"]?.integerValue == 1)
        #expect(wanted["options"] == ["--jobs", "1"])
        #expect(wanted["resources"]?.arrayValue?.first?["name"]?.stringValue == "special")
        #expect(try FileSystem.status("\(ray.task.folder)/fan_out.py") != nil)
    }

    @Test func `an id that is taken is the job that was sent before`() async throws {
        let ray = try FakeRay(["POST ": (500, "repeated.txt"), Self.job: (200, "running.json")])
        #expect(try await ray.service().submit(ray.task, atOnce: 1) == ["job r.s.1.a"])
    }

    @Test(arguments: [
        (500, "repeated.txt", Fault.Code.tryAgain, "already exists"),
        (400, "bad.txt", .configuration, "unexpected keyword argument"),
    ])
    func `what is not taken is told with Ray's last line`(
        status: Int, body: String, code: Fault.Code, cause: String
    ) async throws {
        let ray = try FakeRay(["POST ": (status, body)])
        let fault = await #expect(throws: Fault.self) {
            try await ray.service().submit(ray.task, atOnce: 1)
        }
        #expect(fault?.code == code)
        #expect(fault?.cause?.contains(cause) == true, "\(fault as Any)")
    }

    @Test func `a token goes with every request, and into no fault`() async throws {
        let ray = try FakeRay(["POST ": (401, "unknown.txt")])
        let service = try ray.service { $0 == "RAY_AUTH_TOKEN" ? "secret-token" : nil }
        let fault = await #expect(throws: Fault.self) {
            try await service.submit(ray.task, atOnce: 1)
        }
        #expect(fault?.code == .configuration && fault?.remedy?.contains("RAY_AUTH_TOKEN") == true)
        #expect(!"\(fault as Any)\(service)".contains("secret"))
        #expect(!ray.requests.isEmpty)
        for request in ray.requests {
            #expect(request.header("authorization") == "Bearer secret-token")
        }
    }

    @Test func `who does not answer says nothing of any range`() async throws {
        let ray = try FakeRay([:])
        let service = try ray.service()
        // It answers, and does not know of the job.
        #expect(try await service.states(of: [ray.task]) == [:])
        await ray.server.end()
        let held = try await HeldPort(of: ray.server.address)
        let silence = await #expect(throws: Fault.self) { try await service.states(of: [ray.task]) }
        #expect(silence?.code == .tryAgain)
        let fault = await #expect(throws: Fault.self) {
            try await service.submit(ray.task, atOnce: 1)
        }
        #expect(fault?.code == .tryAgain)
        withExtendedLifetime(held) {}
    }

    @Test(arguments: [(500, "repeated.txt"), (200, "unknown.txt"), (200, "version.json")])
    func `an answer that says nothing is none`(status: Int, body: String) async throws {
        let ray = try FakeRay([Self.job: (status, body)])
        let service = try ray.service()
        let fault = await #expect(throws: Fault.self) { try await service.states(of: [ray.task]) }
        #expect(fault?.code == .tryAgain && fault?.message.contains("\(status)") == true)
    }

    @Test func `a token that is wrong by now is told as that`() async throws {
        let ray = try FakeRay([Self.job: (401, "unknown.txt")])
        let service = try ray.service()
        let fault = await #expect(throws: Fault.self) { try await service.states(of: [ray.task]) }
        #expect(fault?.message.contains("401") == true)
        #expect(fault?.remedy?.contains("RAY_AUTH_TOKEN") == true)
    }

    @Test func `ranges of a running job have ended, run or wait as the job's files say`()
        async throws
    {
        let ray = try FakeRay([Self.job: (200, "running.json")])
        try ray.write(
            """
            {"warning": "no node has what a range wants (GPU 8)"}
            {"range": 0, "end": "signal 9"}
            {"range": 2, "en
            """, to: "ray.jsonl")
        try ray.write("", to: "logs/1.log")
        let states = try await (try ray.service()).states(of: [ray.task])["r.s.1.a"]
        #expect(
            states == [
                0: JobState(.over, "signal 9", neverBegan: true), 1: JobState(.running, "RUNNING"),
                2: JobState(
                    .waiting, "RUNNING", warning: "no node has what a range wants (GPU 8)"),
            ])
    }

    @Test(arguments: [
        ("pending.json", JobState.Phase.waiting, "PENDING"),
        ("stopped.json", .over, "STOPPED"),
        ("succeeded.json", .over, "SUCCEEDED"),
        ("failed.json", .over, "FAILED: Job entrypoint command failed with exit code 3: hello"),
    ])
    func `all ranges of a job that does not run are as it is`(
        body: String, phase: JobState.Phase, words: String
    ) async throws {
        let ray = try FakeRay([Self.job: (200, body), "GET r.s.1.a/logs": (200, "logs.json")])
        let states = try await (try ray.service()).states(of: [ray.task])["r.s.1.a"]
        #expect(states?.count == 3)
        #expect(
            states?.values.allSatisfy {
                $0 == JobState(phase, words, neverBegan: phase == .over)
            } == true, "\(states as Any)")
        let log = try? FileSystem.read("\(ray.task.logsFolder)/ray.log")
        let printed = log.map { String(decoding: $0, as: UTF8.self) }
        #expect((printed?.contains("hello") == true) == (body == "failed.json"))
    }

    @Test func `a stop reaches what waits, and what runs only if that is to end too`() async throws
    {
        let ray = try FakeRay([
            Self.job: (200, "running.json"), "POST r.s.1.a/stop": (200, "stop.json"),
        ])
        let service = try ray.service()
        func stops() -> Int { ray.requests.count { $0.method == "POST" } }
        await service.cancel([ray.task], onlyWaiting: true)
        #expect(stops() == 0)
        await service.cancel([ray.task], onlyWaiting: false)
        #expect(stops() == 1)
        try FileSystem.createFolder("\(ray.task.folder)/cancel")
        await service.cancel([2], of: ray.task)
        #expect(try FileSystem.list("\(ray.task.folder)/cancel") == ["2"])
    }

    @Test func `an address comes from the manifest, the environment or is this machine's`() throws {
        #expect(
            try RayClient("http://head:1", environment: { _ in nil }).address.text
                == "http://head:1")
        let variable = try RayClient(nil) {
            $0 == "RAY_API_SERVER_ADDRESS" ? "http://there:2" : nil
        }
        #expect(variable.address.text == "http://there:2")
        #expect(try RayClient(nil) { _ in nil }.address.text == "http://127.0.0.1:8265")
        let fault = #expect(throws: Fault.self) {
            _ = try RayClient("ray://head:10001") { _ in nil }
        }
        #expect(
            fault?.code == .configuration && fault?.remedy?.contains("http://head:8265") == true)
    }
}
