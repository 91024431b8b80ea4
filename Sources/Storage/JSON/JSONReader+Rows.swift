public import Records

extension JSONReader {
    /// Calls `body` with each row of a JSON text, in order.
    ///
    /// A broken row goes to `body` as a failure and reading goes on, as far as that is possible: in
    /// JSON Lines always; in one JSON text unless its brackets or its encoding are broken, which is
    /// a fault of the whole file.
    ///
    /// - Parameters:
    ///   - bytes: the text; rows keep it in memory.
    ///   - file: its name, for faults.
    ///   - layout: where the rows lie.
    ///   - body: what to do with a row.
    /// - Throws: a `Fault` where the file as a whole cannot be read, and what `body` throws.
    public static func forEachRow(
        in bytes: [UInt8], file: String, layout: JSONRowLayout,
        _ body: (Result<JSONRow, JSONRowFault>) throws(Fault) -> Void
    ) throws(Fault) {
        try checkEncoding(bytes, file: file)
        switch layout {
        case .lines: try forEachLine(in: bytes, file: file, body)
        case .document(let path): try forEachElement(in: bytes, file: file, path: path, body)
        }
    }

    /// Refuses at once what is no JSON text at all.
    private static func checkEncoding(_ bytes: [UInt8], file: String) throws(Fault) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Fault(
                .badInput, "`\(file)` is UTF-16; expected UTF-8",
                remedy: "convert it: iconv -f UTF-16 -t UTF-8")
        }
        if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            throw Fault(
                .badInput, "`\(file)` is compressed; expected JSON text",
                remedy: "decompress it first: gunzip or unzstd")
        }
        let mark = markCount(bytes)
        if bytes.dropFirst(mark).allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
            throw Fault(.badInput, "`\(file)` is empty; expected rows")
        }
    }

    private static func forEachLine(
        in bytes: [UInt8], file: String,
        _ body: (Result<JSONRow, JSONRowFault>) throws(Fault) -> Void
    ) throws(Fault) {
        let parser = JSONParser()
        let mark = markCount(bytes)
        var index = 0
        unsafe try bytes.withUnsafeBufferPointer { all throws(Fault) in
            let text = unsafe UnsafeBufferPointer(rebasing: all[mark...])
            unsafe try JSONLines.forEach(in: text) { line, number throws(Fault) in
                let start = unsafe line.baseAddress.map { unsafe $0 - (all.baseAddress ?? $0) }
                var problem: JSONProblem?
                let outcome: Result<JSONRow, JSONRowFault>
                do throws(Fault) {
                    let row = unsafe try parser.parse(line) { (nodes: JSONNodes) throws(Fault) in
                        unsafe nodes.row(
                            at: 0, index: index, line: number, key: nil, bytes: bytes,
                            base: start ?? 0)
                    } fault: { found, offset in
                        problem = found
                        return unsafe fault(
                            found, in: line, at: offset, file: file, firstLine: number)
                    }
                    outcome = .success(row)
                } catch {
                    if index == 0, problem == .truncated,
                        unsafe line.first == UInt8(ascii: "[") || line.first == UInt8(ascii: "{")
                    {
                        throw wrongContainer(file)
                    }
                    outcome = .failure(
                        JSONRowFault(
                            index: index, line: number, reason: problem?.reason ?? "bad_json",
                            fault: error))
                }
                try body(outcome)
                index += 1
            }
        }
    }

    private static func wrongContainer(_ file: String) -> Fault {
        Fault(
            .badInput, "the first line of `\(file)` is no whole JSON value; expected JSON Lines",
            remedy: "if the file is one JSON text over many lines, say that its format is json",
            location: SourceLocation(file: file, line: 1))
    }
}
