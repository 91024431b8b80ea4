import Glibc
import Records

/// A file written beside its final place and published by one rename.
struct AtomicFile: ~Copyable {
    private let file: FileDescriptor
    private let final: String
    private var buffer: [UInt8] = []
    private var isPublished = false

    init(for final: String) throws(Fault) {
        self.final = final
        file = try FileDescriptor.temporary(for: final, O_WRONLY)
    }

    deinit {
        if !isPublished { unsafe unlink(file.path) }
    }

    /// Appends bytes, through a buffer where they are few.
    mutating func append(_ bytes: RawSpan) throws(Fault) {
        if buffer.count + bytes.byteCount < 1 << 16 {
            unsafe bytes.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
            return
        }
        try flush()
        try file.write(bytes)
    }

    /// Syncs the file and gives it its name.
    mutating func publish() throws(Fault) {
        try flush()
        try file.sync()
        try FileSystem.publish(file.path, as: final)
        isPublished = true
    }

    private mutating func flush() throws(Fault) {
        guard !buffer.isEmpty else { return }
        unsafe try file.write(buffer.span.bytes)
        buffer.removeAll(keepingCapacity: true)
    }
}
