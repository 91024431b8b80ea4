// What decoders do that know no quicker way.
extension ValueDecoder {
    func append(_ count: Int, to values: inout [Int64]) throws(PageFault) {
        for _ in 0..<count { values.append(try Int64(try next())) }
    }

    func append(_ count: Int, to values: inout [Double]) throws(PageFault) {
        for _ in 0..<count { values.append(try Double(try next())) }
    }

    func append(_ count: Int, to texts: inout TextBatch) throws(PageFault) {
        for _ in 0..<count {
            switch try next() {
            case .string(let slice), .bytes(let slice), .invalidText(let slice):
                texts.append(slice)
            case .tooLarge(let byteCount): throw .tooLarge(byteCount)
            default: throw .otherType
            }
        }
    }
}

extension PageFault {
    /// A value that the column's type does not allow.
    static let otherType = PageFault("a value of another type than the column's")

    /// A value is longer than the limits allow.
    static func tooLarge(_ byteCount: Int) -> PageFault {
        PageFault("a value of \(byteCount) bytes", reason: ParquetFault.tooLarge)
    }
}
