import Glibc
public import Records

/// What some work took.
public struct Cost: Sendable, Hashable {
    /// Time on the wall, in seconds.
    public let wallSeconds: Double
    /// Processor time of all threads, in seconds.
    public let cpuSeconds: Double
    /// The most memory the process held at once meanwhile, in bytes.
    public let peakByteCount: Int

    /// A cost, seconds rounded to the microsecond; nothing by default.
    public init(wallSeconds: Double = 0, cpuSeconds: Double = 0, peakByteCount: Int = 0) {
        self.wallSeconds = (wallSeconds * 1e6).rounded() / 1e6
        self.cpuSeconds = (cpuSeconds * 1e6).rounded() / 1e6
        self.peakByteCount = peakByteCount
    }
}

extension Cost: TableRow {
    /// The cost as an object.
    public var json: JSONValue {
        .object([
            .init("wall_seconds", .real(wallSeconds)),
            .init("cpu_seconds", .real(cpuSeconds)),
            .init("peak_bytes", .integer(peakByteCount)),
        ])
    }

    /// A cost from its object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            wallSeconds: try json.column("wall_seconds", \.realValue),
            cpuSeconds: try json.column("cpu_seconds", \.realValue),
            peakByteCount: try json.column("peak_bytes", \.integerValue))
    }
}
