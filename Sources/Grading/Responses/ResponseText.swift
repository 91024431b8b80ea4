/// A response's bytes, and where things are in it.
struct ResponseText {
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    /// A section between tags: where its text, its opening and its closing tag are.
    struct Section {
        var open: Range<Int>
        var text: Range<Int>
        var close: Range<Int>
    }

    /// All of it.
    var all: Range<Int> { bytes.indices }

    /// The last section with this tag: the last closing tag counts, and the opening one before it.
    func section(_ name: String) -> Section? {
        guard let close = last("</\(name)>", in: all),
            let open = last("<\(name)>", in: 0..<close.lowerBound)
        else { return nil }
        return Section(open: open, text: open.upperBound..<close.lowerBound, close: close)
    }

    /// A range without white space around.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, ResponseText.isSpace(bytes[start]) { start += 1 }
        while start < end, ResponseText.isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The trimmed text of a range.
    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[trimmed(range)], as: UTF8.self)
    }

    /// The trimmed text of a range; nothing if there is none.
    func text(_ range: Range<Int>) -> String? {
        let text = string(range)
        return text.isEmpty ? nil : text
    }

    /// Where a text stands last.
    func last(_ needle: String, in range: Range<Int>) -> Range<Int>? {
        let wanted = Array(needle.utf8)
        guard let first = wanted.first, wanted.count <= range.count else { return nil }
        var start = range.upperBound - wanted.count
        while start >= range.lowerBound {
            let end = start + wanted.count
            if bytes[start] == first, bytes[start..<end].elementsEqual(wanted) {
                return start..<end
            }
            start -= 1
        }
        return nil
    }

    /// What stands in the last `\boxed{…}`; nothing if it does not close.
    func box(in range: Range<Int>) -> (inner: Range<Int>, whole: Range<Int>)? {
        guard let mark = last("\\boxed", in: range) else { return nil }
        var index = mark.upperBound
        while index < range.upperBound, ResponseText.isSpace(bytes[index]) { index += 1 }
        guard index < range.upperBound, bytes[index] == UInt8(ascii: "{") else { return nil }
        let start = index + 1
        var depth = 0
        while index < range.upperBound {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return (start..<index, mark.lowerBound..<(index + 1)) }
            default: break
            }
            index += 1
        }
        return nil
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }
}
