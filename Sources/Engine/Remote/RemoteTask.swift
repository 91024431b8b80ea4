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
    /// How many ranges there are.
    public let rangeCount: Int
    /// The identity of every unit whose row has none.
    private let identity: JSONValue?

    private var listPath: String { "\(folder)/units.jsonl" }

    /// The file of where each range's units begin in the list, in bytes, and where the last ends: lines of
    /// one length, so that nobody reads more of them than two.
    private var offsetsPath: String { "\(folder)/offsets" }

    /// The length of such a line, its end included.
    private static let offsetWidth = 16

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
        // What a stage's units depend on is mostly the same, and long.
        let first = units.first?.plan.identity
        identity = units.allSatisfy { $0.plan.identity == first } ? first : nil
        rangeCount = (units.count + max(1, size) - 1) / max(1, size)
        try writeUnits(units, by: max(1, size))
        let json: JSONValue = [
            "format": 2, "run": .string(run), "stage": .string(stage), "key": .string(key.hex),
            "tag": .string(tag), "ranges": .integer(rangeCount), "identity": identity ?? .null,
            "keeps_checkpoints": .bool(keepsCheckpoints),
        ]
        // Written last: a task without it is none.
        try FileSystem.write(Array((json.serialized + "\n").utf8), to: "\(folder)/task.json")
    }

    private func writeUnits(
        _ units: some Collection<UnitState>, by size: Int
    ) throws(Fault) {
        var list = try BufferedFile(path: listPath)
        var offsets = try BufferedFile(path: offsetsPath)
        var line: [UInt8] = []
        var position = 0
        for (place, unit) in units.enumerated() {
            if place % size == 0 {
                try offsets.append { $0 += RemoteTask.offsetLine(position) }
            }
            line.removeAll(keepingCapacity: true)
            RemoteUnit(unit, isIdentified: identity == nil).json.append(to: &line)
            line.append(UInt8(ascii: "\n"))
            position += line.count
            try list.append { $0 += line }
        }
        try offsets.append { $0 += RemoteTask.offsetLine(position) }
        try offsets.close()
        try list.close()
    }

    private static func offsetLine(_ offset: Int) -> [UInt8] {
        let digits = Array(String(offset).utf8)
        let zeros = [UInt8](
            repeating: UInt8(ascii: "0"), count: max(0, offsetWidth - 1 - digits.count))
        return zeros + digits + [UInt8(ascii: "\n")]
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
            let rangeCount = json["ranges"]?.integerValue, rangeCount >= 0,
            let identity = json["identity"]
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
        self.rangeCount = rangeCount
        self.identity = identity == .null ? nil : identity
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
        try TableReader.forEach(RemoteUnit.self, from: listPath) { keys.insert($0.key) }
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
        try rows(of: range).map { row in
            var unit = row.plan
            unit.identity = unit.identity ?? identity
            return unit
        }
    }

    /// The keys of a range's units.
    ///
    /// - Throws: a `Fault` of code `usage` if there is no such range.
    func keys(of range: Int) throws(Fault) -> [Digest] { try rows(of: range).map(\.key) }

    private func rows(of range: Int) throws(Fault) -> [RemoteUnit] {
        guard (0..<rangeCount).contains(range) else {
            throw Fault(.usage, "`\(folder)` has ranges 0 to \(rangeCount - 1), and no \(range)")
        }
        let list = try MappedFile(listPath)
        let bounds = try bounds(of: range, byteCount: list.count)
        let bytes = list.bytes(bounds)
        try list.checkWhole()
        var rows: [RemoteUnit] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            rows.append(try RemoteUnit(json: try JSONReader.parse(Array(line), file: listPath)))
        }
        return rows
    }

    /// Where a range's units stand in the list.
    private func bounds(of range: Int, byteCount: Int) throws(Fault) -> Range<Int> {
        let file = try MappedFile(offsetsPath)
        let width = RemoteTask.offsetWidth
        if file.count >= (range + 2) * width {
            let lines = file.bytes(range * width..<(range + 2) * width)
            let ends = lines.split(separator: UInt8(ascii: "\n")).compactMap {
                Int(String(decoding: $0, as: UTF8.self))
            }
            if ends.count == 2, 0 <= ends[0], ends[0] <= ends[1], ends[1] <= byteCount {
                return ends[0]..<ends[1]
            }
        }
        throw Fault(
            .badInput, "`\(offsetsPath)` is not as a run writes it",
            remedy: "`pipeline resume` sends the units again")
    }
}
