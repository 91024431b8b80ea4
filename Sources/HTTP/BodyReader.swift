/// Where a body stands that is being sent.
struct BodyReader {
    private let body: HTTPBody
    private var part = 0
    /// Bytes of the part that are done.
    private var place = 0

    init(_ body: HTTPBody) { self.body = body }

    /// Whether all of it was read.
    var isAtEnd: Bool { part == body.parts.count }

    /// Starts over.
    mutating func rewind() {
        part = 0
        place = 0
    }

    /// Fills as much of the space as there is body for, a few bytes less where Base64 does not fit.
    ///
    /// - Precondition: there is space for four bytes.
    mutating func fill(_ space: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var filled = 0
        while part < body.parts.count {
            let left = unsafe UnsafeMutableBufferPointer(rebasing: space[filled...])
            let (read, written, isDone) =
                switch body.parts[part] {
                case .bytes(let bytes): unsafe copy(bytes, into: left)
                case .base64(let bytes): unsafe encode(bytes, into: left)
                }
            filled += written
            place += read
            guard isDone else { return filled }
            part += 1
            place = 0
        }
        return filled
    }

    private func copy(
        _ bytes: [UInt8], into space: UnsafeMutableBufferPointer<UInt8>
    ) -> (read: Int, written: Int, isDone: Bool) {
        let count = min(bytes.count - place, space.count)
        unsafe bytes.withUnsafeBufferPointer { source in
            _ = unsafe space.update(fromContentsOf: source[place..<(place + count)])
        }
        return (count, count, place + count == bytes.count)
    }

    private func encode(
        _ bytes: [UInt8], into space: UnsafeMutableBufferPointer<UInt8>
    ) -> (read: Int, written: Int, isDone: Bool) {
        let count = min(bytes.count - place, space.count / 4 * 3)
        let written = Base64.count(of: count)
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe Base64.encode(
                UnsafeBufferPointer(rebasing: source[place..<(place + count)]),
                into: UnsafeMutableBufferPointer(rebasing: space[..<written]))
        }
        return (count, written, place + count == bytes.count)
    }
}
