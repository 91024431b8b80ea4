/// What Ray is asked for: the `ray` key of `executor` in a manifest, or of a stage.
public struct RaySettings: Sendable, Hashable {
    /// Where its Jobs API listens; nothing for what `RAY_API_SERVER_ADDRESS` says, or this machine.
    public var address: String?
    /// The Python of the cluster's nodes that has Ray; nothing for `python3`.
    public var python: String?
    /// Processors of a range, which its worker uses; nothing for one.
    public var processors: Int?
    /// GPUs of a range, or a share of one.
    public var gpus: Double?
    /// Memory that Ray keeps for a range, in bytes.
    public var memoryByteCount: Int?
    /// Resources of the cluster's own, each `name=count`.
    public var resources: [String] = []

    /// Ray's defaults.
    public init() {}

    /// These where they say something, and others where they do not; resources of both, these last.
    public func over(_ others: RaySettings) -> RaySettings {
        var settings = self
        settings.address = address ?? others.address
        settings.python = python ?? others.python
        settings.processors = processors ?? others.processors
        settings.gpus = gpus ?? others.gpus
        settings.memoryByteCount = memoryByteCount ?? others.memoryByteCount
        settings.resources = others.resources + resources
        return settings
    }

    /// A resource's name and how much of it is wanted; nothing where the text is none.
    public static func resource(_ text: String) -> (name: String, count: Double)? {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let count = Double(parts[1]), count.isFinite,
            count > 0
        else { return nil }
        return (String(parts[0]), count)
    }
}
