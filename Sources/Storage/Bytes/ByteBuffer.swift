/// Memory of a fixed size that slices share, such as a decompressed page. Written once, then read.
@safe public final class ByteBuffer: Sendable {
    /// How many bytes it has.
    public let count: Int
    let address: UInt

    /// The alignment of larger buffers.
    static let pageSize = 4096

    /// Memory that `fill` writes; what it leaves alone is zero.
    public init<Failure: Error>(
        count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(count >= 0, "a buffer of \(count) bytes")
        self.count = count
        // Some processors let the kernel copy a file's pages several times slower to a place that is
        // not aligned as they are.
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: count, alignment: count < ByteBuffer.pageSize ? 16 : ByteBuffer.pageSize)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
        address = UInt(bitPattern: memory.baseAddress)
        try unsafe fill(memory)
    }

    deinit { unsafe UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
}
