extension ThriftReader {
    /// Passes over the value of a field that is not known.
    mutating func skip(_ field: ThriftField) throws(ThriftFault) {
        // A field's type says whether it is true; an element says so in a byte.
        if field.type != .yes && field.type != .no { try skip(field.type) }
    }

    private mutating func skip(_ type: ThriftType) throws(ThriftFault) {
        try descend()
        defer { ascend() }
        switch type {
        case .stop: throw ThriftFault("an element at byte \(position) has no type")
        case .yes, .no, .int8: try skip(byteCount: 1)
        case .int16, .int32, .int64: _ = try varint()
        case .double: try skip(byteCount: 8)
        case .uuid: try skip(byteCount: 16)
        case .binary: _ = try run()
        case .list, .set:
            let (element, count) = try listHead()
            for _ in 0..<count { try skip(element) }
        case .map:
            let pairs = try self.count()
            guard pairs > 0 else { return }
            let types = try byte()
            let (key, value) = (try self.type(types >> 4), try self.type(types & 15))
            for _ in 0..<pairs {
                try skip(key)
                try skip(value)
            }
        case .structure:
            var previous: Int16 = 0
            while let field = try self.field(after: &previous) { try skip(field) }
        }
    }
}
