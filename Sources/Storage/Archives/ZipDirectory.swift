/// The directory at the end of a zip (PKWARE APPNOTE 6.3): what it holds is what the zip holds.
struct ZipDirectory {
    /// The entries, in the directory's order.
    private(set) var entries: [ZipEntry] = []
    /// How many bytes come before the zip; offsets of entries have it added already.
    private(set) var prefixByteCount = 0
    /// How many bytes come after it.
    private(set) var tailByteCount = 0

    private static let endMagic: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let endSize = 22
    private static let entryMagic: UInt32 = 0x0201_4B50
    private static let entrySize = 46
    private static let wideEndMagic: UInt32 = 0x0606_4B50
    private static let wideLocatorMagic: UInt32 = 0x0706_4B50
    private static let maximumComment = 0xFFFF

    /// Whether the directory's end record is there.
    static func hasEndRecord(_ source: ByteSlice) -> Bool { endRecord(source) != nil }

    /// Reads the directory.
    ///
    /// - Throws: `truncated` where it is not there, `bad_header` where it makes no sense.
    init(_ source: ByteSlice, limits: ArchiveLimits) throws(ArchiveFault) {
        guard let end = ZipDirectory.endRecord(source) else {
            throw ArchiveFault(.truncated, "the zip's directory is not there")
        }
        tailByteCount = source.count - end - ZipDirectory.endSize - Int(source.short(at: end + 20))
        let place = try ZipDirectory.place(source, end: end)
        let start = place.end - place.byteCount
        guard place.byteCount <= place.end, start >= place.offset else {
            throw ArchiveFault(.badHeader, "the directory does not lie where its end says")
        }
        prefixByteCount = start - place.offset
        guard place.count <= limits.entries else {
            throw ArchiveFault(.archiveTooLarge, "more than \(limits.entries) entries")
        }
        var position = start
        while position < place.end {
            position = try readEntry(source, at: position, end: place.end)
        }
        guard entries.count == place.count else {
            throw ArchiveFault(
                .badHeader,
                "the directory has \(entries.count) entries; its end says \(place.count)")
        }
    }

    /// Where the end record lies: the last one whose comment ends in the file.
    private static func endRecord(_ source: ByteSlice) -> Int? {
        guard source.count >= endSize else { return nil }
        let first = max(0, source.count - endSize - maximumComment)
        let tail = source[first..<source.count].bytes
        var at = tail.count - endSize
        while at >= 0 {
            if tail[at] == endMagic[0], tail[at..<(at + 4)].elementsEqual(endMagic) {
                let comment = Int(tail[at + 20]) | Int(tail[at + 21]) << 8
                if at + endSize + comment <= tail.count { return first + at }
            }
            at -= 1
        }
        return nil
    }

    /// Where the directory ends, where it begins counted from the zip's own start, how many bytes it
    /// has and how many entries.
    private static func place(
        _ source: ByteSlice, end: Int
    ) throws(ArchiveFault) -> (end: Int, offset: Int, byteCount: Int, count: Int) {
        let isOneDisk = source.short(at: end + 4) == 0 || source.short(at: end + 4) == 0xFFFF
        guard isOneDisk else {
            throw ArchiveFault(.badHeader, "one part of a zip of several files")
        }
        let count = Int(source.short(at: end + 10))
        let byteCount = Int(source.word(at: end + 12))
        let offset = Int(source.word(at: end + 16))
        let isWide = count == 0xFFFF || byteCount == 0xFFFF_FFFF || offset == 0xFFFF_FFFF
        let locator = end - 20
        guard locator >= 0, source.word(at: locator) == wideLocatorMagic else {
            guard !isWide || count == 0xFFFF else {
                throw ArchiveFault(.badHeader, "the ZIP64 end of the directory is not there")
            }
            return (end, offset, byteCount, count)
        }
        // The record lies right before its locator, also where bytes come before the zip.
        guard let wide = wideEnd(source, before: locator),
            let wideCount = source.length(at: wide + 32), let size = source.length(at: wide + 40),
            let start = source.length(at: wide + 48)
        else { throw ArchiveFault(.badHeader, "the ZIP64 end of the directory makes no sense") }
        return (wide, start, size, wideCount)
    }

    private static func wideEnd(_ source: ByteSlice, before locator: Int) -> Int? {
        let size = 56
        if locator >= size, source.word(at: locator - size) == wideEndMagic {
            return locator - size
        }
        guard let stated = source.length(at: locator + 8), stated <= locator - size,
            source.word(at: stated) == wideEndMagic
        else { return nil }
        return stated
    }

    /// Reads an entry. Returns where the next one begins.
    private mutating func readEntry(
        _ source: ByteSlice, at position: Int, end: Int
    ) throws(ArchiveFault) -> Int {
        guard position <= end - ZipDirectory.entrySize,
            source.word(at: position) == ZipDirectory.entryMagic
        else { throw ArchiveFault(.badHeader, "entry \(entries.count) of the directory is broken") }
        let nameEnd = position + ZipDirectory.entrySize + Int(source.short(at: position + 28))
        let extraEnd = nameEnd + Int(source.short(at: position + 30))
        let next = extraEnd + Int(source.short(at: position + 32))
        guard next <= end else {
            throw ArchiveFault(.badHeader, "entry \(entries.count) of the directory is cut")
        }
        var entry = ZipEntry(
            name: source[(position + ZipDirectory.entrySize)..<nameEnd].bytes,
            system: UInt8(source.short(at: position + 4) >> 8),
            flags: source.short(at: position + 8), method: source.short(at: position + 10),
            checksum: source.word(at: position + 16),
            packedByteCount: Int(source.word(at: position + 20)),
            byteCount: Int(source.word(at: position + 24)),
            attributes: source.word(at: position + 38), offset: Int(source.word(at: position + 42)))
        try ZipExtra.widen(&entry, source[nameEnd..<extraEnd])
        let offset = entry.offset.addingReportingOverflow(prefixByteCount)
        guard !offset.overflow else {
            throw ArchiveFault(.badHeader, "entry \(entries.count) lies outside the file")
        }
        entry.offset = offset.partialValue
        entries.append(entry)
        return next
    }
}
