extension ThriftReader {
    /// A list's type and count.
    mutating func listHead() throws(ThriftFault) -> (type: ThriftType, count: Int) {
        let head = try byte()
        let type = try self.type(head & 15)
        let count = head >> 4 == 15 ? try self.count() : Int(head >> 4)
        guard count <= left else {
            throw ThriftFault("\(count) elements are claimed at byte \(position); \(left) are left")
        }
        return (type, count)
    }

    /// A list whose elements `element` reads.
    private mutating func list<Element>(
        _ field: ThriftField, of expected: ThriftType,
        _ element: (inout ThriftReader) throws(ThriftFault) -> Element
    ) throws(ThriftFault) -> [Element] {
        try expect(.list, field)
        let (type, count) = try listHead()
        // An empty list may be of any type.
        guard count > 0 else { return [] }
        guard type == expected else {
            throw ThriftFault("field \(field.id) lists \(type), not \(expected)")
        }
        var result: [Element] = []
        for _ in 0..<count { result.append(try element(&self)) }
        return result
    }

    /// A list of structures, of which a few bytes may become many.
    mutating func structures<Value: ThriftStructure>(
        _ field: ThriftField, as type: Value.Type = Value.self, atMost limit: Int = .max
    ) throws(ThriftFault) -> [Value] {
        var count = 0
        return try list(field, of: .structure) { reader throws(ThriftFault) in
            count += 1
            guard count <= limit else { throw ThriftFault("more than \(limit) structures") }
            return try reader.structure()
        }
    }

    mutating func strings(_ field: ThriftField) throws(ThriftFault) -> [String] {
        try list(field, of: .binary) { reader throws(ThriftFault) in try reader.string() }
    }

    mutating func binaries(_ field: ThriftField) throws(ThriftFault) -> [[UInt8]] {
        try list(field, of: .binary) { reader throws(ThriftFault) in try reader.binary() }
    }

    mutating func int32s(_ field: ThriftField) throws(ThriftFault) -> [Int32] {
        try list(field, of: .int32) { reader throws(ThriftFault) in
            try reader.zigzag(as: Int32.self)
        }
    }

    mutating func int64s(_ field: ThriftField) throws(ThriftFault) -> [Int64] {
        try list(field, of: .int64) { reader throws(ThriftFault) in try reader.zigzag() }
    }

    mutating func bools(_ field: ThriftField) throws(ThriftFault) -> [Bool] {
        try expect(.list, field)
        let (type, count) = try listHead()
        guard count == 0 || type == .yes || type == .no else {
            throw ThriftFault("field \(field.id) lists \(type), not booleans")
        }
        var result: [Bool] = []
        for _ in 0..<count { result.append(try byte() == ThriftType.yes.rawValue) }
        return result
    }

    /// The number of elements of a list, which are skipped.
    mutating func listCount(_ field: ThriftField) throws(ThriftFault) -> Int {
        try expect(.list, field)
        var ahead = self
        let count = try ahead.listHead().count
        try skip(field)
        return count
    }
}
