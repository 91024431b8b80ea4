import Glibc
public import Records
import Storage

/// Units of a stage that other processes are to do, in ranges: a folder of the run that tells them.
///
/// Ranges are of this list and of nothing else: a service's own count of jobs is that of one submission.
public struct RemoteTask: Sendable, Hashable {
    /// The folder.
    public let folder: String
    /// The run's name.
    public let run: String
    /// The stage's name.
    public let stage: String
    /// The stage's key: another plan's units are others.
    public let key: Digest
    /// What tells its jobs from those of anything else.
    public let tag: String
    /// Whether its units go on from where they were stopped.
    public let keepsCheckpoints: Bool
    /// Where each range's units begin in the list, in bytes, and where the last ends.
    private let offsets: [Int]

    /// The ranges.
    public var rangeCount: Int { offsets.count - 1 }

    private var listPath: String { "\(folder)/units.jsonl" }

    /// The file of what a range's workers say.
    func reportPath(_ range: Int) -> String { "\(folder)/reports/\(range).jsonl" }

    /// The folder of what the ranges' workers print, by range: `7.log`.
    public var logsFolder: String { "\(folder)/logs" }

    /// The file whose being there says that no more units are to be started.
    public var stopPath: String { "\(folder)/stop" }

    /// The root of the workspace, as this host sees it.
    public var workspaceRoot: String {
        folder.split(separator: "/", omittingEmptySubsequences: false).dropLast(5)
            .joined(separator: "/")
    }

    /// A unit of the list.
    struct Row: TableRow {
        var plan: UnitPlan
        var key: Digest

        init(_ unit: UnitState) {
            plan = unit.plan
            key = unit.key
        }

        init(json: JSONValue) throws(Fault) {
            guard let payload = json["payload"] else {
                throw Fault(.badInput, "the column `payload` is missing")
            }
            plan = UnitPlan(
                name: try json.column("name", \.stringValue), payload: payload,
                identity: json["identity"])
            key = try json.column("key") { $0.stringValue.flatMap { Digest(hex: $0) } }
        }

        var json: JSONValue {
            var members: [JSONValue.Member] = [
                .init("name", .string(plan.name)), .init("key", .string(key.hex)),
                .init("payload", plan.payload),
            ]
            if let identity = plan.identity { members.append(.init("identity", identity)) }
            return .object(members)
        }
    }

    /// Writes a task.
    ///
    /// - Parameters:
    ///   - units: the units, in plan order.
    ///   - size: how many of them make a range.
    ///   - parent: the folder in which it gets one of its own.
    /// - Throws: a `Fault` where it cannot be written.
    init(
        _ units: some Collection<UnitState>, by size: Int, of work: StageWork, to parent: String
    ) throws(Fault) {
        folder = try RemoteTask.newFolder(in: parent)
        run = work.run.name
        stage = work.stage.name
        key = work.planned.key
        keepsCheckpoints = work.stage.keepsCheckpoints
        let number = folder.split(separator: "/").last ?? ""
        let mark = String(UInt64.random(in: 0 ... .max), radix: 16)
        tag = "\(run).\(stage).\(number).\(mark)"
        for place in ["reports", "logs"] {
            try FileSystem.createFolder("\(folder)/\(place)")
        }
        var offsets: [Int] = []
        var position = 0
        var list = try BufferedFile(path: "\(folder)/units.jsonl")
        var line: [UInt8] = []
        for (place, unit) in units.enumerated() {
            if place % max(1, size) == 0 { offsets.append(position) }
            line.removeAll(keepingCapacity: true)
            Row(unit).json.append(to: &line)
            line.append(UInt8(ascii: "\n"))
            position += line.count
            try list.append { $0 += line }
        }
        try list.close()
        offsets.append(position)
        self.offsets = offsets
        let json: JSONValue = [
            "format": 1, "run": .string(run), "stage": .string(stage), "key": .string(key.hex),
            "tag": .string(tag), "keeps_checkpoints": .bool(keepsCheckpoints),
            "offsets": .array(offsets.map { .integer($0) }),
        ]
        // Written last: a task without it is none.
        try FileSystem.write(Array((json.serialized + "\n").utf8), to: "\(folder)/task.json")
    }

    /// Makes the folder of the next number. Others may be at it: it is made, or somebody else's.
    private static func newFolder(in parent: String) throws(Fault) -> String {
        try FileSystem.createFolder(parent)
        var number = (try FileSystem.list(parent).compactMap { Int($0) }.max() ?? 0) + 1
        while true {
            let folder = "\(parent)/\(number)"
            if mkdir(folder, 0o777) == 0 { return folder }
            guard errno == EEXIST else {
                throw .system("`\(folder)` cannot be made", errorNumber: errno)
            }
            number += 1
        }
    }

    /// Reads a task.
    ///
    /// - Throws: a `Fault` where the folder is none.
    public init(folder: String) throws(Fault) {
        var folder = folder
        while folder.utf8.count > 1, folder.utf8.last == UInt8(ascii: "/") { folder.removeLast() }
        let path = "\(folder)/task.json"
        let json = try JSONReader.parse(file: path)
        guard let run = json["run"]?.stringValue, let stage = json["stage"]?.stringValue,
            let key = json["key"]?.stringValue.flatMap({ Digest(hex: $0) }),
            let tag = json["tag"]?.stringValue,
            let offsets = json["offsets"]?.arrayValue?.compactMap(\.integerValue),
            let first = offsets.first, first == 0
        else {
            throw Fault(
                .badInput, "`\(path)` is not as a run writes it",
                remedy: "`pipeline resume` sends the units again")
        }
        self.folder = folder
        self.run = run
        self.stage = stage
        self.key = key
        self.tag = tag
        keepsCheckpoints = json["keeps_checkpoints"]?.boolValue ?? false
        self.offsets = offsets
    }

    /// Everything that a run has sent.
    ///
    /// - Throws: a `Fault` if a folder cannot be listed.
    static func all(of run: RunFolder) throws(Fault) -> [RemoteTask] {
        let root = run.remoteFolder
        guard try FileSystem.status(root)?.kind == .folder else { return [] }
        var tasks: [RemoteTask] = []
        for stage in try FileSystem.list(root).sorted() {
            for number in try FileSystem.list("\(root)/\(stage)").sorted() {
                if let task = try? RemoteTask(folder: "\(root)/\(stage)/\(number)") {
                    tasks.append(task)
                }
            }
        }
        return tasks
    }

    /// The keys of all units.
    ///
    /// - Throws: a `Fault` if the list cannot be read.
    func unitKeys() throws(Fault) -> Set<Digest> {
        var keys: Set<Digest> = []
        try TableReader.forEach(Row.self, from: listPath) { keys.insert($0.key) }
        return keys
    }

    /// What the service called the task's jobs; none where it has not taken them.
    public var jobs: [String] {
        let bytes = (try? FileSystem.read("\(folder)/jobs")) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Notes what the service calls the task's jobs.
    func note(_ jobs: [String]) throws(Fault) {
        let text = jobs.map { "\($0)\n" }.joined()
        try FileSystem.write(Array(text.utf8), to: "\(folder)/jobs")
    }

    /// The units of a range.
    ///
    /// - Throws: a `Fault` of code `usage` if there is no such range.
    func units(of range: Int) throws(Fault) -> [UnitPlan] {
        guard (0..<rangeCount).contains(range) else {
            throw Fault(.usage, "`\(folder)` has ranges 0 to \(rangeCount - 1), and no \(range)")
        }
        let list = try MappedFile(listPath)
        let bytes = unsafe list.withBytes { bytes in
            let end = min(offsets[range + 1], bytes.count)
            return unsafe [UInt8](bytes[min(offsets[range], end)..<end])
        }
        var units: [UnitPlan] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            units.append(
                try Row(json: try JSONReader.parse(Array(line), file: listPath)).plan)
        }
        return units
    }
}
