import Glibc
import Records

/// Finds the lines of JSON Lines text.
enum JSONLines {
    /// Calls `body` with each line that is not blank and its number from 1, without its line end.
    static func forEach(
        in text: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>, Int) throws(Fault) -> Void
    ) throws(Fault) {
        guard let base = text.baseAddress else { return }
        var start = 0
        var number = 1
        while start < text.count {
            let found = unsafe memchr(base + start, Int32(UInt8(ascii: "\n")), text.count - start)
            let end =
                unsafe found.map {
                    unsafe UnsafeRawPointer($0) - UnsafeRawPointer(base)
                } ?? text.count
            let line = unsafe UnsafeBufferPointer(rebasing: text[start..<end])
            let isBlank = unsafe line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if !isBlank { unsafe try body(line, number) }
            start = end + 1
            number += 1
        }
    }
}
