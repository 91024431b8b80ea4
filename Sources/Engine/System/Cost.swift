public import Records

/// What some work took.
public struct Cost: Sendable, Hashable {
    /// Time on the wall, in seconds.
    public var wallSeconds: Double
    /// Processor time of all threads, in seconds.
    public var cpuSeconds: Double
    /// The most memory the process held at once meanwhile, in bytes.
    public var peakByteCount: Int

    /// A cost; nothing by default.
    public init(wallSeconds: Double = 0, cpuSeconds: Double = 0, peakByteCount: Int = 0) {
        self.wallSeconds = wallSeconds
        self.cpuSeconds = cpuSeconds
        self.peakByteCount = peakByteCount
    }
}

extension Cost: TableRow {
    /// The cost as an object, seconds to the microsecond.
    public var json: JSONValue {
        .object([
            .init("wall_seconds", .real((wallSeconds * 1e6).rounded() / 1e6)),
            .init("cpu_seconds", .real((cpuSeconds * 1e6).rounded() / 1e6)),
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
