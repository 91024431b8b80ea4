public import Records

extension Safetensors {
    /// The values of a tensor of type F32, or of F64 rounded.
    ///
    /// - Throws: a `Fault` where there is no such tensor or it is of another type.
    public func floats(_ name: String) throws(Fault) -> (shape: [Int], values: [Float]) {
        let entry = try entry(name)
        switch entry.type {
        case .float32: return (entry.shape, try load(entry))
        case .float64: return (entry.shape, try load(entry, as: Double.self).map { Float($0) })
        case .int64: throw mistyped(name, entry, wanted: "floating-point numbers")
        }
    }

    /// The values of a tensor of type F64 or F32.
    ///
    /// - Throws: a `Fault` where there is no such tensor or it is of another type.
    public func doubles(_ name: String) throws(Fault) -> (shape: [Int], values: [Double]) {
        let entry = try entry(name)
        switch entry.type {
        case .float32: return (entry.shape, try load(entry, as: Float.self).map { Double($0) })
        case .float64: return (entry.shape, try load(entry))
        case .int64: throw mistyped(name, entry, wanted: "floating-point numbers")
        }
    }

    /// The values of a tensor of type I64.
    ///
    /// - Throws: a `Fault` where there is no such tensor or it is of another type.
    public func integers(_ name: String) throws(Fault) -> (shape: [Int], values: [Int]) {
        let entry = try entry(name)
        guard entry.type == .int64 else { throw mistyped(name, entry, wanted: "whole numbers") }
        return (entry.shape, try load(entry))
    }

    private func entry(_ name: String) throws(Fault) -> Entry {
        guard let entry = entries[name] else {
            throw Fault(
                .badInput, "`\(path)` holds no tensor `\(name)`",
                remedy: "it holds \(names.prefix(20).joined(separator: ", "))")
        }
        return entry
    }

    private func mistyped(_ name: String, _ entry: Entry, wanted: String) -> Fault {
        Fault(
            .badInput,
            "`\(path)`: tensor `\(name)` is of type \(entry.type.rawValue); expected \(wanted)")
    }

    /// Copies values out; the data need not be aligned.
    private func load<Element: BitwiseCopyable>(
        _ entry: Entry, as type: Element.Type = Element.self
    ) throws(Fault) -> [Element] {
        let count = entry.range.count / MemoryLayout<Element>.stride
        let values = unsafe file.withBytes { bytes in
            unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
                unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[entry.range]))
                initialized = count
            }
        }
        try file.checkWhole()
        return values
    }
}
