/// The folder of a run: what it is, how it goes, and where its results lie.
public struct RunFolder: Sendable, Hashable {
    /// The folder.
    public let path: String

    /// A run's folder, which need not exist.
    public init(path: String) { self.path = path }

    /// The run's name.
    public var name: String { path.split(separator: "/").last.map { String($0) } ?? path }

    /// The effective manifest.
    public var manifestPath: String { "\(path)/manifest.lock.yaml" }

    /// The plan: stages with their keys, and where the manifest came from.
    public var planPath: String { "\(path)/plan.json" }

    /// The event stream, one JSON object a line.
    public var eventsPath: String { "\(path)/events.jsonl" }

    /// What the event stream came to so far.
    public var statusPath: String { "\(path)/status.json" }

    /// The lock that a running process holds.
    public var lockPath: String { "\(path)/lock" }

    /// What another process asks the running one: to stop.
    var cancelPath: String { "\(path)/cancel" }

    /// Links from stages' names to their artifacts.
    public var stagesFolder: String { "\(path)/stages" }

    /// The folder of units that were sent to other hosts, by stage.
    var remoteFolder: String { "\(path)/remote" }

    /// The folder of a stage's units that were sent to other hosts, one folder a time.
    func remoteFolder(stage: String) -> String { "\(remoteFolder)/\(stage)" }

    /// The folder of the logs of what the run's units start, by stage.
    public var logsFolder: String { "\(path)/logs" }

    /// The log of a unit. Bytes of the unit's name that could mislead a path are written as `%2F`.
    public func logPath(stage: String, unit: String) -> String {
        var name: [UInt8] = []
        for byte in unit.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                name.append(byte)
            case UInt8(ascii: ".") where !name.isEmpty: name.append(byte)
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                name += "%\(byte < 16 ? "0" : "")\(digits)".utf8
            }
        }
        return "\(logsFolder)/\(stage)/\(String(decoding: name, as: UTF8.self)).log"
    }
}
