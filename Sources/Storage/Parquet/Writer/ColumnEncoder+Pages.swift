import Records

extension ColumnEncoder {
    /// Closes the open page, if it has a row, and hands out its bytes in order.
    ///
    /// - Parameter compressor: nothing where pages stay as they are.
    func closePage(
        _ compressor: PageCompressor?, _ output: ([UInt8]) throws(Fault) -> Void
    ) throws(Fault) {
        guard rowCount > 0 else { return }
        let encoding = chooseEncoding()
        var body: [UInt8] = []
        append(levels: repetitions, maximum: leaf.maximumRepetition, to: &body)
        append(levels: definitions, maximum: leaf.maximumDefinition, to: &body)
        if encoding == .rleDictionary {
            body.append(UInt8(indexWidth))
            HybridEncoder.append(indices, width: indexWidth, to: &body)
        } else if leaf.type == .boolean {
            values = ColumnEncoder.packed(values)
        }
        let uncompressed = body.count + values.count
        if let compressor {
            body += values
            values.removeAll(keepingCapacity: true)
            body = try compressor.compress(body)
        }
        let head = PageHeader(
            content: .data(DataPageHeader(valueCount: definitions.count, encoding: encoding)),
            uncompressedByteCount: uncompressed,
            compressedByteCount: body.count + values.count,
            checksum: ColumnEncoder.checksum(body, values)
        ).thriftBytes
        try output(head)
        try output(body)
        try output(values)
        count(page: head.count + body.count + values.count, before: head.count + uncompressed)
        if encoding == .rleDictionary {
            chunk.usesDictionary = true
        } else {
            chunk.usesPlain = true
        }
        // Values are not looked up in a dictionary that has grown so long.
        if dictionary.bytes.count >= pageByteLimit { extendsDictionary = false }
        removePage()
    }

    /// The dictionary page, if pages use one.
    func dictionaryPage(_ compressor: PageCompressor?) throws(Fault) -> (
        bytes: [UInt8], uncompressedByteCount: Int
    )? {
        guard chunk.usesDictionary else { return nil }
        let body =
            if let compressor { try compressor.compress(dictionary.bytes) } else {
                dictionary.bytes
            }
        let head = PageHeader(
            content: .dictionary(DictionaryPageHeader(valueCount: dictionary.count)),
            uncompressedByteCount: dictionary.bytes.count, compressedByteCount: body.count,
            checksum: ColumnEncoder.checksum(body)
        ).thriftBytes
        return (head + body, head.count + dictionary.bytes.count)
    }

    /// Makes ready for the next row group.
    func removeChunk() {
        chunk = ChunkSummary()
        dictionary = ByteDictionary()
        extendsDictionary = leaf.allowsDictionary
    }

    /// The encoding of the open page, whose values are where it wants them afterwards.
    private func chooseEncoding() -> PageEncoding {
        guard extendsDictionary && !indices.isEmpty else { return .plain }
        let packedByteCount = indices.count * indexWidth / 8
        if chunk.usesDictionary || dictionary.bytes.count + packedByteCount < plainByteCount {
            return .rleDictionary
        }
        // The first page's values hardly repeat, so the chunk's will not either.
        extendsDictionary = false
        values.reserveCapacity(plainByteCount)
        for index in indices { values += dictionary[Int(index)] }
        return .plain
    }

    /// The bits of a place in the dictionary.
    private var indexWidth: Int { max(1, UInt32(dictionary.count - 1).bitCount) }

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
        chunk.bounds.append(bounds)
        chunk.absentCounts.append(Int64(absentCount))
        chunk.isNullPage.append(absentCount == definitions.count)
        chunk.valueCount += definitions.count
        chunk.rowCount += rowCount
        chunk.uncompressedByteCount += uncompressed
        chunk.compressedByteCount += byteCount
    }

    private func removePage() {
        definitions.removeAll(keepingCapacity: true)
        repetitions.removeAll(keepingCapacity: true)
        indices.removeAll(keepingCapacity: true)
        // The room that one huge value took is given back.
        values.removeAll(keepingCapacity: values.capacity <= pageByteLimit * 4)
        (plainByteCount, rowCount, absentCount, bounds) = (0, 0, 0, ValueBounds())
    }

    /// The checksum of some bytes and then some others.
    private static func checksum(_ parts: [UInt8]...) -> UInt32 {
        parts.reduce(0) { sum, part in
            unsafe part.withUnsafeBytes { unsafe PageChecksum.extend(sum, by: $0) }
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
