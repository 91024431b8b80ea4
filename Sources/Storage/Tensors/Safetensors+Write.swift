public import Records

extension Safetensors {
    /// Writes tensors of 32-bit floats, by temporary file and rename.
    ///
    /// The bytes depend on nothing but the arguments: tensors lie in the order of their names,
    /// metadata is sorted, the header is padded with spaces to a multiple of 8.
    ///
    /// - Parameters:
    ///   - tensors: name, shape and row-major values; as many values as the shape says.
    ///   - metadata: texts to keep beside them.
    ///   - path: the file.
    /// - Throws: a `Fault` where the disk refuses.
    /// - Precondition: names are unique and not `__metadata__`; shapes fit the values.
    public static func write(
        _ tensors: [(name: String, shape: [Int], values: [Float])], metadata: [String: String],
        to path: String
    ) throws(Fault) {
        let sorted = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var members: [JSONValue.Member] = []
        if !metadata.isEmpty {
            let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            members.append(
                .init("__metadata__", .object(texts.map { .init($0.key, .string($0.value)) })))
        }
        var offset = 0
        var previous: String?
        for tensor in sorted {
            precondition(
                tensor.name != previous && tensor.name != "__metadata__",
                "the name of a tensor is taken")
            previous = tensor.name
            precondition(
                tensor.shape.reduce(1, *) == tensor.values.count,
                "tensor \(tensor.name): the shape does not fit the values")
            let end = offset + tensor.values.count * 4
            members.append(
                .init(
                    tensor.name,
                    .object([
                        .init("dtype", "F32"),
                        .init("shape", .array(tensor.shape.map { .integer($0) })),
                        .init("data_offsets", .array([.integer(offset), .integer(end)])),
                    ])))
            offset = end
        }
        var header: [UInt8] = []
        JSONValue.object(members).append(to: &header)
        while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
        var start: [UInt8] = []
        start.appendInteger(UInt64(header.count))
        start.append(contentsOf: header)

        var file = try AtomicFile(for: path)
        unsafe try file.append(start.span.bytes)
        for tensor in sorted {
            // Swift runs on little-endian machines here, as the format wants.
            unsafe try file.append(tensor.values.span.bytes)
        }
        try file.publish()
    }
}
