import Glibc

/// Cuts JSON text into values without judging what lies inside them; `JSONParser` does that. It only
/// goes forward and never recurses, so neither length nor depth can hurt it. Valid only while the text is.
@safe struct JSONCutter {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let count: Int
    /// The next byte to look at.
    private(set) var position: Int
    /// The line of `position`, from 1, as of the last call of `advanceLine`.
    private(set) var line = 1
    private var lineEnd = 0

    /// A cutter of a text, from a place on.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0) {
        unsafe self.bytes = unsafe bytes
        count = bytes.count
        self.position = position
    }

    /// The byte at the position, blanks skipped; nothing at the end.
    mutating func next() -> UInt8? {
        while position < count {
            let byte = unsafe bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    /// Moves past blanks, and past this byte if it follows.
    ///
    /// - Returns: whether it followed.
    mutating func take(_ byte: UInt8) -> Bool {
        guard next() == byte else { return false }
        position += 1
        return true
    }

    /// The range of the next value, or nothing where the text ends before it does or no value
    /// begins here.
    mutating func value() -> Range<Int>? {
        guard let first = next() else { return nil }
        let start = position
        switch first {
        case UInt8(ascii: "\""): guard skipString() else { return nil }
        case UInt8(ascii: "["), UInt8(ascii: "{"): guard skipContainer() else { return nil }
        default: skipWord()
        }
        return position > start ? start..<position : nil
    }

    /// The line of a place that is not before the last one asked for.
    mutating func line(of place: Int) -> Int {
        var count = 0
        for index in lineEnd..<max(lineEnd, place) {
            count &+= unsafe bytes[index] == 0x0A ? 1 : 0
        }
        lineEnd = max(lineEnd, place)
        line += count
        return line
    }

    private mutating func skipWord() {
        while position < count {
            switch unsafe bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
                UInt8(ascii: ":"):
                return
            default: position += 1
            }
        }
    }

    /// Moves from an opening quote past the closing one.
    private mutating func skipString() -> Bool {
        guard let base = unsafe bytes.baseAddress else { return false }
        let opening = position
        var from = opening + 1
        while let found = unsafe memchr(base + from, 0x22, count - from) {
            let quote = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
            // A quote after an odd number of backslashes is part of the text.
            var before = quote - 1
            while before > opening, unsafe bytes[before] == 0x5C { before -= 1 }
            from = quote + 1
            if (quote - before) & 1 == 1 {
                position = from
                return true
            }
        }
        position = unsafe bytes.count
        return false
    }

    private mutating func skipContainer() -> Bool {
        var depth = 0
        while position < count {
            switch unsafe bytes[position] {
            case UInt8(ascii: "\""):
                guard skipString() else { return false }
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 {
                    position += 1
                    return true
                }
            default: break
            }
            position += 1
        }
        return false
    }
}
