/// The header of a table between delimiters.
enum SeparatedHeader {
    /// The names of the columns.
    ///
    /// - Throws: `bad_csv` where a name stands twice or a needed column is not there.
    static func names(
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
            throw Refusal(
                .badCSV, "the header has no column `\(first)`, only `\(found)`\(hint)\(ends)")
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
