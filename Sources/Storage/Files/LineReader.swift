internal import Glibc
public import Records

/// Reads a file, a pipe or standard input line by line, in the memory of a mebibyte and a line.
@safe public final class LineReader {
    /// The most bytes of a line.
    public static let longestLine = 64 << 20

    private let file: FileDescriptor
    private let chunk: UnsafeMutableRawBufferPointer
    private var bytes: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    private var lineCount = 0

    /// Opens a file; `-` is standard input.
    ///
    /// - Throws: a `Fault` of code `noInput` if there is no such file.
    public init(_ path: String) throws(Fault) {
        file =
            path == "-" ? try .standardInput() : try .open(path, O_RDONLY, for: "read")
        unsafe chunk = .allocate(byteCount: 1 << 20, alignment: 16)
    }

    deinit { unsafe chunk.deallocate() }

    /// The next line without its line break, or nothing at the end.
    ///
    /// - Throws: a `Fault` where the file cannot be read or the line is longer than `longestLine`.
    public func next() throws(Fault) -> [UInt8]? {
        var searched = start
        while true {
            if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(bytes[start..<end])
                start = end + 1
                lineCount += 1
                return line
            }
            if isAtEnd {
                guard start < bytes.count else { return nil }
                let line = Array(bytes[start...])
                start = bytes.count
                lineCount += 1
                return line
            }
            guard bytes.count - start <= LineReader.longestLine else {
                throw Fault(
                    .badInput, "the line is longer than \(LineReader.longestLine) bytes",
                    location: SourceLocation(file: file.path, line: lineCount + 1, column: 1))
            }
            bytes.removeFirst(start)
            start = 0
            searched = bytes.count
            let count = unsafe try file.read(into: chunk)
            isAtEnd = count == 0
            unsafe bytes.append(contentsOf: chunk[..<count])
        }
    }
}
