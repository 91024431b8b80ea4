extension Int64 {
    /// The number of a value that is a whole number or a boolean.
    init(_ value: ParquetValue) throws(PageFault) {
        switch value {
        case .int(let number): self = number
        case .bool(let isTrue): self = isTrue ? 1 : 0
        case .uint(let number):
            guard let number = Int64(exactly: number) else {
                throw PageFault("\(number), where 64 bits with a sign are expected")
            }
            self = number
        default: throw .otherType
        }
    }
}

extension Double {
    /// The number of a value that is a number or a boolean.
    init(_ value: ParquetValue) throws(PageFault) {
        switch value {
        case .double(let number): self = number
        case .float(let number): self = Double(number)
        case .int(let number): self = Double(number)
        case .uint(let number): self = Double(number)
        case .bool(let isTrue): self = isTrue ? 1 : 0
        default: throw .otherType
        }
    }
}
