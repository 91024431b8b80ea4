import Glibc
public import Records

/// A file that is written from front to back, in pieces that are gathered before they go to the disk.
///
/// For a folder that is not published yet: nothing here waits for the disk, since whoever publishes
/// the folder does that for all of its files at once.
public struct BufferedFile: ~Copyable {
    private let file: FileDescriptor
    private var buffer: [UInt8] = []

    /// So many bytes are gathered.
    private static let pieceSize = 1 << 16

    /// Makes or empties the file.
    ///
    /// - Throws: a `Fault` where it cannot be opened.
    public init(path: String) throws(Fault) {
        file = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC, for: "write")
        buffer.reserveCapacity(2 * BufferedFile.pieceSize)
    }

    /// Adds what `body` appends to the bytes that wait, which it must leave as they are.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func append(_ body: (inout [UInt8]) -> Void) throws(Fault) {
        body(&buffer)
        if buffer.count >= BufferedFile.pieceSize { try flush() }
    }

    /// Writes what is left. Without it the last bytes are lost.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func close() throws(Fault) { try flush() }

    /// Writes a whole file.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public static func write(_ bytes: [UInt8], to path: String) throws(Fault) {
        let file = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC, for: "write")
        unsafe try file.write(bytes.span.bytes)
    }

    /// Writes what waits, so that others can read it.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func flush() throws(Fault) {
        unsafe try file.write(buffer.span.bytes)
        buffer.removeAll(keepingCapacity: true)
    }
}
