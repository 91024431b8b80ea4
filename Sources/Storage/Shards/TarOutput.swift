import Records

/// A tar that is being written: plain entries whose bytes depend on nothing but their content.
final class TarOutput {
    private let file: SequentialFile
    private var header = TarHeader()
    /// Bytes of the entry that is being written, which are still to come, and its padding.
    private var missing = 0
    private var padding = 0

    /// Makes a tar, which must not exist.
    ///
    /// - Parameter isHashed: whether `close` gives its digest.
    init(_ path: String, isHashed: Bool = false) throws(Fault) {
        file = try SequentialFile(path, isHashed: isHashed)
    }

    /// How many bytes the tar has so far.
    var byteCount: Int { file.byteCount }

    /// Appends a file. Returns where its bytes begin.
    func append(_ name: [UInt8], _ bytes: RawSpan) throws(Fault) -> Int {
        let offset = try begin(name, byteCount: bytes.byteCount)
        try write(bytes)
        return offset
    }

    /// Begins a file, whose bytes `write` brings. Returns where they begin.
    ///
    /// - Precondition: the file before is complete.
    func begin(_ name: [UInt8], byteCount: Int) throws(Fault) -> Int {
        precondition(missing == 0, "\(missing) bytes of the entry before are missing")
        precondition(byteCount >= 0, "an entry of \(byteCount) bytes")
        if TarHeader.needsRecord(name, byteCount: byteCount) {
            let record = TarHeader.record(name, byteCount: byteCount)
            header.describeRecord(byteCount: record.count)
            try appendHeader()
            unsafe try file.append(record.span.bytes)
            try file.appendZeros(TarHeader.padding(record.count))
        }
        header.describe(name, byteCount: byteCount)
        try appendHeader()
        missing = byteCount
        padding = TarHeader.padding(byteCount)
        return file.byteCount
    }

    /// Adds bytes to the file that was begun.
    ///
    /// - Precondition: they are no more than its length.
    func write(_ bytes: RawSpan) throws(Fault) {
        precondition(bytes.byteCount <= missing, "an entry gets more bytes than it has")
        try file.append(bytes)
        missing -= bytes.byteCount
        if missing == 0 {
            try file.appendZeros(padding)
            padding = 0
        }
    }

    /// Writes the end mark and syncs the file.
    ///
    /// - Returns: the tar's digest, if it was asked for.
    @discardableResult
    func close() throws(Fault) -> Digest? {
        precondition(missing == 0, "\(missing) bytes of the last entry are missing")
        try file.appendZeros(2 * TarHeader.blockSize)
        return try file.finish()
    }

    private func appendHeader() throws(Fault) {
        let block = header.bytes
        unsafe try file.append(block.span.bytes)
    }
}
