/// The end of a Parquet file: its metadata, their length and the magic.
struct ParquetFooter {
    let metadata: FileMetadata
    /// Where the metadata start.
    let start: Int

    private static let magic = Array("PAR1".utf8)
    private static let encryptedMagic = Array("PARE".utf8)

    init(_ file: MappedFile, _ limits: ParquetLimits) throws(ParquetFault) {
        guard file.count > 0 else {
            throw ParquetFault(ParquetFault.empty, "the file has no bytes")
        }
        let head = file.bytes(0..<min(file.count, GitLFSPointer.byteCount))
        if GitLFSPointer.isStart(head) {
            throw ParquetFault(ParquetFault.gitLFSPointer, GitLFSPointer.detail)
        }
        guard file.count >= 12 else {
            throw ParquetFault(ParquetFault.badMagic, "\(file.count) bytes are no Parquet file")
        }
        let tail = file.bytes((file.count - 8)..<file.count)
        guard tail[4...].elementsEqual(ParquetFooter.magic) else {
            if tail[4...].elementsEqual(ParquetFooter.encryptedMagic) {
                throw ParquetFault(ParquetFault.encrypted, "the footer is encrypted")
            }
            throw ParquetFault(
                ParquetFault.badMagic,
                head.starts(with: ParquetFooter.magic)
                    ? "the file starts as Parquet and does not end so: it was cut"
                    : "the file does not end with PAR1: it is no Parquet")
        }
        guard head.starts(with: ParquetFooter.magic) else {
            throw ParquetFault(
                ParquetFault.badMagic,
                "the file ends with PAR1 and does not start so: its front is lost or changed")
        }
        let length = tail[..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, length <= file.count - 12, length <= limits.footerByteCount else {
            throw ParquetFault(
                ParquetFault.badFooter,
                "a footer of \(length) bytes in a file of \(file.count); "
                    + "the limit is \(limits.footerByteCount)")
        }
        start = file.count - 8 - length
        var reader = ThriftReader(ByteSlice(file, start..<(start + length)))
        do throws(ThriftFault) {
            metadata = try reader.structure()
        } catch {
            let reason = error == .encrypted ? ParquetFault.encrypted : ParquetFault.badFooter
            throw ParquetFault(reason, "the footer: \(error.detail)")
        }
        guard reader.position == length else {
            throw ParquetFault(
                ParquetFault.badFooter,
                "a footer of \(length) bytes ends after \(reader.position)")
        }
    }

    /// Checks what the row groups say against the schema's leaves and the file.
    func check(_ leaves: [ColumnLeaf], _ limits: ParquetLimits) throws(ParquetFault) {
        // A run makes any number of rows out of a few bytes.
        let isBomb =
            metadata.rowCount > 1 << 20 && metadata.rowCount / limits.rowsPerByte > start
        guard !isBomb else {
            throw ParquetFault(
                ParquetFault.tooLarge, "\(metadata.rowCount) rows in \(start) bytes")
        }
        var rowCount = 0
        for (index, group) in metadata.rowGroups.enumerated() {
            let sum = rowCount.addingReportingOverflow(group.rowCount)
            rowCount = sum.partialValue
            guard !sum.overflow, group.columns.count == leaves.count else {
                var fault = ParquetFault(
                    ParquetFault.badFooter,
                    "\(group.columns.count) columns of \(group.rowCount) rows; the schema has "
                        + "\(leaves.count) columns")
                fault.rowGroup = index
                throw fault
            }
            for (chunk, leaf) in zip(group.columns, leaves) {
                do throws(PageFault) {
                    try check(chunk, leaf, rowCount: group.rowCount)
                } catch {
                    var fault = ParquetFault(error.reason, error.detail)
                    fault.column = leaf.name
                    fault.rowGroup = index
                    throw fault
                }
            }
        }
        guard rowCount == metadata.rowCount else {
            throw ParquetFault(
                ParquetFault.badFooter,
                "the footer says \(metadata.rowCount) rows, its row groups \(rowCount)")
        }
    }

    private func check(
        _ chunk: ColumnChunk, _ leaf: ColumnLeaf, rowCount: Int
    ) throws(PageFault) {
        if let path = chunk.filePath, !path.isEmpty {
            throw PageFault(
                "its pages are in another file, `\(path)`", reason: ParquetFault.unsupported)
        }
        let metadata = chunk.metadata
        guard metadata.type == leaf.type else {
            throw PageFault(
                "pages of \(metadata.type), the schema says \(leaf.type)",
                reason: ParquetFault.badFooter)
        }
        // Every row has a value, a null or the placeholder of an empty list.
        guard
            leaf.repetition == 0
                ? metadata.valueCount == rowCount : metadata.valueCount >= rowCount
        else {
            throw PageFault(
                "\(metadata.valueCount) values in \(rowCount) rows",
                reason: ParquetFault.badFooter)
        }
        guard chunk.pages(before: start) != nil || metadata.valueCount == 0 else {
            throw PageFault(
                "\(metadata.compressedByteCount) bytes of pages from byte "
                    + "\(metadata.firstPageOffset) on lie outside the data",
                reason: ParquetFault.badFooter)
        }
    }
}

extension ColumnMetadata {
    /// Where the first page's header starts: a dictionary's, if there is one.
    var firstPageOffset: Int {
        // Some writers put 0 where there is no dictionary.
        guard let dictionary = dictionaryPageOffset, dictionary > 0 else { return dataPageOffset }
        return min(dictionary, dataPageOffset)
    }
}

extension ColumnChunk {
    /// Where the pages lie, or nothing if that is not between the head and the footer.
    func pages(before end: Int) -> Range<Int>? {
        let start = metadata.firstPageOffset
        guard start >= 4, start <= end, metadata.compressedByteCount <= end - start else {
            return nil
        }
        return start..<(start + metadata.compressedByteCount)
    }
}
