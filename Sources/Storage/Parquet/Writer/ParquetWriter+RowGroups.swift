import Records

extension ParquetWriter {
    /// Closed pages that wait are moved to the disk when they have so many bytes.
    private static let pendingByteLimit = 8 << 20

    /// Closes a column's page. It goes to the file, or waits for the end of the row group.
    func closePage(_ index: Int) throws(Fault) {
        try encoders[index].closePage(pageCompressor(index)) { bytes throws(Fault) in
            if index == streamed {
                try write(bytes)
            } else {
                pending[index].bytes += bytes
                pendingByteCount += bytes.count
            }
        }
        guard pendingByteCount > ParquetWriter.pendingByteLimit else { return }
        for index in pending.indices where !pending[index].bytes.isEmpty {
            pending[index].spilled.append(try spill.append(pending[index].bytes))
            pending[index].bytes = []
        }
        pendingByteCount = 0
    }

    /// Writes the open row group, if it has a row. The streamed column lies first, since its pages
    /// are in the file already; the indexes lie behind the columns.
    func closeRowGroup() throws(Fault) {
        guard groupRowCount > 0 else { return }
        if let streamed { try closePage(streamed) }
        for index in encoders.indices where index != streamed { try closePage(index) }

        var columns: [ColumnChunk] = []
        for index in encoders.indices { columns.append(try writeColumn(index)) }
        for (index, encoder) in encoders.enumerated() {
            try writeIndexes(of: encoder, into: &columns[index])
            encoder.removeChunk()
        }
        let sizes = columns.map(\.metadata)
        rowGroups.append(
            RowGroup(
                columns: columns, byteCount: sizes.reduce(0) { $0 + $1.uncompressedByteCount },
                rowCount: groupRowCount, fileOffset: groupStart,
                compressedByteCount: sizes.reduce(0) { $0 + $1.compressedByteCount },
                ordinal: Int16(exactly: rowGroups.count)))
        try spill.removeAll()
        pendingByteCount = 0
        (groupStart, groupRowCount, groupByteCount) = (offset, 0, 0)
    }

    /// Bytes are not compressed: pictures are already, and readers take them from where they lie.
    private func pageCompressor(_ index: Int) -> PageCompressor? {
        encoders[index].leaf.isOpaque ? nil : compressor
    }

    /// Writes the pages of a column that have waited, and says what the footer needs.
    private func writeColumn(_ index: Int) throws(Fault) -> ColumnChunk {
        let encoder = encoders[index]
        let chunk = encoder.chunk
        let compressor = pageCompressor(index)
        var metadata = ColumnMetadata(
            type: encoder.leaf.type, encodings: chunk.encodings, path: encoder.leaf.path,
            codec: compressor == nil ? .uncompressed : .zstd, valueCount: chunk.valueCount,
            uncompressedByteCount: chunk.uncompressedByteCount,
            compressedByteCount: chunk.compressedByteCount, dataPageOffset: groupStart,
            statistics: chunk.statistics(encoder.leaf))
        guard index != streamed else { return ColumnChunk(metadata: metadata) }
        if let dictionary = try encoder.dictionaryPage(compressor) {
            metadata.dictionaryPageOffset = offset
            metadata.uncompressedByteCount += dictionary.uncompressedByteCount
            metadata.compressedByteCount += dictionary.bytes.count
            try write(dictionary.bytes)
        }
        metadata.dataPageOffset = offset
        for range in pending[index].spilled {
            try spill.forEachPiece(of: range) { bytes throws(Fault) in try write(bytes) }
        }
        try write(pending[index].bytes)
        pending[index] = PendingPages()
        return ColumnChunk(metadata: metadata)
    }

    /// Writes where a column's pages are and what bounds they have.
    private func writeIndexes(
        of encoder: ColumnEncoder, into column: inout ColumnChunk
    ) throws(Fault) {
        let start = column.metadata.dataPageOffset
        var index = OffsetIndex(pages: encoder.chunk.pages)
        for page in index.pages.indices { index.pages[page].offset += start }
        if let bounds = encoder.chunk.columnIndex(encoder.leaf)?.thriftBytes {
            (column.columnIndexOffset, column.columnIndexByteCount) = (offset, bounds.count)
            try write(bounds)
        }
        let bytes = index.thriftBytes
        (column.offsetIndexOffset, column.offsetIndexByteCount) = (offset, bytes.count)
        try write(bytes)
    }
}
