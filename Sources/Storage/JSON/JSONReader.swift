public import Records

/// Reads JSON text, strictly: UTF-8, no duplicate names, at most 64 levels deep, nothing after the
/// value. A byte order mark at the start is skipped.
///
/// simdjson's first stage finds the tokens; see `CJSON`.
public enum JSONReader {
    /// The value of a whole JSON text.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - file: its name, for faults.
    /// - Throws: a `Fault` of code `badInput` with line and column.
    public static func parse(_ bytes: [UInt8], file: String) throws(Fault) -> JSONValue {
        unsafe try withNodes(bytes, file: file) { (nodes: JSONNodes) throws(Fault) in
            unsafe nodes.value(at: 0)
        }
    }

    /// The value of a JSON file.
    ///
    /// - Throws: a `Fault` where the file cannot be read or is not JSON.
    public static func parse(file path: String) throws(Fault) -> JSONValue {
        try parse(try FileSystem.read(path, limit: JSONParser.maximumByteCount), file: path)
    }

    /// Reads a text and hands its nodes to `body`; their ranges count from after the mark.
    static func withNodes<Result>(
        _ bytes: [UInt8], file: String, _ body: (JSONNodes) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        let parser = JSONParser()
        let mark = markCount(bytes)
        return unsafe try bytes.withUnsafeBufferPointer { all throws(Fault) in
            let text = unsafe UnsafeBufferPointer(rebasing: all[mark...])
            return unsafe try parser.parse(text, body) { problem, offset in
                unsafe fault(problem, in: text, at: offset, file: file)
            }
        }
    }

    /// The length of the byte order mark that the text begins with.
    static func markCount(_ bytes: [UInt8]) -> Int {
        unsafe bytes.withUnsafeBufferPointer { unsafe markCount($0) }
    }

    /// The length of the byte order mark that the text begins with.
    static func markCount(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        unsafe text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// A fault with the line and the column of a byte.
    static func fault(
        _ problem: JSONProblem, in text: UnsafeBufferPointer<UInt8>, at offset: Int, file: String,
        firstLine: Int = 1
    ) -> Fault {
        var line = firstLine
        var column = 1
        for index in 0..<min(offset, text.count) {
            let byte = unsafe text[index]
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return Fault(
            problem == .noMemory ? .tryAgain : .badInput, problem.message,
            location: SourceLocation(file: file, line: line, column: column))
    }
}
