/// Reads comma-separated values after RFC 4180: fields in quotes may hold delimiters, line ends and
/// doubled quotes; lines end in LF or CRLF. Blank lines are skipped; `""` alone is an empty field.
///
/// The text may be the first part of a longer one: a record that does not end in it is left for a
/// reader of a longer part.
struct CSVReader {
    /// One record.
    struct Record {
        /// The line it begins on, from 1.
        var line: Int
        /// The line on which the next one begins.
        var nextLine: Int
        /// Its bytes in the text, line end included.
        var range: Range<Int>
        /// Its fields, unquoted.
        var fields: [ArraySlice<UInt8>]
        /// Whether something follows a closing quote.
        var isMalformed = false
    }

    /// The most fields of a record.
    private static let maximumFields = 1 << 16

    private let bytes: ArraySlice<UInt8>
    private let delimiter: UInt8
    private let isWhole: Bool
    /// Where the next record begins.
    private(set) var position: Int
    /// The line on which it does.
    private(set) var line: Int
    /// Whether the text ended inside a record.
    private var isCut = false

    /// A reader of some text.
    ///
    /// - Parameters:
    ///   - isWhole: whether the text ends where `bytes` do.
    ///   - line: the line it begins on.
    init(
        _ bytes: ArraySlice<UInt8>, delimiter: Unicode.Scalar = ",", isWhole: Bool = true,
        line: Int = 1
    ) {
        self.bytes = bytes
        self.delimiter = UInt8(ascii: delimiter)
        self.isWhole = isWhole
        self.line = line
        position = bytes.startIndex
    }

    /// The next record; nothing at the end, or where the text ends before the record does.
    ///
    /// - Throws: `bad_csv` where a quote is never closed: nothing after it can be trusted.
    mutating func next() throws(Refusal) -> Record? {
        while position < bytes.endIndex {
            let start = (position: position, line: line)
            let record = try record()
            if isCut {
                (position, line) = start
                return nil
            }
            let isBlank = record.fields.count == 1 && record.fields[0].isEmpty
            if !isBlank || bytes[start.position] == UInt8(ascii: "\"") { return record }
        }
        return nil
    }

    private mutating func record() throws(Refusal) -> Record {
        var record = Record(
            line: line, nextLine: line, range: position..<position, fields: [])
        while true {
            let start = position
            if byte == UInt8(ascii: "\"") {
                var field = try quoted()
                let rest = position
                skipPlain()
                if position > rest {
                    record.isMalformed = true
                    field += bytes[rest..<position]
                }
                record.fields.append(field)
            } else {
                skipPlain()
                record.fields.append(bytes[start..<position])
            }
            guard byte == delimiter else { break }
            guard record.fields.count < CSVReader.maximumFields else {
                throw Refusal(
                    .badCSV,
                    "the record on line \(record.line) has over \(CSVReader.maximumFields) fields")
            }
            position += 1
        }
        if byte == UInt8(ascii: "\r") { position += 1 }
        if byte == UInt8(ascii: "\n") { position += 1 } else { isCut = isCut || !isWhole }
        line += 1
        record.nextLine = line
        record.range = record.range.lowerBound..<position
        return record
    }

    private var byte: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    /// Moves to the end of a field, or of what follows its closing quote.
    private mutating func skipPlain() {
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte == delimiter || byte == UInt8(ascii: "\n") { return }
            if byte == UInt8(ascii: "\r") {
                let after = position + 1
                if after == bytes.endIndex || bytes[after] == UInt8(ascii: "\n") { return }
            }
            position += 1
        }
    }

    /// Reads from an opening quote past the closing one.
    private mutating func quoted() throws(Refusal) -> ArraySlice<UInt8> {
        let opened = line
        position += 1
        var start = position
        // Only a text with doubled quotes is not in the file as it is.
        var joined: [UInt8] = []
        while position < bytes.endIndex {
            let taken = bytes[position]
            position += 1
            if taken == UInt8(ascii: "\"") {
                guard byte == taken else {
                    let part = bytes[start..<(position - 1)]
                    return joined.isEmpty ? part : (joined + part)[...]
                }
                joined += bytes[start..<position]
                position += 1
                start = position
            } else if taken == UInt8(ascii: "\n") {
                line += 1
            }
        }
        guard isWhole else {
            isCut = true
            return []
        }
        throw Refusal(.badCSV, "the quote on line \(opened) is never closed")
    }
}
