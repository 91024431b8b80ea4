import Records

extension ColumnEncoder {
    /// Closes the open page, if it has a row, and hands out its bytes in order.
    ///
    /// - Parameter compressor: nothing where pages stay as they are.
    func closePage(
        _ compressor: PageCompressor?, _ output: ([UInt8]) throws(Fault) -> Void
    ) throws(Fault) {
        guard open.rowCount > 0 else { return }
        let encoding = chooseEncoding()
        var body: [UInt8] = []
        append(levels: open.repetitions, maximum: leaf.maximumRepetition, to: &body)
        append(levels: open.definitions, maximum: leaf.maximumDefinition, to: &body)
        if encoding == .rleDictionary {
            body.append(UInt8(indexWidth))
            HybridEncoder.append(open.indices, width: indexWidth, to: &body)
        } else if leaf.type == .boolean {
            open.values = ColumnEncoder.packed(open.values)
        }
        let uncompressed = body.count + open.values.count
        if let compressor {
            body += open.values
            open.values.removeAll(keepingCapacity: true)
            body = try compressor.compress(body)
        }
        let head = PageHeader(
            content: .data(DataPageHeader(valueCount: open.entryCount, encoding: encoding)),
            uncompressedByteCount: uncompressed,
            compressedByteCount: body.count + open.values.count,
            checksum: ColumnEncoder.checksum(body, open.values)
        ).thriftBytes
        try output(head)
        try output(body)
        try output(open.values)
        count(page: head.count + body.count + open.values.count, before: head.count + uncompressed)
        if encoding == .rleDictionary {
            chunk.usesDictionary = true
        } else {
            chunk.usesPlain = true
        }
        // Values are not looked up in a dictionary that has grown so long.
        if open.dictionary.bytes.count >= pageByteLimit { open.extendsDictionary = false }
        removePage()
    }

    /// The dictionary page, if pages use one.
    func dictionaryPage(_ compressor: PageCompressor?) throws(Fault) -> (
        bytes: [UInt8], uncompressedByteCount: Int
    )? {
        guard chunk.usesDictionary else { return nil }
        let body =
            if let compressor { try compressor.compress(open.dictionary.bytes) } else {
                open.dictionary.bytes
            }
        let head = PageHeader(
            content: .dictionary(DictionaryPageHeader(valueCount: open.dictionary.count)),
            uncompressedByteCount: open.dictionary.bytes.count, compressedByteCount: body.count,
            checksum: ColumnEncoder.checksum(body)
        ).thriftBytes
        return (head + body, head.count + open.dictionary.bytes.count)
    }

    /// Makes ready for the next row group.
    func removeChunk() {
        chunk = ChunkSummary()
        open.dictionary = ByteDictionary()
        open.extendsDictionary = leaf.allowsDictionary
    }

    /// The encoding of the open page, whose values are where it wants them afterwards.
    private func chooseEncoding() -> PageEncoding {
        guard open.extendsDictionary && !open.indices.isEmpty else { return .plain }
        let packedByteCount = open.indices.count * indexWidth / 8
        if chunk.usesDictionary
            || open.dictionary.bytes.count + packedByteCount < open.plainByteCount
        {
            return .rleDictionary
        }
        // The first page's values hardly repeat, so the chunk's will not either.
        open.extendsDictionary = false
        open.values.reserveCapacity(open.plainByteCount)
        for index in open.indices { open.values += open.dictionary[Int(index)] }
        return .plain
    }

    /// The bits of a place in the dictionary.
    private var indexWidth: Int { max(1, UInt32(open.dictionary.count - 1).bitCount) }

    private func append(levels: [UInt8], maximum: Int, to body: inout [UInt8]) {
        guard maximum > 0 else { return }
        let start = body.count
        body += [0, 0, 0, 0]
        HybridEncoder.append(levels, width: UInt8(maximum).bitCount, to: &body)
        let count = body.count - start - 4
        for byte in 0..<4 { body[start + byte] = UInt8(truncatingIfNeeded: count >> (byte * 8)) }
    }

    private func count(page byteCount: Int, before uncompressed: Int) {
        chunk.pages.append(
            PageLocation(
                offset: chunk.compressedByteCount, byteCount: byteCount, firstRow: chunk.rowCount))
        chunk.bounds.append(open.bounds)
        chunk.absentCounts.append(Int64(open.absentCount))
        chunk.isNullPage.append(open.absentCount == open.entryCount)
        chunk.valueCount += open.entryCount
        chunk.rowCount += open.rowCount
        chunk.uncompressedByteCount += uncompressed
        chunk.compressedByteCount += byteCount
    }

    private func removePage() {
        open.definitions.removeAll(keepingCapacity: true)
        open.repetitions.removeAll(keepingCapacity: true)
        open.indices.removeAll(keepingCapacity: true)
        // The room that one huge value took is given back.
        open.values.removeAll(keepingCapacity: open.values.capacity <= pageByteLimit * 4)
        (open.entryCount, open.plainByteCount, open.rowCount, open.absentCount) = (0, 0, 0, 0)
        open.bounds = ValueBounds()
    }

    /// The checksum of some bytes and then some others.
    private static func checksum(_ parts: [UInt8]...) -> UInt32 {
        parts.reduce(0) { sum, part in
            unsafe part.withUnsafeBytes { unsafe CRC32.extend(sum, by: $0) }
        }
    }

    /// A bit for each byte that is not 0, the lowest first.
    private static func packed(_ flags: [UInt8]) -> [UInt8] {
        var bits = [UInt8](repeating: 0, count: (flags.count + 7) / 8)
        for (index, flag) in flags.enumerated() where flag != 0 {
            bits[index / 8] |= 1 << UInt8(index % 8)
        }
        return bits
    }
}
