import Glibc
import Records

/// Pages on the disk that wait for their column's turn. The file has no name: nothing is left when
/// the process ends, however it ends.
final class PageSpill {
    private let final: String
    private var file: FileDescriptor?
    private var count = 0

    /// A file that is made beside another when it is first needed.
    init(beside final: String) { self.final = final }

    /// Keeps bytes and says where.
    func append(_ bytes: [UInt8]) throws(Fault) -> Range<Int> {
        let file = try opened()
        unsafe try file.write(bytes.span.bytes)
        defer { count += bytes.count }
        return count..<count + bytes.count
    }

    /// Calls `body` with the bytes of a range, in pieces.
    func forEachPiece(
        of range: Range<Int>, _ body: (RawSpan) throws(Fault) -> Void
    ) throws(Fault) {
        let file = try opened()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { unsafe buffer.deallocate() }
        var start = range.lowerBound
        while start < range.upperBound {
            let count = min(buffer.count, range.upperBound - start)
            let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
            unsafe try file.read(at: start, into: piece)
            unsafe try body(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(piece)))
            start += count
        }
    }

    /// Forgets all pages.
    func removeAll() throws(Fault) {
        guard let file, count > 0 else { return }
        guard lseek(file.number, 0, SEEK_SET) == 0 else {
            throw .system("cannot write `\(file.path)`", errorNumber: errno)
        }
        count = 0
    }

    private func opened() throws(Fault) -> FileDescriptor {
        if let file { return file }
        let made = try FileDescriptor.unnamed(beside: final)
        file = made
        return made
    }
}
