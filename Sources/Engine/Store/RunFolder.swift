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

    /// The lock that a running process holds.
    public var lockPath: String { "\(path)/lock" }

    /// Links from stages' names to their artifacts.
    public var stagesFolder: String { "\(path)/stages" }
}
