import Records

/// A tar that comes as a stream, and whose good files go into another tar, the spool.
struct SpoolTarInput: TarInput {
    private let stream: any ByteStream
    private let spool: TarSpool
    private let limits: ArchiveLimits
    /// How many bytes the packed archive has.
    private let packedByteCount: Int
    private var buffer = [UInt8](repeating: 0, count: SpoolTarInput.bufferBytes)
    /// The bytes of the buffer that are not used yet.
    private var filled = 0..<0
    private var skipped = 0
    private var kept = 0

    private static let bufferBytes = 1 << 16
    /// Decompressors read ahead by up to so many packed bytes.
    private static let readAhead = 1 << 17

    init(
        _ stream: any ByteStream, into spool: TarSpool, packedByteCount: Int, limits: ArchiveLimits
    ) {
        self.stream = stream
        self.spool = spool
        self.packedByteCount = packedByteCount
        self.limits = limits
    }

    mutating func read(_ count: Int) throws(ArchiveFault) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count, try fill() {
            bytes += buffer[next(count - bytes.count)]
        }
        return bytes
    }

    mutating func skip(_ count: Int) throws(ArchiveFault) -> Int {
        var done = 0
        while done < count, try fill() {
            done += next(count - done).count
        }
        skipped += done
        guard skipped <= limits.skippedBytes else {
            throw ArchiveFault(
                .archiveTooLarge, "over \(limits.skippedBytes) bytes are in refused entries")
        }
        return done
    }

    mutating func keep(_ name: [UInt8], byteCount: Int) throws(ArchiveFault) -> TarTaken {
        let packedBefore = stream.consumed - SpoolTarInput.readAhead
        let offset = try spool.begin(name, byteCount: byteCount)
        var done = 0
        while done < byteCount {
            guard try fill() else {
                try spool.takeBack()
                return .cut
            }
            let part = next(byteCount - done)
            try spool.write(buffer[part])
            done += part.count
            let packed = stream.consumed - packedBefore
            if done > ArchiveLimits.entryRatioFloor, done / limits.entryRatio > packed {
                try spool.takeBack()
                return .tooDense(byteCount: done, packed: packed)
            }
        }
        try spool.end()
        kept += byteCount
        try checkRatio()
        return .at(offset)
    }

    mutating func link(_ name: [UInt8], to entry: ArchiveEntry) throws(ArchiveFault) -> Int {
        kept += entry.byteCount
        try checkRatio()
        return try spool.copy(entry, as: name)
    }

    mutating func drain() throws(ArchiveFault) -> Bool {
        var isTail = false
        while try fill() {
            let part = next(.max)
            isTail = isTail || buffer[part].contains { $0 != 0 }
            skipped += part.count
            guard skipped <= limits.skippedBytes else { return true }
        }
        return isTail
    }

    private func checkRatio() throws(ArchiveFault) {
        guard kept <= ArchiveLimits.totalRatioFloor || kept / limits.totalRatio <= packedByteCount
        else {
            throw ArchiveFault(
                .archiveTooLarge,
                "\(kept) bytes of \(packedByteCount) packed ones, over \(limits.totalRatio) for each"
            )
        }
    }

    /// Makes sure that the buffer holds bytes. Returns false at the end.
    private mutating func fill() throws(ArchiveFault) -> Bool {
        guard filled.isEmpty else { return true }
        let stream = stream
        let count = unsafe try buffer.withUnsafeMutableBufferPointer {
            bytes throws(ArchiveFault) in
            unsafe try stream.read(into: UnsafeMutableRawBufferPointer(bytes))
        }
        filled = 0..<count
        return count > 0
    }

    /// Takes up to so many bytes from the buffer.
    private mutating func next(_ count: Int) -> Range<Int> {
        let part = filled.prefix(count)
        filled = part.upperBound..<filled.upperBound
        return part
    }
}
