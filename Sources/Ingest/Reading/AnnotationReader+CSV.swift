import Manifests
import Records

extension AnnotationReader {
    /// Reads records: with a header, a row is an object of strings; without one, which is only if
    /// all columns are mapped by position, an array of strings.
    func readSeparated(
        _ bytes: ArraySlice<UInt8>, delimiter: Unicode.Scalar, _ body: (SourceRow) -> Bool
    ) throws(Refusal) {
        var reader = CSVReader(bytes, delimiter: delimiter)
        var names: [String]?
        if !requiredFields.allSatisfy({ Int($0) != nil }) {
            names = try header(try reader.next(), delimiter: delimiter)
        }
        var index = 0
        while let record = try reader.next() {
            let content: Result<SourceRecord, Refusal>
            do throws(Refusal) {
                content = .success(SourceRecord(value: try value(of: record, names: names)))
            } catch {
                content = .failure(error)
            }
            guard body(SourceRow(index: index, line: record.line, content: content)) else { return }
            index += 1
        }
    }

    private func header(
        _ record: CSVReader.Record?, delimiter: Unicode.Scalar
    ) throws(Refusal) -> [String] {
        guard let record else { throw Refusal(.emptyFile, "the file holds no row") }
        guard !record.isMalformed else {
            throw Refusal(.badCSV, "text follows a closing quote in the header")
        }
        let names = try texts(of: record)
        guard Set(names).count == names.count else {
            throw Refusal(.badCSV, "the header names a column twice")
        }
        let missing = requiredFields.filter { !names.contains($0) }
        if let first = missing.first {
            let other: Unicode.Scalar? = [";", "\t", ",", "|"].first { other in
                other != delimiter && names.contains { $0.unicodeScalars.contains(other) }
            }
            let hint = other.map { "; the fields seem to be separated by `\($0)`" } ?? ""
            let found = Refusal.clipped(names.joined(separator: "`, `"), to: 120)
            throw Refusal(
                .badCSV, "the header has no column `\(first)`, only `\(found)`\(hint)")
        }
        return names
    }

    private func value(
        of record: CSVReader.Record, names: [String]?
    ) throws(Refusal) -> JSONValue {
        guard !record.isMalformed else {
            throw Refusal(.badCSV, "text follows a closing quote")
        }
        let texts = try texts(of: record)
        guard let names else { return .array(texts.map { .string($0) }) }
        guard texts.count == names.count else {
            throw Refusal(
                .badCSV, "\(texts.count) fields, where the header has \(names.count)")
        }
        return .object(zip(names, texts).map { .init($0, .string($1)) })
    }

    private func texts(of record: CSVReader.Record) throws(Refusal) -> [String] {
        var result: [String] = []
        for field in record.fields {
            guard let text = String(validating: field, as: UTF8.self) else {
                throw Refusal(.badEncoding, "a field that is not UTF-8")
            }
            result.append(text)
        }
        return result
    }
}
