public import Records
import Storage

/// A file of values between commas or tabs with a header, read record by record in the memory of the
/// longest.
public struct SeparatedTable: Sendable {
    /// The names of the columns.
    public let names: [String]

    private let path: String
    private let source: ByteSlice
    private let delimiter: Unicode.Scalar
    private let first: (position: Int, line: Int)

    /// Opens a file and reads its header.
    ///
    /// - Throws: a `Fault` where the file cannot be read, or its header cannot be used.
    public init(_ path: String, delimiter: Unicode.Scalar) throws(Fault) {
        let file = try MappedFile(path)
        var start = 0
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if file.count >= 3, file.bytes(0..<3) == mark { start = 3 }
        let source = ByteSlice(file, start..<file.count)
        self.path = path
        self.source = source
        self.delimiter = delimiter
        do throws(Refusal) {
            (names, first) = try SeparatedHeader.read(
                source, delimiter: delimiter, requiredFields: [])
        } catch {
            throw SeparatedTable.fault(error, path)
        }
    }

    /// The place of a column, or nothing.
    public func place(of name: String) -> Int? {
        names.firstIndex { $0.utf8.elementsEqual(name.utf8) }
    }

    /// Calls `body` with the number of each record, from 0, and its fields, or why it has none that can
    /// be used.
    ///
    /// - Throws: a `Fault` where the file as a whole cannot be read, and what `body` throws.
    public func forEach(
        _ body: (Int, Result<[ArraySlice<UInt8>], Fault>) throws(Fault) -> Void
    ) throws(Fault) {
        var failure: Fault?
        var number = 0
        do throws(Refusal) {
            try SeparatedSource.forEach(in: source, from: first, delimiter: delimiter) { record in
                do throws(Fault) {
                    try body(number, fields(of: record))
                } catch {
                    failure = error
                }
                number += 1
                return failure == nil
            }
        } catch {
            throw SeparatedTable.fault(error, path)
        }
        if let failure { throw failure }
    }

    /// Makes sure that the file is as it was when it was opened.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    public func checkUnchanged() throws(Fault) { try source.checkUnchanged() }

    private func fields(of record: CSVReader.Record) -> Result<[ArraySlice<UInt8>], Fault> {
        func failure(_ detail: String) -> Result<[ArraySlice<UInt8>], Fault> {
            .failure(Fault(.badInput, "line \(record.line): " + detail))
        }
        if record.isMalformed { return failure("text follows a closing quote") }
        guard record.fields.count == names.count else {
            return failure("\(record.fields.count) fields, where the header has \(names.count)")
        }
        return .success(record.fields)
    }

    private static func fault(_ refusal: Refusal, _ path: String) -> Fault {
        Fault(.badInput, "`\(path)`: \(refusal.detail)")
    }
}
