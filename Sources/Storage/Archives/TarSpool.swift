import Glibc
import Records

/// A tar of the good files of a foreign archive, written beside its final place and published by one
/// rename. A file that turns out bad is taken back.
@safe final class TarSpool {
    private let file: FileDescriptor
    private let path: String
    private var header = TarHeader()
    private var buffer: [UInt8] = []
    /// How many bytes the file has, the buffer not counted.
    private var written = 0
    /// Where the entry that is being written begins, and how many bytes it has.
    private var entry = (start: 0, byteCount: 0)
    private var isPublished = false

    private static let bufferBytes = 1 << 20

    init(for path: String) throws(ArchiveFault) {
        self.path = path
        file = try ArchiveFault.wrapping { () throws(Fault) in
            try FileDescriptor.temporary(for: path, O_RDWR)
        }
        buffer.reserveCapacity(TarSpool.bufferBytes)
    }

    deinit {
        if !isPublished { unsafe unlink(file.path) }
    }

    /// Begins a file. Returns where its bytes will lie.
    func begin(_ name: [UInt8], byteCount: Int) throws(ArchiveFault) -> Int {
        entry = (position, byteCount)
        if TarHeader.needsRecord(name, byteCount: byteCount) {
            let record = TarHeader.record(name, byteCount: byteCount)
            header.describeRecord(byteCount: record.count)
            try write(header.bytes[...])
            try write(record[...])
            try pad(record.count)
        }
        header.describe(name, byteCount: byteCount)
        try write(header.bytes[...])
        return position
    }

    /// Adds bytes.
    func write(_ bytes: ArraySlice<UInt8>) throws(ArchiveFault) {
        buffer += bytes
        if buffer.count >= TarSpool.bufferBytes { try flush() }
    }

    /// Ends the file that was begun.
    func end() throws(ArchiveFault) { try pad(entry.byteCount) }

    /// Takes the file that was begun back.
    func takeBack() throws(ArchiveFault) {
        try flush()
        let start = entry.start
        try ArchiveFault.wrapping { () throws(Fault) in
            try file.truncate(to: start)
            try file.seek(to: start)
        }
        written = start
    }

    /// Adds a file of the spool once more under another name. Returns where its bytes lie.
    func copy(_ other: ArchiveEntry, as name: [UInt8]) throws(ArchiveFault) -> Int {
        try flush()
        let offset = try begin(name, byteCount: other.byteCount)
        var done = 0
        while done < other.byteCount {
            let part = try read(
                at: other.offset + done, min(other.byteCount - done, TarSpool.bufferBytes))
            try write(part.bytes[...])
            done += part.count
        }
        try end()
        return offset
    }

    /// Writes the end mark, syncs the file and gives it its name.
    func publish() throws(ArchiveFault) {
        try write([UInt8](repeating: 0, count: 2 * TarHeader.blockSize)[...])
        try flush()
        try ArchiveFault.wrapping { () throws(Fault) in
            try file.sync()
            try FileSystem.publish(file.path, as: path)
            isPublished = true
        }
    }

    private var position: Int { written + buffer.count }

    private func pad(_ byteCount: Int) throws(ArchiveFault) {
        try write([UInt8](repeating: 0, count: TarHeader.padding(byteCount))[...])
    }

    private func flush() throws(ArchiveFault) {
        written += buffer.count
        try ArchiveFault.wrapping { () throws(Fault) in
            let bytes = buffer
            unsafe try file.write(bytes.span.bytes)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func read(at offset: Int, _ count: Int) throws(ArchiveFault) -> ByteSlice {
        try ArchiveFault.wrapping { () throws(Fault) in
            ByteSlice(
                unsafe try ByteBuffer(count: count) { target throws(Fault) in
                    unsafe try file.read(at: offset, into: target)
                })
        }
    }
}
