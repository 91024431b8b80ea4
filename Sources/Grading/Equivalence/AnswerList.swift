/// An answer of several parts: a tuple, an interval, a set or a plain list.
struct AnswerList {
    /// The bracket before it, or zero.
    var opening: UInt8 = 0
    /// The bracket behind it, or zero.
    var closing: UInt8 = 0
    /// Whether its parts stand in any order.
    var isUnordered = false
    var parts: [[UInt8]] = []

    /// The parts of a text; one if it is no list.
    ///
    /// - Parameter thousands: whether a comma before three digits belongs to a number.
    init(_ text: [UInt8], thousands: Bool = true) {
        var inner = text[...]
        if let first = text.first, let last = text.last, text.count >= 2,
            AnswerList.brackets.contains(first), AnswerList.brackets.contains(last),
            AnswerList.isOne(inner.dropFirst().dropLast())
        {
            (opening, closing) = (first, last)
            inner = inner.dropFirst().dropLast()
            isUnordered = first == UInt8(ascii: "{")
        }
        if inner.starts(with: AnswerList.plusMinus) {
            isUnordered = true
            let rest = Array(AnswerText.trimmed(inner.dropFirst(AnswerList.plusMinus.count)))
            parts = [rest, [UInt8(ascii: "-")] + rest]
            return
        }
        split(inner, thousands)
    }

    /// Whether every bracket in a text closes in it.
    private static func isOne(_ text: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        for byte in text {
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
                depth += 1
            } else if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
                || byte == UInt8(ascii: "}")
            {
                depth -= 1
                if depth < 0 { return false }
            }
        }
        return depth == 0
    }

    private mutating func split(_ text: ArraySlice<UInt8>, _ thousands: Bool) {
        var depth = 0
        var start = text.startIndex
        var index = text.startIndex
        func close(_ end: Int) { parts.append(Array(AnswerText.trimmed(text[start..<end]))) }
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                if depth == 0, !thousands || !AnswerList.isThousands(text, index) {
                    close(index)
                    start = index + 1
                }
            case UInt8(ascii: " "):
                for word in AnswerList.joints
                where depth == 0 && text[index...].starts(with: word) {
                    // "a, b and c": the comma before it has closed a part already.
                    if !AnswerText.trimmed(text[start..<index]).isEmpty { close(index) }
                    start = index + word.count
                    index = start - 1
                    break
                }
            default: break
            }
            index += 1
        }
        close(text.endIndex)
    }

    /// Whether a comma stands between digits in groups of three and so belongs to a number.
    private static func isThousands(_ text: ArraySlice<UInt8>, _ index: Int) -> Bool {
        func isDigit(_ place: Int) -> Bool {
            text.indices.contains(place) && text[place] &- 48 < 10
        }
        return text[index] == UInt8(ascii: ",") && isDigit(index - 1)
            && (1...3).allSatisfy { isDigit(index + $0) } && !isDigit(index + 4)
    }

    private static let brackets = Array("()[]{}".utf8)
    private static let plusMinus = Array("\\pm".utf8)
    private static let joints = [" or ", " and "].map { Array($0.utf8) }
}
