import Glibc
import Storage

/// Counts the lines of JSON Lines that are not blank.
enum LineCounter {
    /// The lines that begin in the first bytes of a text, and how many bytes were looked at.
    static func count(_ text: ByteSlice, limit: Int) -> (lines: Int, byteCount: Int) {
        text.withBytes { bytes in
            guard let base = bytes.baseAddress else { return (0, 0) }
            var lines = 0
            var start = 0
            while start < bytes.count, start < limit {
                let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
                let end = found.map { UnsafeRawPointer($0) - base } ?? bytes.count
                // Nearly every line is known by its first byte.
                if bytes[start..<end].contains(where: { $0 > 0x20 }) { lines += 1 }
                start = end + 1
            }
            return (lines, min(start, bytes.count))
        }
    }
}
