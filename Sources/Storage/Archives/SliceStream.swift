/// Bytes as they are.
final class SliceStream: ByteStream {
    private let source: ByteSlice
    private(set) var consumed = 0

    init(_ source: ByteSlice) { self.source = source }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, source.count - consumed)
        unsafe source[consumed..<(consumed + count)].withBytes { bytes in
            unsafe buffer.copyMemory(from: bytes)
        }
        consumed += count
        return count
    }
}
