/// Reads an expression in plain notation or LaTeX, and what it is worth.
///
/// The text is `AnswerText.normal`. Length and depth are bounded, so is therefore the time.
struct MathParser {
    let text: [UInt8]
    private(set) var index = 0
    private var depth = 0
    private var atomCount = 0
    /// Whether a rest of the text is a unit, which ends the expression.
    private let isUnit: (ArraySlice<UInt8>) -> Bool

    private static let deepest = 80
    private static let mostAtoms = 1200
    static let longest = 600

    /// - Parameter isUnit: whether what is left of the text is a unit rather than a factor.
    init(_ text: [UInt8], isUnit: @escaping (ArraySlice<UInt8>) -> Bool = { _ in false }) {
        self.text = text
        self.isUnit = isUnit
    }

    /// The value of the expression at the start of the text; nothing if there is none.
    mutating func parse() -> MathValue? {
        guard text.count <= MathParser.longest else { return nil }
        return sum()
    }

    /// What stands behind the expression.
    var rest: ArraySlice<UInt8> { text[index...].drop { $0 == space } }

    private mutating func sum() -> MathValue? {
        guard depth < MathParser.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        guard var value = signed() else { return nil }
        while let byte = next() {
            if byte == UInt8(ascii: "+") {
                index += 1
                guard let term = product() else { return nil }
                value = value + term
            } else if byte == UInt8(ascii: "-") {
                index += 1
                guard let term = product() else { return nil }
                value = value + -term
            } else {
                break
            }
        }
        return value
    }

    private mutating func signed() -> MathValue? {
        switch next() {
        case UInt8(ascii: "-"):
            index += 1
            return product().map { -$0 }
        case UInt8(ascii: "+"):
            index += 1
            return product()
        default: return product()
        }
    }

    private mutating func product() -> MathValue? {
        guard var value = mixed() else { return nil }
        while let byte = next() {
            let start = index
            if byte == UInt8(ascii: "*"), !starts("**") {
                index += 1
            } else if byte == UInt8(ascii: "/") {
                index += 1
                guard let divisor = factor() else { return nil }
                value = value / divisor
                continue
            } else if take("\\cdot") || take("\\times") || take("\\ast") {
            } else if take("\\div") {
                guard let divisor = factor() else { return nil }
                value = value / divisor
                continue
            } else if !startsFactor(byte)
                || (depth == 1 && !followsSymbol(index) && isUnit(text[index...]))
            {
                index = start
                break
            }
            // Side by side, a number behind a number or a letter is no factor: `1 2`, `H2O`.
            if start == index, byte &- 48 < 10 || byte == UInt8(ascii: "."), follows(start) {
                return nil
            }
            guard let term = factor() else {
                index = start
                break
            }
            value = value * term
        }
        return value
    }

    /// Whether a number, a letter or spaces behind one precede an index.
    private func follows(_ index: Int) -> Bool {
        let last = text[..<index].last { $0 != space }
        return last.map { $0 &- 48 < 10 || isLetter($0) || $0 == UInt8(ascii: ".") } ?? false
    }

    /// Whether a letter that stands for a number precedes an index: what follows is a factor then, and
    /// no unit.
    private func followsSymbol(_ index: Int) -> Bool {
        guard let end = text[..<index].lastIndex(where: { $0 != space }), isLetter(text[end]) else {
            return false
        }
        let start = text[..<end].lastIndex { !isLetter($0) }.map { $0 + 1 } ?? 0
        return !text[start...end].elementsEqual("pi".utf8)
    }

    /// A whole number and a fraction beside it, such as `7 3/4`, or a factor.
    private mutating func mixed() -> MathValue? {
        let start = index
        var place = index
        while place < text.count, text[place] == space { place += 1 }
        if NumberText.isDigit(text, place), let whole = NumberText.read(text, &place),
            whole.exact?.rational?.whole != nil
        {
            index = place
            if let fraction = fraction() { return whole + fraction }
        }
        index = start
        return factor()
    }

    /// A proper fraction of whole numbers.
    private mutating func fraction() -> MathValue? {
        if let byte = next(), byte == backslash {
            guard let (above, below) = fractionParts(), let upper = above.exact?.rational?.whole,
                let lower = below.exact?.rational?.whole, upper >= 0, upper < lower
            else { return nil }
            return above / below
        }
        guard index < text.count, text[index - 1] == space, NumberText.isDigit(text, index),
            let above = NumberText.read(text, &index), next() == UInt8(ascii: "/")
        else { return nil }
        index += 1
        _ = next()
        guard NumberText.isDigit(text, index), let below = NumberText.read(text, &index),
            let upper = above.exact?.rational?.whole, let lower = below.exact?.rational?.whole,
            upper < lower
        else { return nil }
        return above / below
    }

    private mutating func factor() -> MathValue? {
        if next() == UInt8(ascii: "-") {
            guard depth < MathParser.deepest else { return nil }
            depth += 1
            defer { depth -= 1 }
            index += 1
            return factor().map { -$0 }
        }
        guard var value = atom() else { return nil }
        while index < text.count, text[index] == UInt8(ascii: "!") {
            index += 1
            guard let number = value.exact?.rational?.whole, (0...25).contains(number) else {
                return nil
            }
            value = (1...max(number, 1)).reduce(MathValue(.one)) { $0 * MathValue(Rational($1)) }
        }
        if next() == UInt8(ascii: "^") || starts("**") {
            index += text[index] == UInt8(ascii: "^") ? 1 : 2
            guard depth < MathParser.deepest else { return nil }
            depth += 1
            defer { depth -= 1 }
            guard let exponent = factor() else { return nil }
            value = value.power(exponent)
        }
        return value
    }

    private mutating func atom() -> MathValue? {
        // What is read twice could be read 2^40 times where it nests.
        atomCount += 1
        guard let byte = next(), atomCount <= MathParser.mostAtoms, depth < MathParser.deepest
        else { return nil }
        depth += 1
        defer { depth -= 1 }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
            return NumberText.read(text, &index)
        case UInt8(ascii: "("): return group(UInt8(ascii: ")"))
        case UInt8(ascii: "{"): return group(UInt8(ascii: "}"))
        case UInt8(ascii: "["): return group(UInt8(ascii: "]"))
        case UInt8(ascii: "|"): return group(UInt8(ascii: "|"))?.applyingMagnitude()
        case backslash: return command()
        default: return isLetter(byte) ? word() : nil
        }
    }

    private mutating func group(_ end: UInt8) -> MathValue? {
        index += 1
        guard let value = sum(), next() == end else { return nil }
        index += 1
        return value
    }

    /// Letters: a function, `pi`, or at most two that are multiplied.
    private mutating func word() -> MathValue? {
        var end = index
        while end < text.count, isLetter(text[end]) { end += 1 }
        let name = text[index..<end]
        for (function, body) in MathParser.functions where name.elementsEqual(function.utf8) {
            index = end
            return (function == "sqrt" ? argument() : wholeArgument()).map(body)
        }
        if name.elementsEqual("pi".utf8) {
            index = end
            return .pi
        }
        guard name.count <= 2 else { return nil }
        index += 1
        return MathValue(letter: name.first ?? 0)
    }

    private mutating func command() -> MathValue? {
        if let (above, below) = fractionParts() { return above / below }
        if take("\\sqrt") {
            guard next() == UInt8(ascii: "[") else { return argument()?.squareRoot }
            guard let degree = group(UInt8(ascii: "]")), let radicand = argument() else {
                return nil
            }
            return radicand.power(MathValue(.one) / degree)
        }
        if take("\\pi") { return .pi }
        for (number, name) in MathParser.greek.enumerated() where take(name) {
            return MathValue(letter: UInt8(128 + number))
        }
        for (function, body) in MathParser.functions where take("\\" + function) {
            return wholeArgument().map(body)
        }
        return nil
    }

    /// Above and below of `\frac{a}{b}`, which may also be `\frac12`.
    private mutating func fractionParts() -> (above: MathValue, below: MathValue)? {
        guard take("\\frac") || take("\\dfrac") || take("\\tfrac") || take("\\cfrac"),
            let above = fractionPart(), let below = fractionPart()
        else { return nil }
        return (above, below)
    }

    private mutating func fractionPart() -> MathValue? {
        guard let byte = next() else { return nil }
        if byte &- 48 < 10 {
            index += 1
            return MathValue(Rational(Int(byte - 48)))
        }
        return atom()
    }

    /// What a function is of: a group, or one factor.
    mutating func argument() -> MathValue? {
        guard let byte = next() else { return nil }
        if byte == UInt8(ascii: "^") { return nil }
        return byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{") ? atom() : factor()
    }

    /// The next byte that is no space.
    mutating func next() -> UInt8? {
        while index < text.count, text[index] == space { index += 1 }
        return index < text.count ? text[index] : nil
    }

    func starts(_ word: String) -> Bool {
        text[index...].starts(with: word.utf8)
    }

    /// Goes behind a command, unless it is another one that begins the same.
    private mutating func take(_ command: String) -> Bool {
        let end = index + command.utf8.count
        guard end <= text.count, text[index..<end].elementsEqual(command.utf8),
            end == text.count || !isLetter(text[end])
        else { return false }
        index = end
        return true
    }

    private func startsFactor(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte &- 48 < 10 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{")
            || byte == backslash || byte == UInt8(ascii: ".")
    }

    func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 }

    let space = UInt8(ascii: " ")
    private let backslash = UInt8(ascii: "\\")
}
