import Glibc
public import Records
import Storage

/// A run's `events.jsonl`: one JSON object a line, only ever appended to.
public struct EventLog: ~Copyable, Sendable {
    private let descriptor: Int32
    private let path: String
    /// The log's length in bytes.
    private(set) var byteCount: Int
    /// Whether the last line may have been written in part.
    private var isTorn = false

    /// Opens the log for appending. A line that a kill tore is ended first, so that it spoils nothing
    /// but itself.
    ///
    /// - Throws: a `Fault` if it cannot be opened.
    init(path: String) throws(Fault) {
        self.path = path
        byteCount = 0
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .system(
                "the event log `\(path)` cannot be opened", errorNumber: errno,
                pathCode: .cannotCreate)
        }
        let end = lseek(descriptor, 0, SEEK_END)
        byteCount = Int(max(0, end))
        var last: UInt8 = 0
        if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") {
            try append(bytes: [UInt8(ascii: "\n")])
        }
    }

    deinit { close(descriptor) }

    /// Appends an event with one write.
    mutating func append(_ event: Event) throws(Fault) {
        // What follows a torn line must not be lost with it.
        var bytes: [UInt8] = isTorn ? [UInt8(ascii: "\n")] : []
        event.json.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try append(bytes: bytes)
    }

    /// Appends an empty line, which readers pass over: a sign of life.
    mutating func beat() throws(Fault) { try append(bytes: [UInt8(ascii: "\n")]) }

    private mutating func append(bytes: [UInt8]) throws(Fault) {
        isTorn = true
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw .system("`\(path)` cannot be written", errorNumber: errno)
            }
        }
        isTorn = false
        byteCount += bytes.count
    }

    /// The events of a log in order, from an offset in bytes on, at which a line starts. Lines that
    /// cannot be read (torn by a kill, or of a newer version) are left out.
    ///
    /// - Throws: a `Fault` if the file cannot be read; a log that is not there has no events.
    public static func read(_ path: String, from offset: Int = 0) throws(Fault) -> [Event] {
        guard try FileSystem.status(path) != nil else { return [] }
        return events(in: try FileSystem.read(path, from: offset)[...])
    }
}
