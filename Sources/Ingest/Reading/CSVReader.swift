/// Reads comma-separated values after RFC 4180: fields in quotes may hold delimiters, line ends and
/// doubled quotes; lines end in LF or CRLF. Blank lines are skipped.
struct CSVReader {
    /// One record.
    struct Record {
        /// The line it begins on, from 1.
        var line: Int
        /// Its fields, unquoted.
        var fields: [[UInt8]]
        /// Whether something follows a closing quote.
        var isMalformed = false
    }

    private let bytes: ArraySlice<UInt8>
    private let delimiter: UInt8
    private var position: Int
    private var line = 1

    /// A reader of some text.
    init(_ bytes: ArraySlice<UInt8>, delimiter: Unicode.Scalar = ",") {
        self.bytes = bytes
        self.delimiter = UInt8(ascii: delimiter)
        position = bytes.startIndex
    }

    /// The next record, or nothing at the end.
    ///
    /// - Throws: `bad_csv` where a quote is never closed: nothing after it can be trusted.
    mutating func next() throws(Refusal) -> Record? {
        while position < bytes.endIndex {
            let record = try record()
            if record.fields.count > 1 || record.fields.first?.isEmpty == false { return record }
        }
        return nil
    }

    private mutating func record() throws(Refusal) -> Record {
        var record = Record(line: line, fields: [])
        while true {
            var field: [UInt8] = []
            if byte == UInt8(ascii: "\"") {
                try quoted(into: &field)
                record.isMalformed = record.isMalformed || !isAtFieldEnd
            }
            while let byte, !isAtFieldEnd {
                field.append(byte)
                position += 1
            }
            record.fields.append(field)
            guard byte == delimiter else { break }
            position += 1
        }
        if byte == UInt8(ascii: "\r") { position += 1 }
        if byte == UInt8(ascii: "\n") { position += 1 }
        line += 1
        return record
    }

    private var byte: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private var isAtFieldEnd: Bool {
        guard let byte else { return true }
        if byte == UInt8(ascii: "\r") {
            let after = position + 1
            return after == bytes.endIndex || bytes[after] == UInt8(ascii: "\n")
        }
        return byte == delimiter || byte == UInt8(ascii: "\n")
    }

    /// Reads from an opening quote past the closing one.
    private mutating func quoted(into field: inout [UInt8]) throws(Refusal) {
        let opened = line
        position += 1
        while let taken = byte {
            position += 1
            if taken == UInt8(ascii: "\"") {
                guard byte == taken else { return }
                position += 1
            } else if taken == UInt8(ascii: "\n") {
                line += 1
            }
            field.append(taken)
        }
        throw Refusal(.badCSV, "the quote on line \(opened) is never closed")
    }
}
