import Glibc
import Records

/// Finds the lines of JSON Lines text.
enum JSONLines {
    /// Calls `body` with each line that is not blank and its number from 1, without its line end.
    static func forEach(
        in text: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>, Int) throws(Fault) -> Void
    ) throws(Fault) {
        unsafe try forEachRange(in: text, from: 0) { range, number throws(Fault) in
            unsafe try body(UnsafeBufferPointer(rebasing: text[range]), number)
            return true
        }
    }

    /// Calls `body` with the place of each line that is not blank and its number from 1, without its
    /// line end, until it returns false.
    static func forEachRange(
        in text: UnsafeBufferPointer<UInt8>, from first: Int,
        _ body: (Range<Int>, Int) throws(Fault) -> Bool
    ) throws(Fault) {
        guard let base = text.baseAddress else { return }
        var start = first
        var number = 1
        while start < text.count {
            let found = unsafe memchr(base + start, Int32(UInt8(ascii: "\n")), text.count - start)
            let end =
                unsafe found.map {
                    unsafe UnsafeRawPointer($0) - UnsafeRawPointer(base)
                } ?? text.count
            let line = unsafe UnsafeBufferPointer(rebasing: text[start..<end])
            if unsafe !isBlank(line) { guard try body(start..<end, number) else { return } }
            start = end + 1
            number += 1
        }
    }

    /// Whether a line has nothing but blanks, and perhaps the first half of its end.
    static func isBlank(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }
}
