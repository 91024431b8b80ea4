/// A tar that is read where it lies.
struct MappedTarInput: TarInput {
    private let source: ByteSlice
    private var position = 0
    private var released = 0

    /// After so many bytes the system may have the memory back.
    private static let releaseBytes = 64 << 20
    /// So many bytes after the end are looked at.
    private static let tailBytes = 64 << 20

    init(_ source: ByteSlice) { self.source = source }

    mutating func read(_ count: Int) -> [UInt8] {
        let start = position
        return source[start..<(start + skip(count))].bytes
    }

    mutating func skip(_ count: Int) -> Int {
        let count = min(count, source.count - position)
        position += count
        if position - released >= MappedTarInput.releaseBytes {
            source.release(released..<position)
            released = position
        }
        return count
    }

    mutating func keep(_ name: [UInt8], byteCount: Int) -> TarTaken {
        let start = position
        return skip(byteCount) == byteCount ? .at(start) : .cut
    }

    mutating func link(_ name: [UInt8], to entry: ArchiveEntry) -> Int { entry.offset }

    mutating func drain() -> Bool {
        let end = position + min(source.count - position, MappedTarInput.tailBytes)
        return !source.isZero(position..<end)
    }
}
