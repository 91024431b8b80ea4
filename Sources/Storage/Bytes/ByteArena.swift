/// Memory that a reader fills again and again, such as with one file after another.
///
/// A slice keeps its bytes for as long as it lives; memory is used again once no slice of it is left.
/// A reader that drops a file's slice before it reads the next therefore stays in the same, warm
/// memory, and one that keeps slices pays for what it keeps. For one task at a time.
public final class ByteArena {
    /// The largest piece that is kept to be used again.
    private static let largestKept = 1 << 25

    private var chunk: ByteBuffer
    private var position = 0

    /// An arena whose first piece of memory has so many bytes.
    public init(byteCount: Int = 1 << 20) {
        chunk = ByteArena.memory(byteCount)
    }

    /// Makes a slice of what `body` writes.
    ///
    /// - Parameters:
    ///   - capacity: the most bytes that it may write.
    ///   - body: writes from the start on, and returns how many bytes it wrote.
    func fill<Failure: Error>(
        capacity: Int, _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> ByteSlice {
        if isKnownUniquelyReferenced(&chunk) { position = 0 }
        let target: ByteBuffer
        let start: Int
        if capacity <= chunk.count - position {
            (target, start) = (chunk, position)
        } else {
            // Twice the size, so that a run of growing files does not allocate for each.
            let kept = min(ByteArena.largestKept, max(chunk.count, capacity &* 2))
            target = ByteArena.memory(max(capacity, kept))
            start = 0
            if target.count <= ByteArena.largestKept { (chunk, position) = (target, 0) }
        }
        let memory = unsafe UnsafeMutableRawBufferPointer(
            start: UnsafeMutableRawPointer(bitPattern: target.address &+ UInt(start)),
            count: capacity)
        let count = unsafe try body(memory)
        precondition(count <= capacity, "wrote \(count) bytes into \(capacity)")
        if target === chunk {
            let page = ByteBuffer.pageSize
            position = min(chunk.count, (start + count + page - 1) / page * page)
        }
        return ByteSlice(target)[start..<(start + count)]
    }

    private static func memory(_ byteCount: Int) -> ByteBuffer {
        unsafe ByteBuffer(count: byteCount) { (_: UnsafeMutableRawBufferPointer) in }
    }
}
