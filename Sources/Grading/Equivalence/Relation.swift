/// A comparison such as `x >= 3` or `1 < x < 2`.
struct Relation {
    /// What is compared, from small to large where there is an order.
    var sides: [[UInt8]] = []
    /// What stands between: `<`, `<=` or `!=`.
    var signs: [[UInt8]] = []

    /// The relation that a text is; nothing if it is none.
    init?(_ text: [UInt8]) {
        guard text.contains(where: { $0 == less || $0 == greater || $0 == not }) else { return nil }
        var start = 0
        var index = 0
        var isDescending: Bool?
        while index < text.count {
            let byte = text[index]
            let isEqual = index + 1 < text.count && text[index + 1] == UInt8(ascii: "=")
            guard byte == less || byte == greater || (byte == not && isEqual) else {
                index += 1
                continue
            }
            if byte != not {
                guard isDescending ?? (byte == greater) == (byte == greater) else { return nil }
                isDescending = byte == greater
            }
            sides.append(Array(AnswerText.trimmed(text[start..<index])))
            signs.append([byte == not ? not : less] + (isEqual ? [UInt8(ascii: "=")] : []))
            index += isEqual ? 2 : 1
            start = index
        }
        guard !signs.isEmpty else { return nil }
        sides.append(Array(AnswerText.trimmed(text[start...])))
        guard sides.allSatisfy({ !$0.isEmpty }), signs.count <= 4 else { return nil }
        if isDescending == true {
            sides.reverse()
            signs.reverse()
        }
    }

    private let less = UInt8(ascii: "<")
    private let greater = UInt8(ascii: ">")
    private let not = UInt8(ascii: "!")
}
