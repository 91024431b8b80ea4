import Glibc
public import Records

/// Finds lines of a text file by some bytes in them, without looking at the others.
public enum LineSearch {
    /// A line and its number.
    public struct Line: Sendable, Hashable {
        /// Its number, from 1.
        public var number: Int
        /// Its bytes without the end.
        public var bytes: [UInt8]
    }

    /// The lines that hold some bytes, in order.
    ///
    /// - Parameters:
    ///   - bytes: at least one byte, no line end among them.
    ///   - path: the file.
    /// - Throws: a `Fault` if the file cannot be read.
    public static func lines(
        containing bytes: [UInt8], in path: String
    ) throws(Fault) -> [Line] {
        let file = try MappedFile(path)
        guard !bytes.isEmpty, file.count > 0 else { return [] }
        return unsafe file.withBytes { text in unsafe search(text, bytes) }
    }

    private static func search(_ text: UnsafeRawBufferPointer, _ bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var start = 0
        var number = 1
        var counted = 0
        while start < text.count {
            guard let place = unsafe find(bytes, in: text, from: start) else { break }
            var first = place
            while first > 0, unsafe text[first - 1] != newline { first -= 1 }
            var end = place
            while end < text.count, unsafe text[end] != newline { end += 1 }
            let passed = unsafe UnsafeRawBufferPointer(rebasing: text[counted..<first])
            number += unsafe passed.count { $0 == newline }
            counted = first
            lines.append(Line(number: number, bytes: unsafe [UInt8](text[first..<end])))
            start = end + 1
        }
        return lines
    }

    /// Where the bytes stand next. (Swift's Glibc has no `memmem`.)
    private static func find(
        _ bytes: [UInt8], in text: UnsafeRawBufferPointer, from start: Int
    ) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var place = start
        while place + bytes.count <= text.count {
            let room = text.count - bytes.count - place + 1
            guard let hit = unsafe memchr(base + place, Int32(bytes[0]), room) else { return nil }
            place = unsafe UnsafeRawPointer(hit) - base
            if unsafe memcmp(base + place, bytes, bytes.count) == 0 { return place }
            place += 1
        }
        return nil
    }

    private static var newline: UInt8 { UInt8(ascii: "\n") }
}
