internal import Glibc
public import Records

/// The rows of a table that `TableWriter` wrote, as they lie in the file: for tables that are too large
/// to hold, whose rows are copied and not read.
public final class TableLines {
    /// Where a row begins, in bytes.
    public private(set) var position = 0

    private let file: MappedFile
    private let descriptor: FileDescriptor
    private var next = 0
    /// What lies before was given back.
    private var released = 0

    /// So many bytes are passed before their memory is given back.
    private static let releaseSize = 16 << 20
    /// So many bytes are read for a row at first.
    private static let rowSize = 2048

    /// Opens a table, before its first row.
    ///
    /// - Throws: a `Fault` where it cannot be opened.
    public init(_ path: String) throws(Fault) {
        file = try MappedFile(path)
        descriptor = try FileDescriptor.open(path, O_RDONLY, for: "read")
    }

    /// The next row without its line end, or nothing after the last. It begins at `position`.
    ///
    /// - Throws: a `Fault` where the file was cut meanwhile.
    public func nextRow() throws(Fault) -> ByteSlice? {
        guard next < file.count else {
            try file.checkWhole()
            file.release(0..<file.count)
            return nil
        }
        position = next
        if position - released > TableLines.releaseSize {
            file.release(released..<position)
            released = position
        }
        let rest = ByteSlice(file, position..<file.count)
        let row = rest.line ?? rest
        next = position + row.count + 1
        return row
    }

    /// The row that begins at a place, without its line end. Reads it alone: a map would bring in whole
    /// pages around each of many rows.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    /// - Precondition: the place lies in the file.
    public func row(at position: Int) throws(Fault) -> ByteSlice {
        precondition(position >= 0 && position < file.count, "outside the table")
        var size = TableLines.rowSize
        while true {
            let count = min(size, file.count - position)
            let bytes = ByteSlice(
                unsafe try ByteBuffer(count: count) { target throws(Fault) in
                    unsafe try descriptor.read(at: position, into: target)
                })
            if let line = bytes.line { return line }
            if count == file.count - position { return bytes }
            size *= 8
        }
    }
}

extension ByteSlice {
    /// The bytes before the first line end; nothing if there is none.
    fileprivate var line: ByteSlice? {
        let end: Int? = unsafe withBytes { bytes in
            guard let start = bytes.baseAddress else { return nil }
            let found = unsafe memchr(start, Int32(UInt8(ascii: "\n")), bytes.count)
            return unsafe found.map { unsafe UnsafeRawPointer($0) - start }
        }
        return end.map { self[0..<$0] }
    }
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
