public import Records

/// A Parquet file, mapped into memory (github.com/apache/parquet-format). Opening reads the footer
/// alone; `rows` reads pages, one of each column at a time.
///
/// Whoever has used its rows asks `checkUnchanged` before anything is made of them.
public final class ParquetFile: Sendable {
    /// The path it was opened by.
    public let path: String
    /// The columns, in the order of the file.
    public let fields: [ParquetField]
    /// How many rows there are.
    public var rowCount: Int { metadata.rowCount }
    /// Who wrote the file, in its own words.
    public var createdBy: String? { metadata.createdBy }

    let file: MappedFile
    let metadata: FileMetadata
    let leaves: [ColumnLeaf]
    let nodes: [ReadNode]
    let limits: ParquetLimits
    /// Where the footer starts: pages lie before it.
    let dataEnd: Int

    /// Opens a file and reads its footer.
    ///
    /// - Throws: a `ParquetFault` where the file is no Parquet, its footer is broken or encrypted,
    ///   it has no columns, or two of one name.
    public init(_ path: String, limits: ParquetLimits = ParquetLimits()) throws(ParquetFault) {
        let file: MappedFile
        do throws(Fault) {
            file = try MappedFile(path)
        } catch {
            throw ParquetFault(ParquetFault.unreadable, error.message, cause: error)
        }
        let footer = try ParquetFooter(file, limits)
        var schema = SchemaReader(footer.metadata.schema)
        let columns = try schema.columns()
        guard !columns.isEmpty else {
            throw ParquetFault(ParquetFault.missingColumns, "the file has no columns")
        }
        try footer.check(schema.leaves, limits)
        self.path = path
        self.file = file
        self.limits = limits
        metadata = footer.metadata
        dataEnd = footer.start
        leaves = schema.leaves
        fields = columns.map(\.field)
        nodes = columns.map(\.node)
    }

    /// Reads rows, from the first page that holds one of them on.
    ///
    /// - Parameters:
    ///   - range: which rows, counted from 0; all by default. What lies outside the file is left
    ///     out.
    ///   - columns: the names of the columns, in any order; all by default.
    /// - Throws: a `ParquetFault` where a column is not there.
    public func rows(
        _ range: Range<Int>? = nil, columns: [String]? = nil
    ) throws(ParquetFault) -> ParquetRows {
        let all = 0..<rowCount
        return ParquetRows(
            self, (range ?? all).clamped(to: all), columns: try selection(of: columns))
    }

    /// Makes sure that the file is still the one that was opened, and as it was.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    public func checkUnchanged() throws(Fault) { try file.checkUnchanged() }

    /// The places of columns among `fields`, in their order.
    private func selection(of names: [String]?) throws(ParquetFault) -> [Int] {
        guard let names else { return Array(fields.indices) }
        var isWanted = [Bool](repeating: false, count: fields.count)
        for name in names { isWanted[try place(of: name)] = true }
        return fields.indices.filter { isWanted[$0] }
    }

    /// The place of a column among `fields`.
    func place(of name: String) throws(ParquetFault) -> Int {
        if let place = fields.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
            return place
        }
        let known = fields.prefix(20).map { "`\($0.name)`" }.joined(separator: ", ")
        throw ParquetFault(
            ParquetFault.missingColumns,
            "no column `\(name)`; there are \(known)"
                + (fields.count > 20 ? " and \(fields.count - 20) more" : ""))
    }
}
