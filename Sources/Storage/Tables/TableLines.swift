internal import Glibc
public import Records

/// The rows of a table that `TableWriter` wrote, as they lie in the file: for tables that are too large
/// to hold, whose rows are copied and not read.
public final class TableLines {
    /// Where a row begins, in bytes.
    public private(set) var position = 0

    private let file: MappedFile
    private var next = 0
    /// What lies before was given back.
    private var released = 0

    /// So many bytes are passed before their memory is given back.
    private static let releaseSize = 16 << 20

    /// Opens a table, before its first row.
    ///
    /// - Throws: a `Fault` where it cannot be opened.
    public init(_ path: String) throws(Fault) { file = try MappedFile(path) }

    /// The next row without its line end, or nothing after the last. It begins at `position`.
    ///
    /// - Throws: a `Fault` where the file was cut meanwhile.
    public func nextRow() throws(Fault) -> ByteSlice? {
        guard next < file.count else {
            try file.checkWhole()
            return nil
        }
        position = next
        if position - released > TableLines.releaseSize {
            file.release(released..<position)
            released = position
        }
        let row = row(at: position)
        next = position + row.count + 1
        return row
    }

    /// The row that begins at a place, without its line end.
    ///
    /// - Precondition: the place lies in the file.
    public func row(at position: Int) -> ByteSlice {
        precondition(position >= 0 && position < file.count, "outside the table")
        let count = unsafe file.withBytes { bytes in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[position...])
            guard let start = rest.baseAddress else { return 0 }
            let end = unsafe memchr(start, Int32(UInt8(ascii: "\n")), rest.count)
            return unsafe end.map { unsafe UnsafeRawPointer($0) - start } ?? rest.count
        }
        return ByteSlice(file, position..<(position + count))
    }

    /// Gives back the memory of all rows; who looks at them again reads them from the file again.
    public func release() { file.release(0..<file.count) }

    /// Makes sure that all rows that were looked at were there.
    ///
    /// - Throws: a `Fault` where the file was cut.
    public func checkWhole() throws(Fault) { try file.checkWhole() }
}

extension ByteSlice {
    /// The text of a JSON string, as it is written between its quotes, that stands behind some bytes
    /// at the start; nothing if there is none.
    public func jsonText(behind start: [UInt8]) -> ByteSlice? {
        let first = start.count
        let end: Int? = unsafe withBytes { bytes in
            guard bytes.count > first, unsafe bytes.starts(with: start) else { return nil }
            var place = first
            while place < bytes.count {
                let byte = unsafe bytes[place]
                if byte == UInt8(ascii: "\"") { return place }
                place += byte == UInt8(ascii: "\\") ? 2 : 1
            }
            return nil
        }
        return end.map { self[first..<$0] }
    }
}
