import Records

extension JSONRows {
    /// How many bytes before a row may belong to its line, for the column of a fault.
    private static let lineBytes = 4096

    /// A fault of a row.
    ///
    /// - Parameter offset: where it was found; at the row's start if nothing.
    func fault(
        _ problem: JSONProblem, at place: JSONRowPlace, offset: Int? = nil
    ) -> JSONRowFault {
        let found = offset ?? place.range.lowerBound
        var fault = fault(problem, at: found, from: place)
        if fault.location == nil { fault.message += " (byte \(found) of the file)" }
        return JSONRowFault(
            index: place.index, line: place.line, reason: problem.reason, fault: fault)
    }

    /// A fault of the text as a whole.
    func fault(_ problem: JSONProblem, at offset: Int) -> Fault {
        fault(problem, at: offset, from: JSONRowPlace(range: 0..<0, index: 0, line: 1))
    }

    private func fault(_ problem: JSONProblem, at offset: Int, from place: JSONRowPlace) -> Fault {
        let start = min(place.range.lowerBound, offset)
        let location = unsafe source.withBytes { bytes -> SourceLocation? in
            var line = place.line
            var lineStart: Int?
            for index in start..<min(offset, bytes.count)
            where unsafe bytes[index] == UInt8(ascii: "\n") {
                line += 1
                lineStart = index + 1
            }
            let columnStart =
                unsafe lineStart ?? JSONRows.lineStart(before: min(start, bytes.count), bytes)
            guard let columnStart else { return nil }
            var column = 1
            for index in columnStart..<min(offset, bytes.count)
            where unsafe bytes[index] & 0xC0 != 0x80 {
                column += 1
            }
            return SourceLocation(file: file, line: line, column: column)
        }
        return Fault(
            problem == .noMemory ? .tryAgain : .badInput, problem.message, location: location)
    }

    /// Where the line begins that a row stands on; nothing where that is far.
    private static func lineStart(before place: Int, _ bytes: UnsafeRawBufferPointer) -> Int? {
        var start = place
        while start > 0, unsafe bytes[start - 1] != UInt8(ascii: "\n") {
            guard place - start < lineBytes else { return nil }
            start -= 1
        }
        let hasMark = unsafe start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
        return hasMark ? min(3, place) : start
    }

    /// Refuses at once what is no JSON text at all.
    static func checkEncoding(_ text: UnsafeBufferPointer<UInt8>, file: String) throws(Fault) {
        if unsafe text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
            throw Fault(
                .badInput, "`\(file)` is UTF-16; expected UTF-8",
                remedy: "convert it: iconv -f UTF-16 -t UTF-8")
        }
        if unsafe text.starts(with: [0x1F, 0x8B]) || text.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            throw Fault(
                .badInput, "`\(file)` is compressed; expected JSON text",
                remedy: "decompress it first: gunzip or unzstd")
        }
        let start = unsafe JSONReader.markCount(text)
        var cutter = unsafe JSONCutter(text, at: start)
        guard cutter.next() != nil else {
            throw Fault(.badInput, "`\(file)` is empty; expected rows")
        }
    }
}
