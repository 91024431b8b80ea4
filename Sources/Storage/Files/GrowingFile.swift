import Glibc
public import Records

/// Reads the lines of a file that somebody may still be writing, a piece at a time.
public struct GrowingFile: Sendable {
    private let path: String
    private var offset: Int
    /// What was read after the last line's end.
    private var rest: [UInt8] = []

    private static let pieceByteCount = 1 << 18
    /// A line longer than this comes in parts.
    private static let longestLine = 1 << 20

    /// A file from its start, or from its last `lineCount` lines on. It need not be there yet.
    public init(_ path: String, last lineCount: Int? = nil) {
        self.path = path
        offset = 0
        guard let lineCount else { return }
        offset = GrowingFile.start(ofLast: lineCount, in: path)
    }

    /// A file from a byte on, the first of a line.
    public init(_ path: String, from offset: Int) {
        self.path = path
        self.offset = offset
    }

    /// The whole lines that came since, without their ends, at most some 256 KiB of them; none when
    /// there is nothing more at present.
    ///
    /// - Throws: a `Fault` if the file cannot be read.
    public mutating func lines() throws(Fault) -> [[UInt8]] {
        while true {
            let piece = try GrowingFile.read(path, from: offset, GrowingFile.pieceByteCount)
            if piece.isEmpty {
                // Somebody wrote it anew.
                guard offset > 0, GrowingFile.byteCount(path) < offset else { return [] }
                offset = 0
                rest = []
                continue
            }
            offset += piece.count
            rest += piece
            var lines = rest.split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let open = lines.removeLast()
            let isTooLong = open.count > GrowingFile.longestLine
            if isTooLong { lines.append(open) }
            let result = lines.map { Array($0) }
            rest = isTooLong ? [] : Array(open)
            if !result.isEmpty { return result }
        }
    }

    /// What stands after the last line's end; nothing more is expected.
    public mutating func takeRest() -> [UInt8]? {
        defer { rest = [] }
        return rest.isEmpty ? nil : rest
    }

    private static func byteCount(_ path: String) -> Int {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 ? Int(facts.st_size) : .max
    }

    /// Where the last lines of a file begin.
    private static func start(ofLast lineCount: Int, in path: String) -> Int {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return 0 }
        let end = Int(facts.st_size)
        guard lineCount > 0 else { return end }
        var start = end
        var linesLeft = lineCount
        while start > 0 {
            let from = max(0, start - pieceByteCount)
            guard let piece = try? read(path, from: from, start - from) else { return 0 }
            // The end of the last line ends none that is wanted.
            for index in piece.indices.reversed()
            where piece[index] == UInt8(ascii: "\n") && from + index + 1 < end {
                linesLeft -= 1
                if linesLeft <= 0 { return from + index + 1 }
            }
            start = from
        }
        return 0
    }

    private static func read(
        _ path: String, from offset: Int, _ byteCount: Int
    ) throws(Fault) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw Fault(.noInput, "`\(path)` cannot be read", cause: SystemError.text())
        }
        defer { close(descriptor) }
        // There may be thousands of logs, and most are short.
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0 else {
            throw Fault(.inputOutput, "`\(path)` cannot be read", cause: SystemError.text())
        }
        let wanted = min(byteCount, max(0, Int(facts.st_size) - offset))
        if wanted == 0 { return [] }
        var buffer = [UInt8](repeating: 0, count: wanted)
        var count = 0
        repeat {
            count = unsafe pread(descriptor, &buffer, wanted, off_t(offset))
        } while count < 0 && errno == EINTR
        guard count >= 0 else {
            throw Fault(.inputOutput, "`\(path)` cannot be read", cause: SystemError.text())
        }
        return Array(buffer.prefix(count))
    }
}
