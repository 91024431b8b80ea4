import Records
import Storage

/// Makes a record of a row of Parquet: texts, numbers, lists and structs as JSON, bytes beside it.
///
/// Numbers that are no numbers (NaN, infinity) are null, as pandas writes a missing number so.
struct ParquetRecord {
    private var binaries: [BinaryField] = []

    /// The record of a row.
    ///
    /// - Parameter names: the names of the columns.
    /// - Throws: where a value is too large or a text is not UTF-8.
    static func record(
        _ names: [String], _ values: [ParquetValue]
    ) throws(Refusal) -> SourceRecord {
        var maker = ParquetRecord()
        var members: [JSONValue.Member] = []
        members.reserveCapacity(names.count)
        for (name, value) in zip(names, values) {
            members.append(.init(name, try maker.json(value, at: [name])))
        }
        return SourceRecord(value: .object(members), binaries: maker.binaries)
    }

    private mutating func json(
        _ value: ParquetValue, at path: [String]
    ) throws(Refusal) -> JSONValue {
        switch value {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .int(let value): return .integer(value)
        case .uint(let value): return .integer(value)
        case .float(let value): return .real(value)
        case .double(let value): return .real(value)
        case .decimal(let digits): return .number(digits)
        case .text(let text): return .string(text)
        case .string(let text): return .string(text.text)
        case .bytes(let bytes):
            binaries.append(BinaryField(path: path, bytes: bytes))
            return .null
        case .list(let elements):
            var values: [JSONValue] = []
            values.reserveCapacity(elements.count)
            for (index, element) in elements.enumerated() {
                values.append(try json(element, at: path + ["\(index)"]))
            }
            return .array(values)
        case .object(let names, let values):
            var members: [JSONValue.Member] = []
            members.reserveCapacity(names.count)
            for (name, value) in zip(names, values) {
                members.append(.init(name, try json(value, at: path + [name])))
            }
            return .object(members)
        case .invalidText:
            throw Refusal(.badEncoding, "`\(path.joined(separator: "."))` is not UTF-8")
        case .tooLarge(let count):
            throw Refusal(
                ParquetFault.tooLarge,
                "`\(path.joined(separator: "."))` has \(count) bytes or elements")
        }
    }
}
