import Storage

/// The header of a table between delimiters.
enum SeparatedHeader {
    /// Reads the first record of a text.
    ///
    /// - Returns: the names of the columns, and where the next record begins and on which line.
    /// - Throws: `empty_file` where there is no record, and what `names` throws.
    static func read(
        _ source: ByteSlice, delimiter: Unicode.Scalar, requiredFields: [String]
    ) throws(Refusal) -> (names: [String], end: (position: Int, line: Int)) {
        var header: CSVReader.Record?
        try SeparatedSource.forEach(in: source, from: (0, 1), delimiter: delimiter) { record in
            header = record
            return false
        }
        guard let header else { throw Refusal(.emptyFile, "the file holds no row") }
        return (
            try names(header, delimiter: delimiter, requiredFields: requiredFields),
            (header.range.upperBound, header.nextLine)
        )
    }

    /// The names of the columns.
    ///
    /// - Throws: `bad_csv` where a name stands twice or a needed column is not there.
    private static func names(
        _ record: CSVReader.Record, delimiter: Unicode.Scalar, requiredFields: [String]
    ) throws(Refusal) -> [String] {
        guard !record.isMalformed else {
            throw Refusal(.badCSV, "text follows a closing quote in the header")
        }
        let names = try texts(of: record)
        // The reader takes CR alone for text, so such a file is one record.
        let hasReturn = names.contains { $0.unicodeScalars.contains("\r") }
        let ends = hasReturn ? "; its lines end in CR alone, where LF or CR LF was expected" : ""
        guard Set(names).count == names.count else {
            throw Refusal(.badCSV, "the header names a column twice\(ends)")
        }
        let missing = requiredFields.filter { !names.contains($0) }
        if let first = missing.first {
            let other: Unicode.Scalar? = [";", "\t", ",", "|"].first { other in
                other != delimiter && names.contains { $0.unicodeScalars.contains(other) }
            }
            let hint = other.map { "; the fields seem to be separated by `\($0)`" } ?? ""
            let found = Refusal.clipped(names.joined(separator: "`, `"), to: 120)
            var refusal = Refusal(
                .badCSV, "the header has no column `\(first)`, only `\(found)`\(hint)\(ends)")
            refusal.missingColumn = MissingColumn(
                name: first, names: names, detail: "the header has `\(found)`\(hint)\(ends)")
            throw refusal
        }
        return names
    }

    /// The fields of a record as texts.
    ///
    /// - Throws: `bad_encoding` where one is not UTF-8.
    static func texts(of record: CSVReader.Record) throws(Refusal) -> [String] {
        var result: [String] = []
        result.reserveCapacity(record.fields.count)
        for field in record.fields {
            guard let text = String(validating: field, as: UTF8.self) else {
                throw Refusal(.badEncoding, "a field that is not UTF-8")
            }
            result.append(text)
        }
        return result
    }
}
