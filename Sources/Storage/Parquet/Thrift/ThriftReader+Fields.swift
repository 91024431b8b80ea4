extension ThriftReader {
    /// The next field of a structure, or nothing at its stop.
    ///
    /// - Parameter previous: the id of the field before, 0 at first; moves on.
    mutating func field(after previous: inout Int16) throws(ThriftFault) -> ThriftField? {
        let head = try byte()
        let type = try self.type(head & 15)
        guard type != .stop else {
            guard head == 0 else { throw ThriftFault("a stop at byte \(position) has an id") }
            return nil
        }
        let step = Int16(head >> 4)
        let next =
            step == 0
            ? (try zigzag(as: Int16.self), false)
            : previous.addingReportingOverflow(step)
        guard !next.1 else { throw ThriftFault("a field's id at byte \(position) overflows") }
        previous = next.0
        return ThriftField(id: previous, type: type)
    }

    func expect(_ expected: ThriftType, _ field: ThriftField) throws(ThriftFault) {
        guard field.type == expected else {
            throw ThriftFault(
                "field \(field.id) at byte \(position) is of type \(field.type), not \(expected)")
        }
    }

    mutating func bool(_ field: ThriftField) throws(ThriftFault) -> Bool {
        if field.type == .no { return false }
        try expect(.yes, field)
        return true
    }

    mutating func int8(_ field: ThriftField) throws(ThriftFault) -> Int8 {
        try expect(.int8, field)
        return Int8(bitPattern: try byte())
    }

    mutating func int16(_ field: ThriftField) throws(ThriftFault) -> Int16 {
        try expect(.int16, field)
        return try zigzag(as: Int16.self)
    }

    mutating func int32(_ field: ThriftField) throws(ThriftFault) -> Int32 {
        try expect(.int32, field)
        return try zigzag(as: Int32.self)
    }

    mutating func int64(_ field: ThriftField) throws(ThriftFault) -> Int64 {
        try expect(.int64, field)
        return try zigzag()
    }

    /// A count or a size of `int32`, which must not be negative.
    mutating func size32(_ field: ThriftField) throws(ThriftFault) -> Int {
        let value = try int32(field)
        guard value >= 0 else { throw ThriftFault("field \(field.id) is negative: \(value)") }
        return Int(value)
    }

    /// A count, a size or a place of `int64`, which must not be negative.
    mutating func size64(_ field: ThriftField) throws(ThriftFault) -> Int {
        let value = try int64(field)
        guard value >= 0 else { throw ThriftFault("field \(field.id) is negative: \(value)") }
        return Int(value)
    }

    mutating func binary(_ field: ThriftField) throws(ThriftFault) -> [UInt8] {
        try expect(.binary, field)
        return try binary()
    }

    mutating func string(_ field: ThriftField) throws(ThriftFault) -> String {
        try expect(.binary, field)
        return try string()
    }

    mutating func structure<Value: ThriftStructure>(
        _ field: ThriftField, as type: Value.Type = Value.self
    ) throws(ThriftFault) -> Value {
        try expect(.structure, field)
        return try structure()
    }

    /// A structure that no field announces: one that stands alone.
    mutating func structure<Value: ThriftStructure>(
        as type: Value.Type = Value.self
    ) throws(ThriftFault) -> Value {
        try descend()
        defer { ascend() }
        return try Value(from: &self)
    }
}
