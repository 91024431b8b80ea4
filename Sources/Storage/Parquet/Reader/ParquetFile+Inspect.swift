// What the footer says, for those who look at a file without reading its rows.
extension ParquetFile {
    /// The texts beside the data, in the order of the file. Bytes that are not UTF-8 are replaced.
    public var keyValues: [(key: String, value: String)] {
        metadata.keyValues.map { ($0.key, String(decoding: $0.value ?? [], as: UTF8.self)) }
    }

    /// The `huggingface` text, in which `datasets` keeps the features of the columns as JSON.
    public var features: String? { keyValues.first { $0.key == "huggingface" }?.value }

    /// The row groups.
    public var rowGroups: [ParquetRowGroupSummary] {
        metadata.rowGroups.map { group in
            ParquetRowGroupSummary(
                rowCount: group.rowCount,
                compressedByteCount: ParquetFile.sum(group, \.compressedByteCount),
                uncompressedByteCount: ParquetFile.sum(group, \.uncompressedByteCount))
        }
    }

    private static func sum(_ group: RowGroup, _ count: KeyPath<ColumnMetadata, Int>) -> Int {
        group.columns.reduce(0) { add($0, $1.metadata[keyPath: count]) }
    }

    /// A sum of what a file claims: the largest number rather than a trap.
    private static func add(_ left: Int, _ right: Int) -> Int {
        let sum = left.addingReportingOverflow(right)
        return sum.overflow ? .max : sum.partialValue
    }

    /// The leaves of the schema, in its order.
    public var columns: [ParquetColumnSummary] {
        leaves.indices.map { index in
            let leaf = leaves[index]
            var column = ParquetColumnSummary(
                path: leaf.path, type: leaf.type, logicalType: leaf.logicalType)
            for group in metadata.rowGroups {
                let chunk = group.columns[index]
                if !column.codecs.contains(chunk.metadata.codec) {
                    column.codecs.append(chunk.metadata.codec)
                }
                for encoding in chunk.metadata.encodings
                where !column.encodings.contains(encoding) {
                    column.encodings.append(encoding)
                }
                column.valueCount = ParquetFile.add(column.valueCount, chunk.metadata.valueCount)
                column.compressedByteCount = ParquetFile.add(
                    column.compressedByteCount, chunk.metadata.compressedByteCount)
                column.uncompressedByteCount = ParquetFile.add(
                    column.uncompressedByteCount, chunk.metadata.uncompressedByteCount)
                if chunk.offsetIndexOffset == nil { column.hasOffsetIndex = false }
            }
            return column
        }
    }
}
