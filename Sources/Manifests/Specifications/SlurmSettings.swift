/// What Slurm is asked for: the `slurm` key of `executor` in a manifest. What is not said is left to the
/// cluster.
public struct SlurmSettings: Sendable, Hashable {
    /// The partition.
    public var partition: String?
    /// The account that is charged.
    public var account: String?
    /// The quality of service.
    public var qos: String?
    /// How long a range may take.
    public var time: Duration?
    /// Memory of a node, in bytes.
    public var memoryByteCount: Int?
    /// Processors of a range, which its worker uses.
    public var processors: Int?
    /// Nodes of a range: several for trainers that spread by themselves.
    public var nodes: Int?
    /// GPUs of each node of a range.
    public var gpus: Int?
    /// Features that nodes must have.
    public var constraint: String?
    /// Further options of `sbatch`, each as one word: `--exclusive`.
    public var options: [String] = []

    /// The cluster's defaults.
    public init() {}

    /// These where they say something, and others where they do not; options of both, these last.
    public func over(_ others: SlurmSettings) -> SlurmSettings {
        var settings = self
        settings.partition = partition ?? others.partition
        settings.account = account ?? others.account
        settings.qos = qos ?? others.qos
        settings.time = time ?? others.time
        settings.memoryByteCount = memoryByteCount ?? others.memoryByteCount
        settings.processors = processors ?? others.processors
        settings.nodes = nodes ?? others.nodes
        settings.gpus = gpus ?? others.gpus
        settings.constraint = constraint ?? others.constraint
        settings.options = others.options + options
        return settings
    }
}
