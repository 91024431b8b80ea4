import Manifests
import Records
import Storage

/// Reads the first rows of a text, and no more of it than they need.
struct TextRows {
    /// The member under which the rows lie, where the text is one object.
    private(set) var member: String?
    /// Whether what is read is all there is.
    private(set) var isWhole: Bool
    /// Whether the text is a file by itself, and not the beginning of a packed one.
    let isFile: Bool
    /// Where the rows begin, about: what comes before the first is no measure for the others.
    private(set) var start = 0

    private let source: ByteSlice
    private let name: String
    private let format: AnnotationFormat
    private let shown: Int

    /// An object of more bytes is not read as one row.
    private static let objectBytes = 16 << 20
    /// Records between delimiters are looked for in so many bytes.
    private static let windowBytes = 2 << 20
    /// A record that is longer than all this is not shown.
    private static let mostWindowBytes = 64 << 20
    /// Where the rows of a large object are looked for.
    private static let members = ["questions", "data", "annotations", "rows", "items", "examples"]

    init(_ source: ByteSlice, name: String, format: AnnotationFormat, shown: Int, isWhole: Bool) {
        self.source = source
        self.name = name
        self.format = format
        self.shown = shown
        self.isWhole = isWhole
        isFile = isWhole
    }

    /// Reads the first rows.
    ///
    /// - Throws: why the whole text is refused.
    mutating func sample(_ inspection: inout Inspection) throws(Refusal) -> RowSample {
        switch format {
        case .separated(let delimiter): return try separated(delimiter, &inspection)
        case .object: return try object(&inspection)
        default:
            let file = try open(source)
            inspection.remarks += file.warnings
            return try RowSample(file, shown: shown)
        }
    }

    private func open(
        _ text: ByteSlice, rows: String? = nil, requiredFields: [String] = []
    ) throws(Refusal) -> AnnotationFile {
        try AnnotationFile(
            text, name: name, index: 0,
            reader: AnnotationReader(format: .auto, rows: rows, requiredFields: requiredFields))
    }

    /// The rows of a table: of its beginning up to the end of a record.
    private mutating func separated(
        _ delimiter: Unicode.Scalar, _ inspection: inout Inspection
    ) throws(Refusal) -> RowSample {
        var window = min(source.count, TextRows.windowBytes)
        var table = try records(delimiter, window)
        while table.end == table.start, window < min(source.count, TextRows.mostWindowBytes) {
            window = min(source.count, window * 4)
            table = try records(delimiter, window)
        }
        start = table.start
        isWhole = isWhole && window == source.count
        // Names that are all numbers are no header.
        let names = table.header.map { String(decoding: $0, as: UTF8.self) }
        let name = names.first { Int($0) == nil }.map(TextRows.withoutMark)
        let file = try open(
            source[0..<(isWhole ? source.count : table.end)],
            requiredFields: name.map { [$0] } ?? [])
        inspection.remarks += file.warnings
        return try RowSample(file, shown: shown)
    }

    /// The header, where it ends, and where the last whole record of a beginning does.
    private func records(
        _ delimiter: Unicode.Scalar, _ window: Int
    ) throws(Refusal) -> (header: [ArraySlice<UInt8>], start: Int, end: Int) {
        var reader = CSVReader(
            source[0..<window].bytes[...], delimiter: delimiter, isWhole: window == source.count)
        guard let header = try reader.next() else { return ([], 0, 0) }
        while try reader.next() != nil {}
        return (header.fields, header.range.upperBound, reader.position)
    }

    private static func withoutMark(_ name: String) -> String {
        name.unicodeScalars.first == "\u{FEFF}" ? String(name.unicodeScalars.dropFirst()) : name
    }

    /// The rows of an object: those under a member that is a list of them, or the object itself.
    private mutating func object(_ inspection: inout Inspection) throws(Refusal) -> RowSample {
        guard source.count <= TextRows.objectBytes else { return try largeObject(&inspection) }
        let file = try open(source)
        let sample = try RowSample(file, shown: shown)
        let members = sample.only?.value.objectValue ?? []
        inspection.add(
            "members", ["name", "type", "count"],
            members.map { [.string($0.name), .string(TextRows.type(of: $0.value)), count($0)] })
        let lists = members.filter { TextRows.isRows($0.value) && !$0.name.contains(".") }
        let longest = lists.max {
            ($0.value.arrayValue?.count ?? 0) < ($1.value.arrayValue?.count ?? 0)
        }
        guard let longest else {
            inspection.remarks += file.warnings
            return sample
        }
        return try rows(under: longest.name, of: source, &inspection)
    }

    /// Whether rows are found under a member.
    private func hasRows(_ beginning: ByteSlice, _ name: String) -> Bool {
        guard let file = try? open(beginning, rows: name) else { return false }
        var isFound = false
        try? file.forEachRow { _, _ in
            isFound = true
            return false
        }
        return isFound
    }

    private mutating func largeObject(
        _ inspection: inout Inspection
    ) throws(Refusal) -> RowSample {
        let beginning = source[0..<TextRows.objectBytes]
        for name in TextRows.members where hasRows(beginning, name) {
            isWhole = false
            return try rows(under: name, of: beginning, &inspection)
        }
        throw Refusal(
            .wrongContainer,
            "one object of \(source.count) bytes, whose rows are not found in its beginning; name "
                + "the member that holds them with `rows`")
    }

    private mutating func rows(
        under name: String, of text: ByteSlice, _ inspection: inout Inspection
    ) throws(Refusal) -> RowSample {
        member = name
        inspection.add("rows_member", .string(name))
        inspection.remarks.append(
            "the file is one object; rows are those of its member `\(name)`: say `rows: \(name)`")
        return try RowSample(try open(text, rows: name), shown: shown)
    }

    private static func isRows(_ value: JSONValue) -> Bool {
        switch value.arrayValue?.first {
        case .object?, .array?: true
        default: false
        }
    }

    private static func type(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "bool"
        case .number: "number"
        case .string: "text"
        case .array: "list"
        case .object: "object"
        }
    }

    private func count(_ member: JSONValue.Member) -> JSONValue {
        switch member.value {
        case .array(let elements): .integer(elements.count)
        case .object(let members): .integer(members.count)
        default: .null
        }
    }
}
