import Engine
import Records
import Storage

/// The files of a task by which its Ray job is told what to do, and tells what it has done.
struct RayJob: Sendable {
    /// What the fan-out says of the ranges.
    struct Progress: Sendable, Hashable {
        /// How ranges ended.
        var ends: [Int: String] = [:]
        /// Why ranges may wait longer than the user thinks.
        var warning: String?
    }

    private let task: RemoteTask

    init(_ task: RemoteTask) { self.task = task }

    private var programPath: String { "\(task.folder)/fan_out.py" }

    /// What is run on the head node. Ray gives it to a shell: it holds nothing of the user's.
    static let entrypoint = #"exec "$PIPELINE_PYTHON" "$PIPELINE_TASK/fan_out.py""#

    /// Writes the program and what it is asked for.
    ///
    /// - Throws: a `Fault` where they cannot be written.
    func write(_ asked: JSONValue) throws(Fault) {
        try FileSystem.createFolder("\(task.folder)/cancel")
        try FileSystem.write(
            Array((asked.serialized + "\n").utf8), to: "\(task.folder)/ray.json")
        try FileSystem.write(PackageResources.fan_out_py, to: programPath)
    }

    /// What has been said until now; of ranges that another attempt at the job did, too.
    var progress: Progress {
        var progress = Progress()
        let bytes = (try? FileSystem.read("\(task.folder)/ray.jsonl")) ?? []
        // A last line may be half written.
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let json = try? JSONReader.parse(Array(line), file: "ray.jsonl") else { continue }
            if let warning = json["warning"] { progress.warning = warning.stringValue }
            if let range = json["range"]?.integerValue, let end = json["end"]?.stringValue {
                progress.ends[range] = end
            }
        }
        return progress
    }

    /// Whether a range's process was started.
    func hasStarted(_ range: Int) -> Bool {
        (try? FileSystem.status("\(task.logsFolder)/\(range).log")) != nil
    }

    /// Tells the fan-out that ranges are no longer wanted. What cannot be told is done in vain.
    func cancel(_ ranges: [Int]) {
        for range in ranges { try? FileSystem.write([], to: "\(task.folder)/cancel/\(range)") }
    }

    /// Keeps what the job itself printed.
    func keep(log: String) {
        try? FileSystem.write(Array(log.utf8), to: "\(task.logsFolder)/ray.log")
    }
}
