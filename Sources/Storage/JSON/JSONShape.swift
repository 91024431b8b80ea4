/// What a JSON text looks like from outside, by which its layout is told. What lies deep inside is
/// not judged.
public enum JSONShape: Sendable, Hashable {
    /// Nothing but blanks.
    case blank
    /// One array that ends with the text; its elements are no bare values.
    case array
    /// One object that ends with the text, whose members are objects: a table of rows by their ids.
    case table
    /// One other object that ends with the text.
    case object
    /// Something follows after the first value, as in JSON Lines; or an array of bare values, which
    /// is a row without names.
    case lines
    /// The first value does not end, or is no container.
    case unclear

    /// How many bytes are looked at. A first value that is longer is taken for the whole text.
    private static let lookedAt = 16 << 20
    /// How many members are looked at to tell a table.
    private static let members = 8

    /// The shape of a text, without its byte order mark.
    public init(of source: ByteSlice) {
        let seen = min(source.count, JSONShape.lookedAt)
        let isCut = seen < source.count
        self = unsafe source[0..<seen].withBytes { bytes in
            let text = unsafe bytes.bindMemory(to: UInt8.self)
            return unsafe JSONShape.shape(of: text, isCut: isCut)
        }
    }

    private static func shape(of text: UnsafeBufferPointer<UInt8>, isCut: Bool) -> JSONShape {
        var cutter = unsafe JSONCutter(text)
        guard let first = cutter.next() else { return .blank }
        var inside = cutter
        let found: JSONShape
        switch first {
        case UInt8(ascii: "["):
            _ = inside.take(first)
            let element = firstElement(&inside)
            let isBare = element != UInt8(ascii: "[") && element != UInt8(ascii: "{")
            if isBare, inside.value() != nil { return .lines }
            found = .array
        case UInt8(ascii: "{"): found = isTable(&inside) ? .table : .object
        default: found = .unclear
        }
        guard cutter.value() != nil else { return isCut ? found : .unclear }
        return cutter.next() == nil && !isCut ? found : .lines
    }

    /// How the first element of an array begins that is not null: rows may be missing.
    private static func firstElement(_ cutter: inout JSONCutter) -> UInt8? {
        for _ in 0..<members where cutter.next() == UInt8(ascii: "n") {
            var next = cutter
            guard next.value() != nil, next.take(UInt8(ascii: ",")) else { break }
            cutter = next
        }
        return cutter.next()
    }

    private static func isTable(_ cutter: inout JSONCutter) -> Bool {
        _ = cutter.take(UInt8(ascii: "{"))
        for _ in 0..<members {
            guard cutter.value() != nil, cutter.take(UInt8(ascii: ":")) else { break }
            guard cutter.next() == UInt8(ascii: "{") else { return false }
            guard cutter.value() != nil, cutter.take(UInt8(ascii: ",")) else { break }
        }
        return true
    }
}
