/// Writes Thrift's compact protocol. A field of no value is left out.
///
/// The fields of a structure are written in the order of their ids.
struct ThriftWriter {
    /// What has been written.
    private(set) var bytes: [UInt8] = []
    /// The id of the last field of the structure that is being written.
    private var previous: Int16 = 0

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private mutating func zigzag(_ value: Int64) {
        varint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    private mutating func head(_ id: Int16, _ type: ThriftType) {
        precondition(id > previous, "fields in the order of their ids")
        let step = id - previous
        if step <= 15 {
            bytes.append(UInt8(step) << 4 | type.rawValue)
        } else {
            bytes.append(type.rawValue)
            zigzag(Int64(id))
        }
        previous = id
    }

    private mutating func listHead(_ type: ThriftType, count: Int) {
        if count < 15 {
            bytes.append(UInt8(count) << 4 | type.rawValue)
        } else {
            bytes.append(0xF0 | type.rawValue)
            varint(UInt64(count))
        }
    }

    private mutating func run(_ run: [UInt8]) {
        varint(UInt64(run.count))
        bytes += run
    }
}

extension ThriftWriter {
    mutating func write(_ id: Int16, _ value: Bool?) {
        if let value { head(id, value ? .yes : .no) }
    }

    mutating func write(_ id: Int16, _ value: Int8?) {
        guard let value else { return }
        head(id, .int8)
        bytes.append(UInt8(bitPattern: value))
    }

    mutating func write(_ id: Int16, _ value: Int16?) {
        guard let value else { return }
        head(id, .int16)
        zigzag(Int64(value))
    }

    mutating func write(_ id: Int16, _ value: Int32?) {
        guard let value else { return }
        head(id, .int32)
        zigzag(Int64(value))
    }

    mutating func write(_ id: Int16, _ value: Int64?) {
        guard let value else { return }
        head(id, .int64)
        zigzag(value)
    }

    /// A size or a count that the definition keeps as `int32`.
    ///
    /// - Precondition: it fits.
    mutating func write32(_ id: Int16, _ value: Int?) { write(id, value.map { Int32($0) }) }

    /// A size, a count or a place that the definition keeps as `int64`.
    mutating func write64(_ id: Int16, _ value: Int?) { write(id, value.map { Int64($0) }) }

    mutating func write(_ id: Int16, _ value: [UInt8]?) {
        guard let value else { return }
        head(id, .binary)
        run(value)
    }

    mutating func write(_ id: Int16, _ value: String?) { write(id, value.map { Array($0.utf8) }) }

    mutating func write(_ id: Int16, _ value: (some ThriftStructure)?) {
        guard let value else { return }
        head(id, .structure)
        write(value)
    }

    /// A structure that no field announces, with its stop.
    mutating func write(_ value: some ThriftStructure) {
        let outer = previous
        previous = 0
        value.encode(to: &self)
        bytes.append(ThriftType.stop.rawValue)
        previous = outer
    }

    mutating func write(_ id: Int16, _ values: [some ThriftStructure]?) {
        guard let values else { return }
        head(id, .list)
        listHead(.structure, count: values.count)
        for value in values { write(value) }
    }

    mutating func write(_ id: Int16, _ values: [[UInt8]]?) {
        guard let values else { return }
        head(id, .list)
        listHead(.binary, count: values.count)
        for value in values { run(value) }
    }

    mutating func write(_ id: Int16, _ values: [String]?) {
        write(id, values.map { $0.map { Array($0.utf8) } })
    }

    mutating func write(_ id: Int16, _ values: [Int32]?) {
        guard let values else { return }
        head(id, .list)
        listHead(.int32, count: values.count)
        for value in values { zigzag(Int64(value)) }
    }

    mutating func write(_ id: Int16, _ values: [Int64]?) {
        guard let values else { return }
        head(id, .list)
        listHead(.int64, count: values.count)
        for value in values { zigzag(value) }
    }

    mutating func write(_ id: Int16, _ values: [Bool]?) {
        guard let values else { return }
        head(id, .list)
        listHead(.yes, count: values.count)
        bytes += values.map { ($0 ? ThriftType.yes : .no).rawValue }
    }
}
