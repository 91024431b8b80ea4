public import Records

/// An array that is built from front to back and holds little of itself in memory.
///
/// Up to the space's limit it is an array in memory; what is more goes to a file, in pieces of 64 KiB.
/// Appending takes constant time; reading a range takes one read of the disk, which the system's cache
/// usually spares. Copies share the file: append to one of them only. Reading is safe from anywhere.
public struct SpilledArray<Element: BitwiseCopyable & Sendable>: Sendable {
    /// The elements that are not in the file: the last ones.
    @usableFromInline var tail: [Element] = []
    /// How many elements are in the file.
    @usableFromInline var spilledCount = 0
    @usableFromInline var file: SpillFile?
    @usableFromInline let space: SpillSpace

    /// The size of pieces that are read and written, in bytes.
    @inlinable static var pieceSize: Int { 1 << 16 }

    /// How many elements a piece has.
    @inlinable static var pieceCount: Int {
        SpillSpace.count(of: MemoryLayout<Element>.stride, in: pieceSize)
    }

    /// An empty array.
    @inlinable
    public init(in space: SpillSpace) { self.space = space }

    /// How many elements there are.
    @inlinable
    public var count: Int { spilledCount + tail.count }

    /// How many elements may be in memory.
    @inlinable var limit: Int {
        let size =
            file == nil
            ? space.memoryLimit : min(space.memoryLimit, SpilledArray<Element>.pieceSize)
        return SpillSpace.count(of: MemoryLayout<Element>.stride, in: size)
    }

    /// Adds an element.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    @inlinable
    public mutating func append(_ element: Element) throws(Fault) {
        if tail.count >= limit { try spill() }
        tail.append(element)
    }

    /// Adds elements.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    @inlinable
    public mutating func append(contentsOf elements: [Element]) throws(Fault) {
        guard tail.count + elements.count > limit else { return tail += elements }
        try spill()
        try write(elements)
    }

    /// Removes all elements but the first ones.
    @inlinable
    public mutating func removeElements(from count: Int) {
        guard count < self.count else { return }
        tail.removeSubrange(max(0, count - spilledCount)...)
        // What the file holds beyond is written over.
        spilledCount = min(spilledCount, count)
    }

    /// The elements of a range.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    /// - Precondition: the range lies in `0..<count`.
    @inlinable
    public func elements(in range: Range<Int>) throws(Fault) -> [Element] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside the array")
        guard let file, range.lowerBound < spilledCount else {
            return Array(
                tail[(range.lowerBound - spilledCount)..<(range.upperBound - spilledCount)])
        }
        let read: [Element] = try file.read(
            range.lowerBound..<min(range.upperBound, spilledCount))
        return read + tail[..<max(0, range.upperBound - spilledCount)]
    }

    /// The element at an index.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    /// - Precondition: the index is in `0..<count`.
    @inlinable
    public func element(at index: Int) throws(Fault) -> Element {
        if index >= spilledCount { return tail[index - spilledCount] }
        return try elements(in: index..<(index + 1))[0]
    }

    /// Calls `body` with all elements, or with those of a range, in order.
    ///
    /// - Throws: a `Fault` where the disk refuses, and what `body` throws.
    /// - Precondition: the range lies in `0..<count`.
    @inlinable
    public func forEach(
        in range: Range<Int>? = nil, _ body: (Element) throws(Fault) -> Void
    ) throws(Fault) {
        let range = range ?? 0..<count
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + SpilledArray<Element>.pieceCount, range.upperBound)
            for element in try elements(in: start..<end) { try body(element) }
            start = end
        }
    }

    /// Writes what is in memory to the file.
    @inlinable
    mutating func spill() throws(Fault) {
        try write(tail)
        // A large buffer is not needed again.
        tail = []
        tail.reserveCapacity(limit)
    }

    /// Adds elements to those in the file, while there are none in memory that come before.
    @inlinable
    mutating func write(_ elements: [Element]) throws(Fault) {
        if file == nil { file = try SpillFile(in: space.folder) }
        try file?.write(elements, at: spilledCount)
        spilledCount += elements.count
    }
}

extension SpilledArray<UInt8> {
    /// Writes the bytes to a file, by temporary file and rename.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func write(to path: String) throws(Fault) {
        var output = try AtomicFile(for: path)
        var start = 0
        while start < count {
            let end = min(start + SpilledArray.pieceCount, count)
            let piece = try elements(in: start..<end)
            unsafe try output.append(piece.span.bytes)
            start = end
        }
        try output.publish()
    }
}
