import Records

/// Reads rows from the lines of a table that `TableWriter` wrote.
struct TableLineParser {
    private let parser = JSONParser()
    private let file: String

    /// - Parameter file: the table's path, for faults.
    init(file: String) { self.file = file }

    /// The row of a line.
    ///
    /// - Throws: a `Fault` with the file, the line and, where it is no JSON, the column.
    func row<Row: TableRow>(
        _ text: UnsafeBufferPointer<UInt8>, line number: Int
    ) throws(Fault) -> Row {
        let value = unsafe try parser.parse(text) { (nodes: JSONNodes) throws(Fault) in
            unsafe nodes.value(at: 0)
        } fault: { problem, offset in
            unsafe JSONReader.fault(problem, in: text, at: offset, file: file, firstLine: number)
        }
        do throws(Fault) {
            return try Row(json: value)
        } catch {
            var fault = error
            fault.location = fault.location ?? SourceLocation(file: file, line: number)
            throw fault
        }
    }
}
