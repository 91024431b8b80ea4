import Engine
import Manifests
import Records
import Server
import Storage
import Synchronization
import TestSupport

@testable import RayExecutor

/// A server in the place of Ray's dashboard that answers what a real one was seen to answer, and a task of
/// three ranges for it.
final class FakeRay: Sendable {
    /// An answer: its status, and the file of its body.
    typealias Answer = (status: Int, body: String)

    /// The requests that came.
    private final class Log: Sendable {
        let requests = Mutex<[ReceivedRequest]>([])
    }

    let folder: TemporaryFolder
    let task: RemoteTask
    let server: HTTPServer
    private let log: Log

    /// - Parameter answers: what is answered, by `METHOD path` below `api/jobs/`; nothing else is found.
    init(_ answers: [String: Answer]) throws {
        folder = try TemporaryFolder("ray")
        let place = "\(folder.path)/runs/r/remote/s/1"
        for shelf in ["reports", "logs"] { try FileSystem.createFolder("\(place)/\(shelf)") }
        let json: JSONValue = [
            "format": 2, "run": "r", "stage": "s", "tag": "r.s.1.a", "ranges": 3, "identity": .null,
            "key": .string(String(repeating: "0", count: 64)),
        ]
        try FileSystem.write(Array(json.serialized.utf8), to: "\(place)/task.json")
        task = try RemoteTask(folder: place)
        let replies = try answers.mapValues { ($0.status, try FakeRay.captured($0.body)) }
        let log = Log()
        self.log = log
        server = try HTTPServer { request in
            log.requests.withLock { $0.append(request) }
            let path = request.path.split(separator: "/", maxSplits: 2).dropFirst(2).first ?? ""
            let reply = replies["\(request.method) \(path)"] ?? (404, Array("unknown".utf8))
            return Reply(reply.0, headers: [], body: reply.1)
        }
    }

    /// What Ray 2.60 answered.
    static func captured(_ name: String) throws -> [UInt8] {
        let here = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
        return try FileSystem.read("\(here)/Captured/\(name)")
    }

    var requests: [ReceivedRequest] { log.requests.withLock { $0 } }

    /// The service that asks this server.
    func service(
        _ settings: RaySettings = RaySettings(),
        environment: @escaping (String) -> String? = { _ in nil }
    ) throws -> RayService {
        RayService(
            settings, [:], RemoteWorker(["/bin/pipeline", "unit"]),
            try RayClient(server.address, environment: environment))
    }

    /// Writes a file of the task.
    func write(_ text: String, to path: String) throws {
        try FileSystem.write(Array(text.utf8), to: "\(task.folder)/\(path)")
    }
}
