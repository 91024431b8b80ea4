import Glibc
public import Records

/// The file that programs append what they print to, one attempt after another.
public struct ProcessLog: Sendable {
    /// The file.
    public let path: String
    /// The byte where what this attempt prints begins.
    public let start: Int

    /// A log that says first what is about to run.
    ///
    /// - Parameters:
    ///   - path: the file; made if it is not there.
    ///   - title: a line for people.
    /// - Throws: a `Fault` of code `cannotCreate`, or `tryAgain` where the disk is full.
    public init(_ path: String, title: String) throws(Fault) {
        let file = try ProcessLog.open(path)
        defer { close(file) }
        // A log that cannot be written to for want of space is no reason not to run.
        let line = Array("\(title)\n".utf8)
        _ = unsafe line.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        self.path = path
        start = max(0, Int(lseek(file, 0, SEEK_END)))
    }

    /// Opens a log to append to.
    static func open(_ path: String) throws(Fault) -> Int32 {
        let file = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        let error = errno
        if file >= 0 { return file }
        let isFull = error == ENOSPC || error == EDQUOT
        throw Fault(
            isFull ? .tryAgain : .cannotCreate, "the log `\(path)` cannot be written",
            remedy: isFull ? "free some space on the disk and run the command again" : nil,
            cause: SystemError.text(error))
    }

    /// The last lines that this attempt has printed, without empty ones; broken bytes are replaced.
    public func lastLines(_ count: Int) -> [String] {
        let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        let end = Int(lseek(file, 0, SEEK_END))
        let from = max(start, end - 8192)
        guard end > from else { return [] }
        var bytes = [UInt8](repeating: 0, count: end - from)
        let got = unsafe bytes.withUnsafeMutableBytes {
            unsafe pread(file, $0.baseAddress, $0.count, from)
        }
        let lines = bytes.prefix(max(0, got)).split(separator: UInt8(ascii: "\n"))
        return lines.suffix(count).map { String(decoding: $0.prefix(400), as: UTF8.self) }
    }
}
